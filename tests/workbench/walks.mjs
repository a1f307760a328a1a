// Every screen that is registered, whoever brought it: the walks take them from the router of the
// page, so that a new screen is walked without a change here.
//
//   DUCHA_SCREENS=triage,cases    walks these alone
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Person } from './browser.mjs';
import { OBJECT, PASSWORD, ROLES } from './office.mjs';

const read = (path) =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8'));
const words = { zh: read('web/catalogue/zh.json'), en: read('web/catalogue/en.json') };
const enumerations = read('build/workbench/codes.json');
const groups = [...new Set(Object.keys(words.zh).map((key) => key.split('.')[0]))].join('|');
const KEY = new RegExp(`(?:^|[\\s“(])(?:${groups})\\.[a-z_]+(?![\\w.])`, 'u');

/** A sentence of the catalogue. */
export function sentence(language, key) {
  return words[language][key];
}

/** The word of a code, as the server's words have it. */
export function word(field, code, language = 'en') {
  return enumerations[field].flat().find(([one]) => one === code)[language === 'zh' ? 1 : 2];
}

/** What stands for the parameters of an address: something that is there. */
const PARAMETERS = {
  case: async (person) => (await closedCase(person)).case,
  day: async (person) => (await closedCase(person)).batch_day,
};
async function closedCase(person) {
  const [inspection, object] = OBJECT.split('/');
  const query = new URLSearchParams({ inspection, object, standing: 'closed', limit: '1' });
  const url = `${person.office.address}/api/v1/cases?${query}`;
  return (await (await person.context.request.get(url)).json()).items[0].file;
}

/** A person of a role in the full office. */
export async function walker(role, options = {}) {
  const person = await Person.at({ office: 'full', ...options });
  person.role = role;
  person.expected.push(/status of 404 .*\/result$/); // nobody has reported one
  person.expected.push(/status of 503 .*\/api\//); // the server puts off what can wait
  const session = `${person.office.address}/api/v1/session`;
  const data = { login: role, password: PASSWORD, code: '' };
  const answer = await person.context.request.post(session, { data });
  person.permits = (await answer.json()).permits;
  return person;
}

/**
 * A test with walkers of some roles, who leave at its end whatever happens. What `note` says is
 * wrong does not end the walk: all of it is told at the end.
 */
export function walk(work, roles = ROLES, options = {}) {
  return async () => {
    const walkers = [];
    const wrong = [];
    const note = async (check) => {
      try {
        await check();
      } catch (fault) {
        const { message, actual } = fault;
        const isList = Array.isArray(actual);
        wrong.push(isList ? `${message.split('\n')[0]}: ${actual.join('\n  ')}` : message);
      }
    };
    try {
      for (const role of roles) walkers.push(await walker(role, options));
      await work(walkers, note);
    } finally {
      for (const one of walkers) {
        wrong.push(...one.faults.map((fault) => `${one.role}: ${fault}`));
        await one.context.close();
      }
      if (wrong.length > 0) console.log(wrong.join('\n'));
    }
    assert.equal(wrong.length, 0, wrong.join('\n'));
  };
}

/** The screens, as the router has them: `name`, `address`, and what was registered. */
export async function screensOf(person) {
  await person.go();
  await person.page.locator('main h1').waitFor();
  const found = await person.page.evaluate(() => {
    const { $router } = document.querySelector('#app').__vue_app__.config.globalProperties;
    return $router.getRoutes().filter((route) => route.meta.screen).map((route) => {
      const { path, title, needs, order, isWhole, isOnWall } = route.meta.screen;
      return {
        name: path, title, needs, order, address: route.path,
        isWhole: isWhole === true, isOnWall: isOnWall === true,
      };
    });
  });
  assert.ok(found.length > 10, 'the screens are not found any more');
  for (const screen of found) {
    let address = screen.address.replace('/:inspection/:object', OBJECT);
    for (const [hole, name] of address.matchAll(/:(\w+)/g)) {
      assert.ok(PARAMETERS[name], `${screen.name}: what stands for :${name}? (walks.mjs)`);
      address = address.replace(hole, await PARAMETERS[name](person));
    }
    screen.address = address;
  }
  const wanted = process.env.DUCHA_SCREENS?.split(',');
  return found.filter((screen) => wanted?.includes(screen.name) ?? true)
    .sort((one, other) => one.order - other.order);
}

export function mayOpen(screen, person) {
  if (person.role === 'wall' && !screen.isOnWall) return false;
  return screen.needs.length === 0 || screen.needs.some((act) => person.permits.includes(act));
}

/** All screens, each with those of the walkers who may open it, who may most first. */
export async function openable(walkers) {
  const screens = await screensOf(walkers.find((one) => one.permits.includes('read_cases')));
  return screens.map((screen) => {
    const by = walkers.filter((one) => mayOpen(screen, one))
      .sort((one, other) => other.permits.length - one.permits.length);
    assert.ok(by.length > 0, `${screen.name}: nobody may open it`);
    return { ...screen, by };
  });
}

const IN_EACH_TEXT = '模拟';

/**
 * Opens a screen, and the first row of a list, or a later one, or of what words find, or a form
 * that must be begun.
 */
export async function visit(person, screen, row = 0) {
  await person.go(screen.address);
  await person.page.locator('main h1').waitFor();
  await person.settled();
  const sought = person.page.locator('main input[type=search]:focus');
  if (await sought.count() > 0) {
    await sought.fill(IN_EACH_TEXT);
    await press(person, 'Enter');
  }
  const rows = await person.page.locator('main [role=row][aria-selected]').count();
  for (let at = 0; at <= row && at < rows; ++at) await press(person, 'j');
  if (await person.page.locator('main button kbd', { hasText: /^F2$/ }).count() > 0) {
    await press(person, 'F2');
  }
}

export async function press(person, keys) {
  await person.page.keyboard.press(keys);
  await person.settled();
}

export async function speak(person, language) {
  await person.context.addInitScript(
    (code) => localStorage.setItem('ducha.language', code), language);
}

/** In the language, with no name of a sentence in its place. */
export async function readsWell(person, language, name) {
  const { lang, text } = await person.page.evaluate(() => {
    const of = ['aria-label', 'title', 'placeholder', 'alt'];
    const said = of.flatMap((name) => [...document.querySelectorAll(`[${name}]`)]
      .map((one) => one.getAttribute(name)));
    const patterns = [...document.querySelectorAll('code')].map((one) => one.innerText);
    const shown = [document.title, document.body.innerText, ...said].join('\n');
    return {
      lang: document.documentElement.lang,
      text: patterns.reduce((text, pattern) => text.replaceAll(pattern, ''), shown),
    };
  });
  assert.equal(lang, { zh: 'zh-CN', en: 'en' }[language], name);
  assert.doesNotMatch(text, KEY, `${name}: a key where a sentence should be`);
  assert.doesNotMatch(text, /\{\w+\}|\bundefined\b|\bNaN\b|\[object/, `${name}: a hole`);
}

/** What is wider than its place and cannot be reached by the keyboard, or is cut off. */
export function tooWide(person) {
  return person.page.evaluate(() => {
    const shown = (one) => one.checkVisibility() && !one.closest('.unseen');
    const name = (one) =>
      `${one.outerHTML.slice(0, 100)}: ${one.scrollWidth} of ${one.clientWidth}`;
    return [document.documentElement, ...document.body.querySelectorAll('*')].filter((one) => {
      if (one.scrollWidth <= one.clientWidth + 1 || one.clientWidth === 0) return false;
      if (!shown(one)) return false;
      const { overflowX, textOverflow } = getComputedStyle(one);
      if (one === document.documentElement) return true;
      if (overflowX === 'visible' || textOverflow === 'ellipsis') return false;
      if (one.matches('input, textarea, select, nav')) return false; // their own way of scrolling
      if (overflowX === 'auto' || overflowX === 'scroll') {
        return !(one.tabIndex >= 0 && one.querySelector('table, [role=row]'));
      }
      return true;
    }).map(name);
  });
}
