// Tab through each screen to its end and back: no trap, nothing left out, the focus always seen, in
// the order of the page.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from './browser.mjs';
import { closeOffice } from './office.mjs';
import { openable, visit, walk } from './walks.mjs';

const MOST_STOPS = 400;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** Where the focus is: numbered as the page has it, with its box and how it is marked. */
function focus(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const all = [...document.querySelectorAll('*')];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const there = document.elementFromPoint(x, y);
    const group = (of) => of?.closest('header, nav, footer, main');
    const before = globalThis.walkedFrom;
    globalThis.walkedFrom = one;
    // Up is wrong, unless it is to a column at the right.
    const was = before?.isConnected ? before.getBoundingClientRect() : undefined;
    const isUp = was && group(before) === group(one) && bottom <= was.top && left < was.right;
    return {
      at: all.indexOf(one), html: one.outerHTML.slice(0, 120),
      cameFrom: isUp && before.outerHTML.slice(0, 80),
      isMarked: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
        && !/, 0\)|transparent/.test(outlineColor),
      isSeen: there !== null && (one.contains(there) || there.contains(one)
        || (one.labels && [...one.labels].some((label) => label.contains(there)))),
    };
  });
}

/** What Tab should reach: one of a group of radio buttons, and nothing that is not shown. */
function stopsOf(page) {
  return page.evaluate(() => {
    const radios = new Set();
    return [...document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [tabindex]')].filter((one) => {
      const isShown = one.checkVisibility({ visibilityProperty: true });
      if (one.tabIndex < 0 || one.disabled || !isShown) return false;
      if (one.type !== 'radio') return true;
      const isNew = !radios.has(one.name);
      radios.add(one.name);
      return isNew;
    }).map((one) => one.outerHTML.slice(0, 120));
  });
}

async function round(person, key) {
  const { page } = person;
  await page.evaluate(() => {
    document.body.tabIndex = -1; // from the beginning of the page
    document.body.focus();
    document.body.removeAttribute('tabindex');
    delete globalThis.walkedFrom;
    getSelection()?.removeAllRanges();
  });
  const stops = [];
  for (let i = 0; i < MOST_STOPS; ++i) {
    await page.keyboard.press(key);
    const now = await focus(page);
    if (now === null && i === 0) continue; // round by the browser's own
    if (now && now.at === stops.at(-1)?.at) continue; // year, month and day of one field
    if (now === null || stops.some((one) => one.at === now.at)) return stops;
    stops.push(now);
  }
  throw new Error(`no end after ${MOST_STOPS} stops`);
}

for (const width of [1440, 360]) {
  test(`by Tab through each screen and back, ${width} px`, walk(async (walkers, note) => {
    const lines = [];
    for (const screen of await openable(walkers)) {
      const person = screen.by[0];
      await visit(person, screen);
      const expected = await stopsOf(person.page);
      const there = await round(person, 'Tab');
      const back = await round(person, 'Shift+Tab');
      lines.push(`${screen.name} ${there.length}`);
      const check = (actual, wanted, what) => note(
        () => assert.deepEqual(actual, wanted, `${screen.name} ${width}: ${what}`));
      const none = async (some, what) => check(some, [], what);
      const isReached = (html) => there.some((one) => one.html === html);
      await none(expected.filter((html) => !isReached(html)), 'never reached');
      await none(there.filter((one) => !one.isMarked).map((one) => one.html), 'focus not marked');
      await none(there.filter((one) => !one.isSeen).map((one) => one.html), 'focus not seen');
      await none(there.filter((one) => one.cameFrom)
        .map((one) => `${one.cameFrom} > ${one.html}`), 'goes up');
      await check(back.map((one) => one.at).reverse(), there.map((one) => one.at), 'back');
    }
    console.log(`stops of Tab at ${width} px: ${lines.join(', ')}`);
  }, undefined, { width }));
}
