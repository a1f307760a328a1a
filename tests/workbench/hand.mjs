// A hand at the keyboard, and how long it takes by the keystroke-level model (Card, Moran and
// Newell 1980): K for each key, M for each time that somebody has to think what comes next.
// Chinese goes through an input method as people use it: letters, then the space bar.
const SECONDS = { key: 0.28, mind: 1.35 };

export class Hand {
  keys = 0;
  minds = 0;

  static async on(page) {
    const hand = new Hand();
    hand.page = page;
    hand.devtools = await page.context().newCDPSession(page);
    return hand;
  }

  think() {
    ++this.minds;
  }

  /** `Control+Enter` is two keys. */
  async press(keys) {
    this.keys += keys.split('+').length;
    await this.page.keyboard.press(keys);
  }

  /** Letters and digits, without an input method. */
  async type(letters) {
    this.keys += letters.length;
    await this.page.keyboard.type(letters);
  }

  /** What stands in the field while the input method has not finished yet. */
  async compose(letters) {
    for (let length = 1; length <= letters.length; ++length) {
      const text = letters.slice(0, length);
      await this.devtools.send('Input.imeSetComposition', {
        text, selectionStart: length, selectionEnd: length,
      });
    }
    this.keys += letters.length;
  }

  /** Words as `港沟 ganggou，雪山路 xueshanlu`: each with its letters, marks as they are. */
  async write(words) {
    for (const [, mark, word, letters] of words.matchAll(/([，。、；])|(\S+?) ([a-z]+)/gu)) {
      if (letters) await this.compose(letters);
      await this.devtools.send('Input.insertText', { text: mark ?? word });
      ++this.keys; // the mark, or the space bar that chooses
    }
  }

  get seconds() {
    return this.keys * SECONDS.key + this.minds * SECONDS.mind;
  }

  /** One line for the record. */
  said(what) {
    const { key, mind } = SECONDS;
    return `${what}: ${this.keys} K x ${key} s + ${this.minds} M x ${mind} s`
      + ` = ${this.seconds.toFixed(1)} s`;
  }
}
