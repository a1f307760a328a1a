// 并案 by keyboard: joined, taken back, kept apart, parted; by two people at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { closeOffice, office } from './office.mjs';

before(async () => (await office()).judge());
after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function waiting(page) {
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  return Number(/待确认 ([\d,]+) 件/.exec(title)[1].replace(',', ''));
}
/** The open proposal, as the address says it. */
function opened(page) {
  const [matter, into] = new URL(page.url()).searchParams.get('sel').split('-').map(Number);
  return { matter, into };
}
async function caseOf(person, number) {
  return (await person.ask('GET', `cases/${number}`)).json();
}

async function atMerges(person, login = 'triage') {
  await person.signIn(login, 'simulated-small/SD/merges');
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
}
async function openNext(page) {
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
}

test('the most uncertain come first; E joins, U takes it back', withPerson({}, async (person) => {
  const { page } = person;
  await atMerges(person);
  await page.getByRole('row').nth(1).waitFor();
  const sure = await page.getByRole('row').locator('.num:text-matches("%")').allInnerTexts();
  const doubt = sure.map((one) => Math.abs(parseInt(one, 10) - 50));
  assert.deepEqual(doubt, [...doubt].sort((one, other) => one - other));
  await openNext(page);
  const count = await waiting(page);
  const { matter, into } = opened(page);
  assert.ok(await page.locator('article mark').count() > 0, 'no shared word is marked');
  await person.looksRight('merge');
  await page.keyboard.press('e');
  await page.getByText(`${matter} 已并入案件 ${into}`).waitFor();
  assert.equal(await waiting(page), count - 1);
  assert.notEqual(opened(page).matter, matter);
  assert.ok((await caseOf(person, into)).matters.includes(matter));
  await page.keyboard.press('u');
  await page.getByText(`已撤销：${matter} 不在案件 ${into} 中`).waitFor();
  assert.ok(!(await caseOf(person, into)).matters.includes(matter));
}));

test('ten are decided with one key each', withPerson({}, async (person) => {
  const { page } = person;
  await atMerges(person);
  const count = await waiting(page);
  await openNext(page);
  const start = performance.now();
  for (let i = 0; i < 10; ++i) {
    const { matter, into } = opened(page);
    const name = `${matter} 和案件 ${into} 是同一件事吗？`;
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.keyboard.press('n');
    await page.waitForURL((url) => url.searchParams.get('sel') !== `${matter}-${into}`);
  }
  assert.equal(await waiting(page), count - 10);
  console.log(`10 proposals decided with 11 keys, ${
    Math.round((performance.now() - start) / 10)} ms each`);
}));

test('N keeps apart; the next one opens', withPerson({}, async (person) => {
  const { page } = person;
  await atMerges(person);
  await openNext(page);
  const { matter, into } = opened(page);
  await page.keyboard.press('n');
  await page.getByText(`${matter} 与案件 ${into} 各自独立`).waitFor();
  await page.getByRole('article').waitFor();
  const { items } = await (await person.ask('GET', 'proposals')).json();
  assert.ok(!items.some((one) => one.matter === matter && one.case === into));
}));

test('P takes a member out, with the reason, and U puts it back', withPerson({}, async (person) => {
  const { page } = person;
  await atMerges(person);
  await openNext(page);
  const { matter, into } = opened(page);
  // The same case gets a second member, so that there is one to take out.
  const { items } = await (await person.ask('GET', 'proposals')).json();
  const other = items.find((one) => one.matter !== matter && one.case !== into).matter;
  const joined = await person.ask('POST', 'acts/join_matter', { matter: other, into });
  assert.equal(joined.status(), 201);
  const shown = page.locator('.members').getByRole('button', { name: `${other}`, exact: true });
  await shown.waitFor();
  await page.keyboard.press(']');
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const taken = Number(/拆出 (\d+)/.exec(await dialog.getByRole('heading').innerText())[1]);
  await person.looksRight('merge-part');
  await page.keyboard.type('模拟：不是同一地点');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${taken} 已从案件 ${into} 拆出`).waitFor();
  assert.ok(!(await caseOf(person, into)).matters.includes(taken));
  await page.keyboard.press('u');
  await page.getByText(`已撤销：${taken} 回到案件 ${into}`).waitFor();
  assert.ok((await caseOf(person, into)).matters.includes(taken));
}));

test('two people on one case: the slower one sees both and decides', withPerson(
  {}, async (person) => {
    const { page } = person;
    // What is open does not follow: whoever is cut off from the news acts on what was seen.
    await page.route('**/events', (route) => route.abort());
    person.expected.push('ERR_FAILED');
    await atMerges(person);
    await openNext(page);
    const { matter, into } = opened(page);
    const other = await Person.at();
    await other.signIn('second');
    const watched = await other.ask('POST', 'acts/watch_case', { case: into, watch: true });
    assert.equal(watched.status(), 201);
    await other.leave();
    person.expected.push('412');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog', { name: '他人刚刚更改了内容' });
    await dialog.waitFor();
    await person.looksRight('merge-conflict');
    await dialog.getByRole('button', { name: '仍按我的办理' }).click();
    await page.getByText(`${matter} 已并入案件 ${into}`).waitFor();
    assert.ok((await caseOf(person, into)).matters.includes(matter));
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`proposals at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atMerges(person, 'leader');
    await person.looksRight('merge-list-zh');
    await page.getByRole('row').nth(2).click();
    await page.getByRole('article').waitFor();
    await person.looksRight('merge-zh');
    assert.equal(await page.getByRole('button', { name: '是，并案' }).count(), 0);
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Why it may be the same').waitFor();
    await person.looksRight('merge-en');
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|merge)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}
