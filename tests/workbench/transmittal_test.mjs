// 转办函 on paper, as Chromium prints it: lines and characters, page numbers, the imprint at the foot
// of the last even page, the pages of the list.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, closeOffice } from './office.mjs';
import { printed } from './printed.mjs';

const PLAYED = { office: 'played' };
const MM = 72 / 25.4; // points
const A4 = [595, 842];
const [LEFT, RIGHT, FOOT] = [28 * MM, (210 - 26) * MM, (297 - 35) * MM]; // of what is printed (版心)
const LINE = 28.99;
const CHARACTERS = 28;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** The day with the most cases: its list is longer than a page. */
async function fullest(person) {
  const url = `${person.office.address}/api/v1/cases?object=SD&limit=500`;
  const { items } = await (await person.context.request.get(url)).json();
  const counts = new Map();
  for (const { file } of items) {
    if (file.batch_day) counts.set(file.batch_day, (counts.get(file.batch_day) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0][0];
}

/** A letter that a test makes longer: by the name of the object, in lines. */
class Letter {
  static async of(person) {
    const letter = new Letter();
    letter.person = person;
    await person.page.route('**/api/v1/inspections', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      const name = '测'.repeat(Math.max(0, CHARACTERS * letter.lines - 5));
      if (name) json.items[0].objects.forEach((one) => (one.name_zh = name));
      await route.fulfill({ response, json });
    });
    letter.lines = 0;
    await person.signIn('triage', `${OBJECT}/cases`);
    letter.day = await fullest(person);
    return letter;
  }

  /** As it is printed; `lines` is how long the name is, else it is the object's own. */
  async print(lines = 0) {
    this.lines = lines;
    await this.person.screen(`batches/${this.day}/letter`);
    await this.person.page.locator('.list tbody tr').first().waitFor();
    return printed(this.person.page);
  }
}

const textOf = (page) => page.lines.map((one) => one.text).join('\n');
const numberOf = (page) => page.lines.find((one) => /^— \d+ —$/.test(one.text));
/** Where things are, from 0: the date under the text, the imprint. */
function placesIn(pages) {
  return {
    date: pages.findIndex((page) => /^年 月 日$/m.test(textOf(page))),
    imprint: pages.findIndex((page) => /日印发$/m.test(textOf(page))),
  };
}
/** The line of its page on which the date stands, from 1. */
function lineOfDate(page) {
  const [first] = page.lines;
  const date = page.lines.find((one) => /^年 月 日$/.test(one.text));
  return Math.round((date.top - first.top) / LINE) + 1;
}

test('numbers stand outside, the imprint on the back, and the list is counted by itself',
  withPerson(PLAYED, async (person) => {
    const letter = await Letter.of(person);
    const pages = await letter.print();
    for (const { size } of pages) assert.deepEqual(size, A4);
    const [front, back, ...list] = pages;
    assert.equal(placesIn(pages).imprint, 1);

    const [one, two] = [numberOf(front), numberOf(back)];
    assert.equal(one.text, '— 1 —');
    assert.equal(two.text, '— 2 —');
    assert.ok(Math.abs(one.right - (RIGHT - 14)) < 3, `page 1 is numbered at ${one.right}`);
    assert.ok(Math.abs(two.left - (LEFT + 14)) < 3, `page 2 is numbered at ${two.left}`);
    for (const number of [one, two]) {
      const middle = (number.top + number.bottom) / 2;
      assert.ok(Math.abs(middle - (FOOT + 7 * MM)) < 5, `a number ${middle - FOOT} pt below`);
    }
    const last = back.lines.at(-2);
    assert.match(last.text, /年 月 日印发$/);
    assert.ok(Math.abs(last.bottom - FOOT) < LINE / 2, `the imprint ends at ${last.bottom}`);
    assert.match(textOf(front), /〔\d{4}〕 号/);

    const { cases } = await (await person.ask('GET', `batches/${letter.day}`)).json();
    assert.ok(list.length > 1, `a list of ${cases.length} cases on one page`);
    list.forEach((page, index) => {
      assert.equal(page.lines.at(-1).text, `第 ${index + 1} 页 共 ${list.length} 页`);
      assert.match(textOf(page), /^序号 编号/m);
      assert.equal(numberOf(page), undefined);
    });
    const rows = list.flatMap((page) => page.lines).filter((row) => /^\d+ [A-Z]\d/.test(row.text));
    assert.equal(rows.length, cases.length);
    console.log(`a letter of 2 pages, a list of ${cases.length} cases on ${list.length}`);

    await person.page.evaluate(() => localStorage.setItem('ducha.language', 'en'));
    const english = await letter.print();
    assert.equal(placesIn(english).imprint, -1);
    const at = english.findIndex((page) => /^Copies to:$/m.test(textOf(page)));
    assert.equal(at % 2, 1);
    assert.equal(english.at(-1).lines.at(-1).text, `Page ${list.length} of ${list.length}`);
  }));

test('the imprint goes below the text, to its back, or behind a blank page', withPerson(
  PLAYED, async (person) => {
    const letter = await Letter.of(person);
    const some = 15;
    const below = await letter.print(some);
    assert.deepEqual(placesIn(below), { date: 1, imprint: 1 });
    assert.equal(numberOf(below[1]).text, '— 2 —');

    // So long that the text ends at the foot of the second page.
    const full = some + 20 - lineOfDate(below[1]);
    const apart = await letter.print(full);
    assert.equal(lineOfDate(apart[1]), 20);
    assert.deepEqual(placesIn(apart), { date: 1, imprint: 3 });
    assert.equal(textOf(apart[2]), '');
    assert.equal(apart[3].lines.length, 2);
    assert.deepEqual(apart.map((page) => numberOf(page)?.text).slice(0, 4),
      ['— 1 —', '— 2 —', undefined, undefined]);
    assert.match(apart[4].lines.at(-1).text, /^第 1 页/);

    const onBack = await letter.print(full + 3);
    assert.deepEqual(placesIn(onBack), { date: 2, imprint: 3 });
    assert.equal(numberOf(onBack[3]).text, '— 4 —');
    assert.match(onBack[2].lines[0].text, /^请严格保密/, 'a paragraph goes with the signature');
  }));

test('a page has 22 lines of 28 characters', withPerson(PLAYED, async (person) => {
  const letter = await Letter.of(person);
  const full = '测'.repeat(CHARACTERS);
  const isFull = (line) => line.text === full;
  const [front, page] = await letter.print(60);
  const lines = page.lines.filter((one) => one !== numberOf(page));
  assert.deepEqual(lines.map((one) => one.text), Array(22).fill(full));
  for (const { left, right } of lines) {
    assert.ok(Math.abs(left - LEFT) < 1 && Math.abs(right - RIGHT) < 1, `${left} to ${right}`);
  }
  const height = (lines.at(-1).top - lines[0].top) / 21;
  // One line of a paragraph may stand alone: no page is a line short for its sake.
  const onFront = front.lines.filter(isFull).length;
  const [same, next] = await letter.print(onFront + 1);
  assert.equal(same.lines.filter(isFull).length, onFront);
  assert.match(next.lines[0].text, /^测+ ?：$/);
  console.log(`22 lines of 28 characters, ${height.toFixed(2)} pt from line to line`);
}));
