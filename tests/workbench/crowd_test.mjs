// 受理 with 10,000 matters: what is seen first, scrolled to the end, all of them accepted at once.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

const ALL = 10_000;
const MOST_ROWS = 80;
const SLOWER = 4;
const PATIENCE = { timeout: 120_000 };
const settled = (page) =>
  page.locator('[role=grid]:not([aria-busy=true])').waitFor(PATIENCE);

/** Milliseconds from the beginning of a visit until something is in the page. */
async function seen(page, address, selector) {
  await page.goto(address, { waitUntil: 'commit' });
  const found = await page.waitForFunction((wanted) =>
    document.querySelector(wanted) && performance.now(), selector, PATIENCE);
  return Math.round(await found.jsonValue());
}

test('what is seen first, with the processor slowed four times', withPerson(
  { office: 'crowded' }, async (person) => {
    const { page } = person;
    await person.signIn('triage');
    const devtools = await person.context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const app = `${person.office.address}/app/`;
    for (const [what, address, selector] of [
      ['the triage, first rows', 'simulated-small/SD/triage', '.body [role=row]'],
      ['the start page, its places', '?choose', '.start li a'],
    ]) {
      for (const isCold of [true, false]) {
        if (isCold) await devtools.send('Network.clearBrowserCache');
        const milliseconds = await seen(page, `${app}${address}`, selector);
        console.log(`${what}: ${milliseconds} ms, ${isCold ? 'nothing' : 'scripts'} kept before`);
      }
    }
    await person.looksRight('start-places-zh');
  }));

/** Scrolls as far as there is anything; the last row that was seen, and the most at a time. */
async function scrolled(page) {
  const far = { last: 0, most: 0 };
  while (far.last < ALL) {
    const now = await page.getByRole('grid').evaluate(async (grid) => {
      grid.scrollTop = grid.scrollHeight;
      await new Promise(requestAnimationFrame);
      const rows = [...grid.querySelectorAll('.body [role=row]')];
      return { last: Math.max(...rows.map((row) => row.ariaRowIndex - 1)), count: rows.length };
    });
    far.last = now.last;
    far.most = Math.max(far.most, now.count);
    assert.ok(far.most < MOST_ROWS, `${far.most} rows in the page`);
  }
  return far;
}

test('10,000: scrolled to the end, filtered, all marked, seen before, two refused', withPerson(
  { office: 'crowded' }, async (person) => {
    const { page } = person;
    const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;
    const other = await Person.at({ office: 'crowded' });
    await other.signIn('second');
    const { items } = await (await other.context.request.get(
      `${person.office.address}/api/v1/matters?object=SD&order=newest&limit=500`)).json();
    const judged = [items[7], items[311]].map((one) => one.of.matter).sort((a, b) => a - b);
    const forwarded = { matter: judged[1], office: '模拟单位', why: '模拟' };
    await other.ask('POST', 'acts/accept_matter', { matter: judged[0] });
    assert.equal((await other.ask('POST', 'acts/forward_matter', forwarded)).status(), 201);

    person.expected.push('status of 503'); // the page asks again when the server has time
    await person.signIn('triage', 'simulated-small/SD/triage?state=any');
    await settled(page);
    let start = performance.now();
    const far = await scrolled(page);
    const most = `at most ${far.most} rows in the page`;
    console.log(`scrolled to row ${far.last} in ${since(start)}, ${most}`);
    const grid = page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), String(ALL + 1));
    await grid.getByText(String(items[0].of.matter), { exact: true }).waitFor();

    for (const [type, wait] of [['noise', '**type=noise**'], ['', /state=any$/]]) {
      const title = await page.getByRole('heading', { level: 1 }).innerText();
      start = performance.now();
      await page.getByLabel('类型', { exact: true }).selectOption(type);
      await page.waitForURL(wait);
      await page.waitForFunction((old) => document.querySelector('h1').textContent !== old, title);
      const milliseconds = Math.round(performance.now() - start);
      console.log(`filtered by ${type || 'nothing'} in ${milliseconds} ms`);
      await settled(page);
    }

    start = performance.now();
    await page.getByRole('checkbox', { name: '选择全部 10,000 件' }).click(PATIENCE);
    await page.getByRole('row').nth(2).click();
    await page.getByText('已选 10,000 件').waitFor(PATIENCE);
    console.log(`all marked, and read, in ${since(start)}`);
    start = performance.now();
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: '受理 10,000 件' });
    await dialog.getByText('将办理 9,998 件：受理。').waitFor(PATIENCE);
    console.log(`looked up before in ${since(start)}`);
    const states = ['受理', '转送其他单位'];
    assert.deepEqual(await dialog.getByRole('listitem').allInnerTexts(),
      judged.map((matter, at) => `${matter} 已作出判定：${states[at]}`));
    await person.looksRight('accept-all');

    start = performance.now();
    await page.keyboard.press('Enter');
    const results = page.getByRole('dialog', { name: '已办 9,998 件，2 件未办' });
    await results.waitFor(PATIENCE);
    console.log(`9,998 accepted in ${since(start)}`);
    const failed = await results.getByRole('listitem').allInnerTexts();
    assert.deepEqual(failed.map((one) => Number(/^\d+/.exec(one)[0])), judged);
    assert.ok(failed.every((one) => one.includes('该问题已作出判定')));
    await person.looksRight('accept-all-results');
    await page.keyboard.press('Escape');
    const counts = await (await other.ask('GET', 'matters/counts')).json();
    const counted = counts.states.filter((one) => one.count > 0)
      .map((one) => [one.state, one.count]);
    assert.deepEqual(counted, [['accepted', ALL - 1], ['forwarded', 1]]);
    assert.ok(await page.getByRole('row').count() < MOST_ROWS);
    await other.leave();
  }));
