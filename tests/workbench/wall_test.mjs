// A screen on a wall that nobody sits at: what is before it at once, what it does not do, how it
// goes on when the server was away, and a week of it.
import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { PASSWORD, closeOffice } from './office.mjs';

const wall = { office: 'played', width: 1920, height: 1080 };
const LATE = '数据延迟';
const POLLS = 2000;
const FIRST_POLLS = 50; // until everything has been done that is done once
const LOOK_MILLISECONDS = 30_000;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function signIn(person, path = '') {
  const { page } = person;
  person.expected.push(/status of 401 .*\/api\/v1\/session$/); // nobody is signed in yet
  await person.go(path);
  await page.getByLabel('登录名').fill('wall');
  await page.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await shown(page);
}
async function shown(page) {
  await page.locator('.wall .chart svg').nth(1).waitFor();
}
/** The next look is over, whatever came of it. */
async function look(page, span = LOOK_MILLISECONDS) {
  const isLast = (request) => request.url().includes('by=day');
  const over = Promise.race([
    page.waitForEvent('requestfinished', isLast), page.waitForEvent('requestfailed', isLast),
  ]);
  await page.clock.runFor(span);
  await over;
}

test('signed in, the situation is there at once, and nothing leads away from it', withPerson(
  wall, async (person) => {
    const { page } = person;
    await signIn(person);
    await page.waitForURL('**/situation');
    assert.equal(await page.locator('nav, header').count(), 0);
    assert.equal(await page.getByRole('button', { name: '退出' }).count(), 0);
    await person.looksRight('wall-alone');
    const { href } = new URL(page.url());
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.keyboard.press('Control+k');
    const options = await page.getByRole('option').allInnerTexts();
    const goings = options.map((one) => one.split('\n')[0].trim())
      .filter((one) => /^转到 |退出/.test(one));
    assert.deepEqual(goings, ['转到 态势', '退出']);
    await page.keyboard.press('Escape');
    assert.equal(page.url(), href);
    for (const elsewhere of ['triage', 'bulletin', 'brief', 'cases', 'people', 'own']) {
      await person.screen(elsewhere);
      await page.locator('main .not-yours').waitFor();
      assert.equal(await page.locator('nav a').count(), 1, elsewhere);
    }
    await person.looksRight('wall-elsewhere');
    await page.getByRole('button', { name: '大屏' }).click();
    assert.equal(await page.getByRole('link', { name: '我的登录' }).count(), 0);
    await page.getByRole('link', { name: '态势' }).click();
    await shown(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: '退出' }).click();
    await page.getByLabel('登录名').waitFor();
    assert.equal(await page.locator('.wall').count(), 0);
  }));

test('nobody touches it for hours: it is not locked, and looks on', withPerson(
  wall, async (person) => {
    const { page } = person;
    await page.clock.install();
    await signIn(person);
    for (let hours = 0; hours < 3; ++hours) {
      await page.clock.fastForward('59:00');
      await look(page);
      assert.equal(await page.locator('.tiles li').count(), 34);
    }
    await person.settled();
    assert.equal(await page.getByText(LATE).count(), 0);
    const session = `${person.office.address}/api/v1/session`;
    assert.equal((await person.context.request.get(session)).status(), 200);
  }));

/** An address that stays while the server behind it ends and begins again. */
async function doorTo(office) {
  const door = createServer((client) => {
    const server = connect(Number(new URL(office.address).port), '127.0.0.1');
    client.on('error', () => server.destroy()).on('close', () => server.destroy());
    server.on('error', () => client.destroy()).on('close', () => client.destroy());
    client.pipe(server).pipe(client);
  });
  await new Promise((done) => door.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${door.address().port}`, close: () => door.close() };
}

test('the server ends and begins again: late meanwhile, and then it goes on by itself', withPerson(
  wall, async (person) => {
    const { page, office } = person;
    const door = await doorTo(office);
    person.office = { address: door.address };
    person.expected.push('net::ERR_');
    try {
      await page.clock.install();
      await signIn(person);
      await office.end();
      await look(page);
      assert.equal(await page.locator('.tiles li').count(), 34);
      assert.equal(await page.getByText(LATE).count(), 0, 'said too early');
      await page.clock.fastForward('05:30');
      await page.getByText(LATE).waitFor();
      assert.equal(await page.locator('.tiles li').count(), 34);
      assert.equal(await page.getByRole('alert').count(), 0);
      await person.looksRight('wall-away');
      await office.serve();
      await look(page);
      await page.getByText(LATE).waitFor({ state: 'detached' });
      assert.equal(await page.locator('.tiles li').count(), 34);
    } finally {
      door.close();
    }
  }));

test('begun while the server is not there, it asks until it is', withPerson(
  wall, async (person) => {
    const { page } = person;
    await page.clock.install();
    await signIn(person);
    for (const status of [0, 503]) {
      person.expected.push(status ? String(status) : 'ERR_FAILED');
      await page.route('**/api/v1/session', (route) =>
        (status ? route.fulfill({ status, body: '' }) : route.abort()));
      await page.reload();
      await page.getByRole('alert').waitFor();
      assert.equal(await page.getByLabel('登录名').count(), 0, 'somebody would have to sign in');
      await page.unroute('**/api/v1/session');
      await page.clock.runFor(LOOK_MILLISECONDS);
      await shown(page);
    }
  }));

test(`left open for ${POLLS} looks, it does not grow`, withPerson(wall, async (person) => {
  const { page } = person;
  await page.clock.install();
  await signIn(person);
  const session = await person.context.newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  for (let i = 0; i < FIRST_POLLS; ++i) await look(page);
  const before = await heap();
  const began = Date.now();
  for (let i = 0; i < POLLS; ++i) await look(page);
  const seconds = (Date.now() - began) / 1000;
  const grown = (await heap()) - before;
  console.log(`wall: ${before.toFixed(1)} MB, ${grown.toFixed(2)} MB more after ${POLLS} looks`
    + ` (${seconds.toFixed(0)} s)`);
  assert.ok(grown < 10, `${grown} MB`);
  await shown(page);
  assert.equal(await page.getByText(LATE).count(), 0);
}));
