// The pictures of docs/tour.md, taken anew from the real program over a simulated inspection:
//
//   DUCHA=build/release/ducha DUCHA_APP=build/app node tests/workbench/tour.mjs docs/tour
//
// Two of each screen, as wide as a desk's window (1440 px) and as a telephone (360 px). Like a test
// it fails where a page says that something is wrong, and where the page does not show just these.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Person, closeBrowser } from './browser.mjs';
import { OBJECT, closeOffice, office } from './office.mjs';
import { scanned } from './scanned.mjs';

const [folder = 'docs/tour'] = process.argv.slice(2);
const SIZES = [{ width: 1440, height: 900 }, { width: 360, height: 740 }];
const AS_OF = `?as_of=${encodeURIComponent('2021-09-03T20:00:00+08:00')}`;
const DAY = '2021-08-27';
const played = { office: 'played' };

/** The pages of the public, which are read without signing in; in an office that takes reports by
 * web, and in one that has something to tell. */
const PUBLIC = [['home', '', 'public'], ['report', 'report', 'public'],
  ['published', 'bulletin', 'played']];

const taken = [];

async function picture(person, name) {
  for (const size of SIZES) {
    await person.page.setViewportSize(size);
    await person.page.waitForFunction((width) => innerWidth === width, size.width);
    await person.page.evaluate(() => new Promise((drawn) =>
      requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const session = await person.context.newCDPSession(person.page);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
    const file = `${name}-${size.width}.webp`;
    writeFileSync(join(folder, file), Buffer.from(data, 'base64'));
    taken.push(file);
    await session.detach();
  }
  await person.page.setViewportSize(SIZES[0]);
  console.log(name);
}

/** A person who looks at one screen, does something there, and has a picture of it taken. */
async function shows(name, login, screen, work = async () => {}, options = {}) {
  const person = await Person.at(options);
  if (login) {
    person.expected.push('/result'); // 404: nobody has reported one
    await person.signIn(login, `${OBJECT}/own`); // which everybody has, within the frame
    await person.screen(screen);
  }
  await work(person.page, person);
  await picture(person, name);
  await person.leave();
}
const listed = (page) => page.locator('[role=grid]:not([aria-busy=true])').waitFor();

/** What somebody else has reported already, told once more. */
async function takesCall(page, person) {
  const told = await (await person.ask('GET', 'matters/4')).json();
  await page.locator('kbd', { hasText: 'F2' }).first().waitFor();
  await page.keyboard.press('F2');
  const write = (name, words) => page.getByLabel(name, { exact: true }).fill(words);
  await write('详细地址或参照物', told.place);
  await write('被反映单位', told.enterprise);
  await write('反映情况', `${told.text}一直没有人管。`);
  await page.locator('mark').first().waitFor();
}

async function readsLetter(page) {
  await page.getByLabel('添加扫描件', { exact: true }).setInputFiles([
    await scanned(page, 'letter.png'),
  ]);
  await page.getByRole('img', { name: '扫描件 1' }).waitFor();
  await page.getByLabel('反映情况', { exact: true }).fill('模拟：信中所述。');
}

function choosesTable(page, { office: { made } }) {
  return page.locator('input[type=file]').setInputFiles(join(made, 'SD/reports.csv'));
}

async function opensNext(page) {
  await listed(page);
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
}

async function looksForWords(page) {
  await page.getByRole('searchbox', { name: '词语' }).fill('污水');
  await page.keyboard.press('Enter');
  await opensNext(page);
}

async function opensCase(page, person) {
  await listed(page);
  const { cases } = await (await person.ask('GET', `batches/${DAY}`)).json();
  await person.screen(`cases/${cases[0].case}`);
  await page.getByRole('list', { name: '经过' }).waitFor();
}

async function walk() {
  for (const [name, path, where] of PUBLIC) {
    await shows(name, '', '', (page, { office: { address } }) => page.goto(`${address}/${path}`),
      { office: where });
  }
  const at = await office();
  await shows('entrance', '', '', async (page, person) => {
    person.expected.push('/api/v1/session'); // 401: nobody is signed in
    await person.go(`${OBJECT}/triage`);
    await page.getByLabel('登录名').waitFor();
  });
  await shows('call', 'operator', 'call', takesCall);
  await shows('letter', 'operator', 'letter', readsLetter);
  await shows('import', 'operator', 'import', async (page, person) => {
    await choosesTable(page, person);
    await page.getByRole('heading', { level: 1, name: '可导入' }).waitFor();
  });
  await shows('triage', 'triage', 'triage', opensNext);
  at.judge();
  await shows('merge', 'triage', 'merges', opensNext);
  await shows('batch', 'triage', 'batches', opensNext);
  at.handOver(DAY);
  await shows('cases', 'triage', 'cases', listed);
  await shows('case', 'triage', 'cases', opensCase);
  await shows('search', 'triage', 'search', looksForWords);
  await shows('bulletin', 'editor', 'bulletin?number=10',
    (page) => page.locator('.sentence').waitFor(), played);
  await shows('situation', 'leader', `situation${AS_OF}`,
    (page) => page.locator('.chart svg').nth(1).waitFor(), played);
  await shows('brief', 'leader', `brief${AS_OF}`, (page) => page.locator('h1').waitFor(), played);
  await shows('people', 'security', 'people', listed, played);
  await shows('audit', 'auditor', 'audit', opensNext, played);
  await shows('calendar', 'triage', 'calendar?year=2026&from=2026-09-29&length=5&unit=workdays',
    (page) => page.locator('[data-due]').waitFor(), played);
  await shows('operations', 'system', 'operations', async (page, { office: kept }) => {
    kept.run(['backup', join(kept.folder, 'backup')]);
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: /最近一次备份/ }).waitFor();
  }, played);
  await shows('setup', 'system', 'setup', (page) => page.locator('h1').waitFor(), played);
}

function shown() {
  const page = readFileSync(new URL('../../docs/tour.md', import.meta.url), 'utf8');
  return [...page.matchAll(/src="tour\/([^"]+)"/g)].map(([, file]) => file);
}

mkdirSync(folder, { recursive: true });
try {
  await walk();
  assert.deepEqual(taken.toSorted(), shown().toSorted());
} finally {
  await closeBrowser();
  await closeOffice();
}
