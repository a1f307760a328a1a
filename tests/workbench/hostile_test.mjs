// Words that would harm whoever reads them, in every text that an act stores, before every screen:
// no script runs, no dialog opens, nothing is reported, nothing runs out of its place.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser } from './browser.mjs';
import { NAMES, storeAll, textsOfActs } from './hostile.mjs';
import { OBJECT, ROLES, closeOffice } from './office.mjs';
import { openable, press, tooWide, visit, walk, walker } from './walks.mjs';

/** Stored, and shown on no screen. */
const NOT_SHOWN = [
  'receive_report.reporter_name', // sealed with the original
  'forward_matter.office', // the history has the reason alone
];
/** Of reports by the web: the simulated inspection has no such channel. */
const OF_WEB = /^(?:receive_web_report|add_to_report|tell_threat)\./;
/** What a screen shows besides what it shows first. */
const more = {
  triage: () => [...matters].map((matter) => `?state=any&sel=${matter}`),
};
let stored;
let matters;

before(async () => {
  const by = {};
  for (const role of ROLES) by[role] = await walker(role);
  ({ stored, matters } = await storeAll(by));
  for (const one of Object.values(by)) await one.context.close();
});
after(async () => {
  await closeBrowser();
  await closeOffice();
});

test('every text of every act is tried', () => {
  const left = textsOfActs().filter(
    (one) => !stored.has(one) && !NAMES.test(one) && !OF_WEB.test(one));
  assert.deepEqual(left, []);
});

/** What should not be in a page whatever was written. */
function harm(page) {
  return page.evaluate(() => {
    const made = 'main script, main iframe, main object, main embed, [onload], [onerror], '
      + '[href^="javascript:"], [src^="javascript:"]';
    const tags = [...document.querySelectorAll(made)].map((one) => one.outerHTML.slice(0, 80));
    // What turns the direction must not turn what stands beside it.
    const walkers = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const turned = [];
    for (let text = walkers.nextNode(); text; text = walkers.nextNode()) {
      if (!text.data.includes('\u202e') || !text.parentElement.checkVisibility()) continue;
      let one = text.parentElement;
      const isWithin = ({ display, unicodeBidi }) =>
        /^(?:inline|contents)$/.test(display) && !/isolate|plaintext/.test(unicodeBidi);
      while (isWithin(getComputedStyle(one))) one = one.parentElement;
      // Marks are within one text.
      const isWhole = [...one.children].every((child) => child.matches('mark'));
      if (!isWhole) turned.push(one.outerHTML.slice(0, 160));
    }
    const isReckoned = document.body.innerText.includes(String(7 * 191));
    return [...tags, ...turned, ...(isReckoned ? ['7 * 191 was reckoned'] : [])];
  });
}

const ROWS = 20;

test('before each screen and role: no script, no dialog, nothing turned or too wide', walk(
  async (walkers, note) => {
    const seen = new Set();
    for (const person of walkers) {
      person.expected.push('403');
      person.page.on('dialog', (dialog) => {
        person.faults.push(`a dialog says ${dialog.message()}`);
        void dialog.dismiss();
      });
    }
    const look = async (person, name) => {
      const text = await person.page.evaluate(() => document.body.textContent);
      for (const [mark] of text.matchAll(/〔\d+〕/g)) seen.add(mark);
      await note(async () => assert.deepEqual(await harm(person.page), [], name));
      await note(async () => assert.deepEqual(await tooWide(person), [], name));
    };
    /** What waits for a second person, one after another. */
    const lookAtProposals = async (person, name) => {
      const { page } = person;
      if (await page.locator('main button kbd', { hasText: /^A$/ }).count() === 0) return;
      await press(person, 'a');
      const options = page.locator('dialog[open] select').first().locator('option');
      for (let index = 0; index < await options.count(); ++index) {
        await page.locator('dialog[open] select').first().selectOption({ index });
        await person.settled();
        await look(person, `${name} · ${index}`);
      }
      await press(person, 'Escape');
    };
    for (const screen of await openable(walkers)) {
      for (const [index, person] of screen.by.entries()) {
        for (const query of index === 0 ? more[screen.name]?.() ?? [] : []) {
          await person.go(screen.address + query);
          await person.page.getByRole('article').waitFor();
          await person.settled();
          await look(person, `${screen.name}${query}`);
        }
        await visit(person, screen);
        await look(person, screen.name);
        const rows = await person.page.locator('main [role=row][aria-selected]').count();
        for (let row = 1; row < Math.min(rows, index === 0 ? ROWS : 2); ++row) {
          await press(person, 'j');
          await look(person, `${screen.name} ${row}`);
        }
        await lookAtProposals(person, screen.name);
      }
    }
    for (const [field, marks] of stored) {
      const shown = marks.filter((mark) => seen.has(mark)).length;
      console.log(`${field}: ${shown} of ${marks.length} seen`);
      const isShown = shown > 0 || NOT_SHOWN.includes(field);
      await note(() => assert.ok(isShown, `${field} is shown nowhere`));
    }
  }));

test('a scan that is a page, or a drawing with a script, is neither run nor taken', walk(
  async ([person]) => {
    const { page } = person;
    await visit(person, { address: `${OBJECT}/letter` });
    const script = '<script>document.title = "ran"; alert(1)</script>';
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(2)">${script}</svg>`;
    const files = [
      ['<img src=x onerror=alert(1)>.html', 'text/html', script],
      ['drawing.svg', 'image/svg+xml', drawing],
      ['letter.png', 'image/png', script],
    ].map(([name, mimeType, text]) => ({ name, mimeType, buffer: Buffer.from(text) }));
    await page.locator('input[type=file]').setInputFiles(files);
    await person.settled();
    assert.notEqual(await page.title(), 'ran');
    const api = `${person.office.address}/api/v1`;
    const newest = `${api}/matters?inspection=simulated-small&object=SD&limit=1`;
    const { items } = await (await person.context.request.get(newest)).json();
    const shelf = `${api}/inspections/${OBJECT}/reports/${items[0].of.report}/attachments`;
    for (const file of files) {
      const multipart = { file, working: '1' };
      const status = (await person.context.request.post(shelf, { multipart })).status();
      assert.ok(status >= 400 && status < 500, `${file.name}: ${status}`);
    }
  }, ['intake_officer']));
