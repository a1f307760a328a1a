// Every screen and every dialog that opens without anything being written, in both languages: the
// rules of WCAG 2.2 AA, no sentence missing, nothing wider than its place.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from './browser.mjs';
import { closeOffice } from './office.mjs';
import { openable, press, readsWell, speak, tooWide, visit, walk } from './walks.mjs';

const CONTROLS = 'button:enabled:visible, summary:visible';
const ROWS = 6;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** Nothing is done: every act is refused, which shows how a screen says so. */
async function refuseActs(person) {
  const problem = { code: 'walk.refused', status: 422, title: '——', type: 'about:blank' };
  await person.page.route(/\/(?:acts|jobs|me|people|imports)\//, (route) =>
    route.request().method() === 'GET'
      ? route.continue() : route.fulfill({ status: 422, json: problem }));
  await person.page.addInitScript(() => (globalThis.print = () => {}));
  person.expected.push('422', '403'); // roles_test.mjs has what is refused to whom
}

async function looksRight(person, note, language, name) {
  await note(() => person.looksRight(`${language}-${name.replaceAll(/[/:]+/g, '-')}`));
  await note(() => readsWell(person, language, name));
  await note(async () => assert.deepEqual(await tooWide(person), [], name));
}

/** The focus is in the dialog, stays there all round, and goes back on Esc. */
async function keepsFocus(person, name) {
  const { page } = person;
  const isInside = () => page.evaluate(() => {
    const [last] = [...document.querySelectorAll('dialog[open]')].slice(-1);
    return document.activeElement === document.body || last.contains(document.activeElement);
  });
  const stops = await page.locator('dialog[open]').last()
    .locator('button, input, select, textarea, a[href], [tabindex="0"]').count();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let i = 0; i <= stops + 1; ++i) {
      assert.ok(await isInside(), `${name}: the focus is outside after ${i} ${key}`);
      await page.keyboard.press(key);
    }
  }
}

/** Presses a control; where a dialog opens, it is looked at and left by Esc. */
async function tryControl({ person, note, language, seen, where }, control) {
  const { page } = person;
  await control.focus();
  await page.keyboard.press('Enter');
  await person.settled();
  const dialog = page.locator('dialog[open]');
  if (await dialog.count() === 0) return;
  const title = await dialog.last().locator('h2').first().innerText();
  const name = `${where} · ${title.replaceAll(/\d[\d,]*/g, '#')}`;
  if (!seen.has(name)) {
    seen.add(name);
    await looksRight(person, note, language, name);
    await note(() => keepsFocus(person, name));
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await note(async () => assert.ok(
    await page.evaluate(() => document.activeElement !== document.body),
    `${name}: Esc gives the focus to nobody`));
}

/** Tries each control that has not been tried yet, on the screen as `open` opens it. */
async function tryControls(at, open, within = 'main') {
  const { person, seen, where } = at;
  const { page } = person;
  const controls = () => page.locator(within).locator(CONTROLS);
  const labels = () => controls().evaluateAll((all) =>
    all.map((one) => (one.innerText || one.ariaLabel || '').trim()));
  for (const label of await labels()) {
    const name = `${where} ${label.replaceAll(/\d[\d,]*/g, '#')}`;
    if (label === '' || seen.has(name)) continue;
    seen.add(name);
    const before = [page.url(), ...await labels()];
    const index = before.indexOf(label) - 1;
    if (index < 0) continue;
    await tryControl(at, controls().nth(index));
    if ([page.url(), ...await labels()].join() !== before.join()) await open();
  }
}

/** What the first rows of a list offer, and what is offered for several at once. */
async function walkRows(at, screen) {
  const { person } = at;
  for (let row = 1; row < ROWS; ++row) {
    if (await person.page.locator('main [role=row][aria-selected]').count() <= row) return;
    await press(person, 'j');
    await tryControls(at, () => visit(person, screen, row));
  }
  const mark = async () => {
    await visit(person, screen);
    for (const key of ['x', 'j', 'x']) await press(person, key);
  };
  await mark();
  await tryControls({ ...at, where: `${at.where} +` }, mark);
}

for (const language of ['zh', 'en']) {
  test(`each screen and dialog, ${language}`, walk(async (walkers, note) => {
    for (const person of walkers) {
      await refuseActs(person);
      await speak(person, language);
    }
    const seen = new Set();
    for (const screen of await openable(walkers)) {
      for (const person of screen.by) {
        const at = { person, note, language, seen, where: screen.name };
        const open = () => visit(person, screen);
        await open();
        const isFirst = person === screen.by[0];
        if (isFirst) await looksRight(person, note, language, screen.name);
        if (isFirst) await tryControls({ ...at, where: 'frame' }, open, 'header, footer');
        await tryControls(at, open);
        if (isFirst) await walkRows(at, screen);
      }
    }
    console.log([...seen].filter((one) => one.includes(' · ')).join('\n'));
  }));
}
