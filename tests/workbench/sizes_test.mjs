// Each screen where there is little room or letters are large: 320 px, twice the size by zoom and
// by letters alone, and in the colours that the system forces. Nothing is cut off or runs aside.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser } from './browser.mjs';
import { closeOffice } from './office.mjs';
import { openable, speak, tooWide, visit, walk } from './walks.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

const TOKENS = ['--t1', '--t2', '--t3', '--t4', '--t5'];
const nothing = async () => {};
const largeLetters = ({ page }) => page.evaluate((names) => {
  const root = document.documentElement;
  const sizes = names.map((name) => parseFloat(getComputedStyle(root).getPropertyValue(name)));
  names.forEach((name, index) => root.style.setProperty(name, `${2 * sizes[index]}px`));
}, TOKENS);

/** What is chosen looks otherwise than its like, also where our colours are gone. */
async function keepsMarks({ page }, name) {
  await page.keyboard.press('Tab');
  const lost = await page.evaluate(() => {
    const marked =
      '[aria-current]:not([aria-current=false]), [aria-selected=true], [aria-pressed=true]';
    const look = (one) => {
      const of = getComputedStyle(one);
      return [of.outlineStyle, of.outlineWidth, of.fontWeight, of.borderWidth, of.borderColor,
        of.textDecorationLine, of.color, of.backgroundColor].join(' ');
    };
    const isLost = (one) => [...one.parentElement.children].some((other) =>
      other.tagName === one.tagName && !other.matches(marked) && look(other) === look(one));
    const { outlineStyle } = getComputedStyle(document.activeElement);
    return [...[...document.querySelectorAll(marked)].filter(isLost),
      ...(outlineStyle === 'none' ? [document.activeElement] : []),
    ].map((one) => one.outerHTML.slice(0, 100));
  });
  assert.deepEqual(lost, [], `${name}: marked by a colour that is gone`);
}

/** The menu is a line that scrolls; where one is stays in view. */
async function menuShowsWhere({ page }, name) {
  const here = page.locator('nav a[aria-current=page]');
  if (await here.count() === 0) return; // a screen without menu, or one that is not in it
  const { left, right } = await here.evaluate((one) => one.getBoundingClientRect().toJSON());
  assert.ok(left > -1 && right < 321, `${name}: the menu shows ${left} to ${right} px`);
}

/** Every screen so, in both languages. */
function walkAll(name, options, change = nothing, check = nothing) {
  for (const language of ['zh', 'en']) {
    test(`each screen, ${name}, ${language}`, walk(async (walkers, note) => {
      for (const person of walkers) await speak(person, language);
      for (const screen of await openable(walkers)) {
        const [person] = screen.by;
        if (options.forcedColors) await person.page.emulateMedia(options);
        await visit(person, screen);
        await change(person);
        await person.picture(`${name}-${language}-${screen.name.replaceAll(/[/:]+/g, '-')}`);
        const wide = await tooWide(person);
        await note(() => assert.deepEqual(wide, [], `${screen.name} ${name}`));
        await note(() => check(person, screen.name));
      }
    }, undefined, options));
  }
}

walkAll('320 px', { width: 320, height: 640 }, nothing, menuShowsWhere);
walkAll('200 % zoom', { width: 720, height: 430 });
walkAll('200 % letters', { width: 1440, height: 860 }, largeLetters);
walkAll('forced colours', { forcedColors: 'active' }, nothing, keepsMarks);
