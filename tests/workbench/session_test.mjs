// Two tabs of one person: what one does the other does. Locked, nothing of the office is in the
// page, on any screen; signed out, nothing is in the browser, nor what the other tab was about to
// keep.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { kept, keptIn } from './kept.mjs';
import { OBJECT, PASSWORD, closeOffice } from './office.mjs';
import { openable, visit, walk } from './walks.mjs';

const TRIAGE = `${OBJECT}/triage`;
const WORDS = '模拟：尚未提交的说明。';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** Another tab of the same person, before the triage, with a dialog that is half written. */
async function secondTab(person) {
  const page = await person.context.newPage();
  await page.goto(`${person.office.address}/app/${TRIAGE}`);
  await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  await page.keyboard.press('n');
  await page.getByLabel('说明').fill(WORDS);
  return page;
}
async function choose(page, name) {
  await page.getByRole('button', { name: '▾' }).click();
  await page.getByRole('button', { name }).click();
}
/** Until the server has locked as well, for whichever tab: the page is dark before. */
function locking(context) {
  const asked = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/session/lock')) asked.push(request.response());
  });
  return () => Promise.all(asked);
}
async function holdsNothing(page) {
  const left = await page.evaluate(() => document.querySelectorAll(
    'header, nav, footer, dialog, [role=grid], article, table, [role=status]').length);
  assert.equal(left, 0, 'something of the office is in the page');
}

test('locked in one tab, locked in the other; opened in one, open in both', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', TRIAGE);
    const other = await secondTab(person);
    await kept(other, WORDS);
    const locked = locking(person.context);
    await choose(page, '锁定屏幕');
    for (const tab of [page, other]) {
      await tab.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
      await holdsNothing(tab);
    }
    await locked();
    // The server locks as well: who asks past the page learns nothing.
    const asked = await person.ask('GET', 'matters/counts');
    assert.equal(asked.status(), 401);
    await other.getByLabel('口令').fill(PASSWORD);
    await other.keyboard.press('Enter');
    for (const tab of [page, other]) await tab.getByRole('grid').waitFor();
    await other.getByRole('button', { name: '不予受理' }).click();
    await other.getByRole('button', { name: '恢复' }).click();
    assert.equal(await other.getByLabel('说明').inputValue(), WORDS);
  }));

test('nobody touches either tab: both lock, and neither forgets', withPerson({}, async (person) => {
  const { page } = person;
  await page.clock.install();
  await person.signIn('triage', TRIAGE);
  const other = await secondTab(person);
  await kept(other, WORDS);
  const locked = locking(person.context);
  await page.clock.fastForward('13:01');
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
    await holdsNothing(tab);
  }
  await locked();
  assert.deepEqual(await keptIn(page), [1, 1]);
  await page.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
  for (const tab of [page, other]) await tab.getByRole('grid').waitFor();
}));

test('signed out in one tab, signed out in the other, and nothing is left', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', TRIAGE);
    const other = await secondTab(person); // what is written there is hardly kept yet
    await choose(page, '退出');
    for (const tab of [page, other]) {
      await tab.getByLabel('登录名').waitFor();
      await holdsNothing(tab);
    }
    assert.deepEqual(await keptIn(other), [0, 0], 'in the browser');
    const { local, session } = await page.evaluate(() => ({
      local: Object.keys(localStorage).sort(), session: JSON.stringify({ ...sessionStorage }),
    }));
    const ours = /^ducha\.(?:language|large|letters|place)$/;
    assert.deepEqual(local.filter((key) => !ours.test(key)), []);
    assert.doesNotMatch(session, /模拟/, 'more than how far pages were scrolled');
    await other.reload();
    await other.getByLabel('登录名').waitFor();
    await other.goBack().catch(() => {});
    await holdsNothing(other);
  }));

test('each screen, locked while it is open: nothing of it is behind the lock', walk(
  async (walkers, note) => {
    for (const screen of await openable(walkers)) {
      const [person] = screen.by;
      await visit(person, screen);
      const before = await person.page.evaluate(() => document.querySelector('main').innerText);
      await person.page.evaluate(() => new BroadcastChannel('ducha.session').postMessage('locked'));
      await person.page.locator('.entrance form').waitFor();
      await person.settled();
      const behind = await person.page.evaluate(() => document.body.textContent);
      const lines = before.split('\n').filter((line) => line.trim().length > 6);
      await note(() => holdsNothing(person.page));
      const there = lines.filter((line) => behind.includes(line));
      await note(() => assert.deepEqual(there, [], screen.name));
    }
  }));
