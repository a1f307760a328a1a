// On paper: each screen without menu and buttons; as PDF it is A4, as long as its content, and the
// head of a table stands on each of its pages.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from './browser.mjs';
import { closeOffice } from './office.mjs';
import { openable, visit, walk } from './walks.mjs';

const A4 = [595, 842]; // points
const PAPER = { width: 688, height: 1009 }; // pixels of CSS within the margins of 14 and 15 mm
const OF_SCREENS = 'header, nav, footer, .acts, .toasts, .back, dialog';
// What an office puts on paper; the others are only not to carry the menu.
const PAPERS = ['batches', 'cases/:case', 'bulletin'];

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** What only a screen needs; on a paper also heads that would stand once, and what is cut off. */
function amiss(page, isPaper) {
  return page.evaluate(([screenOnly, isPaper]) => {
    const shown = (one) => one.checkVisibility() && one.getBoundingClientRect().height > 0;
    const left = [...document.querySelectorAll(screenOnly)].filter(shown);
    if (!isPaper) return left.map((one) => one.outerHTML.slice(0, 120));
    const heads = [...document.querySelectorAll('main table thead')].filter(shown)
      .filter((one) => getComputedStyle(one).display !== 'table-header-group');
    // A page is cut where something around it scrolls by itself.
    const cutting = [...document.querySelectorAll('main, main *')].filter((one) =>
      shown(one) && !one.closest('.unseen') && one.scrollHeight > one.clientHeight + 2
      && one.clientHeight > 0 && /auto|scroll|hidden/.test(getComputedStyle(one).overflowY));
    return [...left, ...heads, ...cutting].map((one) => one.outerHTML.slice(0, 120));
  }, [isPaper ? OF_SCREENS : 'header, nav, footer', isPaper]);
}

test('each screen on paper', walk(async (walkers, note) => {
  for (const screen of await openable(walkers)) {
    const [person] = screen.by;
    const { page } = person;
    const isPaper = PAPERS.includes(screen.name);
    await page.emulateMedia({ media: null }); // the sheet before is done
    await visit(person, screen);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(PAPER);
    const found = await amiss(page, isPaper);
    await note(() => assert.deepEqual(found, [], screen.name));
    await person.picture(`print-${screen.name.replaceAll(/[/:]+/g, '-')}`);
    if (!isPaper) continue;
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length;
    const sizes = [...pdf.matchAll(/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/g)];
    for (const [, ...size] of sizes) await note(() => assert.deepEqual(size.map(Math.round), A4));
    const least = Math.max(1, Math.floor(height / PAPER.height));
    console.log(`${screen.name}: ${sheets} sheets of A4 for ${height} px`);
    await note(() => assert.ok(sheets >= least && sheets <= least + 2,
      `${screen.name}: ${sheets} sheets for ${height} px`));
  }
}));
