// 案件: found, opened, watched, handled jointly, by two people at once; its result; on paper.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { kept } from './kept.mjs';
import { OBJECT, closeOffice, office } from './office.mjs';

const DAY = '2021-08-27';
const VERIFY = fileURLToPath(new URL('../../tools/verify', import.meta.url));
const outcome = {
  status: 'closed', truth: 'partly_true', class: 'immediate',
  fine_fen: 2_500_000, ordered: 1, penalised: 1, seized: 0, criminal: 0, detained_admin: 0,
  detained_criminal: 0, interviewed: 0, accountable: 2,
};
before(async () => {
  const at = await office();
  at.judge();
  at.handOver(DAY);
});
after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** The cases of the day's batch that are with the object and were answered by nobody. */
async function handedOver(person) {
  const { cases } = await (await person.ask('GET', `batches/${DAY}`)).json();
  return cases.filter((one) => one.standing === 'handed_over' && !one.watched);
}
async function caseOf(person, number) {
  return (await person.ask('GET', `cases/${number}`)).json();
}
async function atCase(person, pick = 0, login = 'triage') {
  person.expected.push('/result'); // 404: nobody has reported one
  await person.signIn(login, `${OBJECT}/cases`);
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
  const file = (await handedOver(person))[pick];
  await person.screen(`cases/${file.case}`);
  await person.page.getByRole('list', { name: '经过' }).waitFor();
  return file;
}

test('a case is found by its number and opened by Enter', withPerson({}, async (person) => {
  const { page } = person;
  person.expected.push('/result');
  await person.signIn('triage', `${OBJECT}/cases`);
  await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
  assert.ok(await page.getByRole('row').count() < 80);
  const all = await page.getByRole('grid').getAttribute('aria-rowcount');
  const start = performance.now();
  await page.getByLabel('状态').selectOption('open');
  await page.waitForURL('**standing=open**');
  await page.waitForFunction((count) =>
    document.querySelector('[role=grid]').getAttribute('aria-rowcount') !== count, all);
  console.log(`${all} cases, ${await page.getByRole('row').count()} rows in the page, filtered in ${
    Math.round(performance.now() - start)} ms`);
  await person.looksRight('case-list');
  await page.getByLabel('状态').selectOption('');
  const [file] = await handedOver(person);
  await page.getByLabel('查找编号').fill(file.number);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() =>
    document.querySelector('[role=grid]').getAttribute('aria-rowcount') === '2');
  await page.getByRole('grid').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: '经过' }).waitFor();
  assert.ok(page.url().endsWith(`/cases/${file.case}`));
  await person.looksRight('case');
  const text = await page.locator('main').innerText();
  const [, month, day] = file.due.split('-').map(Number);
  assert.ok(text.includes(`${month}月${day}日`) && text.includes('自移交起 10 日'), text);
  await page.keyboard.press('Escape');
  await page.getByRole('grid').waitFor();
}));

test('W watches, U takes it back; H has it handled jointly', withPerson({}, async (person) => {
  const { page } = person;
  const file = await atCase(person);
  assert.ok(!/撤销/.test(await page.locator('footer').innerText()), 'there is nothing to undo');
  await page.keyboard.press('w');
  await page.getByText('列为重点关注').waitFor();
  assert.equal((await caseOf(person, file.case)).file.watched, true);
  await page.locator('.bar abbr').waitFor();
  await page.locator('footer').getByText('撤销').waitFor();
  await page.keyboard.press('u');
  await page.getByText('不再重点关注').waitFor();
  assert.equal((await caseOf(person, file.case)).file.watched, false);
  await page.keyboard.press('h');
  await page.getByRole('dialog').waitFor();
  await person.looksRight('case-joint');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await page.getByText('与某中央企业集团（模拟）合办').waitFor();
  assert.deepEqual((await caseOf(person, file.case)).partners, ['QY']);
}));

test('two people on one case: both are seen, nothing is lost', withPerson({}, async (person) => {
  const { page } = person;
  const file = await atCase(person, 1);
  await page.keyboard.press('h');
  const joint = page.getByRole('dialog', { name: '与哪些对象合办' });
  await joint.getByRole('checkbox').check();
  // Another, before another screen, is faster.
  const other = await Person.at();
  await other.signIn('leader');
  other.expected.push('/result');
  await other.screen(`cases/${file.case}`);
  await other.page.getByRole('list', { name: '经过' }).waitFor();
  await other.page.keyboard.press('w');
  await other.page.getByText('列为重点关注').waitFor();
  person.expected.push('412');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '他人刚刚更改了内容' });
  await dialog.waitFor();
  await person.looksRight('case-conflict');
  const differing = await dialog.locator('tr.differs').allInnerTexts();
  assert.equal(differing.length, 2, differing.join());
  await dialog.getByRole('button', { name: '仍按我的办理' }).click();
  await page.getByText('与某中央企业集团（模拟）合办').waitFor();
  const now = await caseOf(person, file.case);
  assert.deepEqual([now.file.watched, now.partners], [true, ['QY']]);
  // The other hears of it without doing anything.
  await other.page.getByText('与某中央企业集团（模拟）合办').waitFor();
  await other.leave();
}));

test('whoever leaves it as it is finds the draft again', withPerson({}, async (person) => {
  const { page } = person;
  const file = await atCase(person, 2);
  await page.keyboard.press('h');
  const joint = page.getByRole('dialog', { name: '与哪些对象合办' });
  await joint.getByRole('checkbox').check();
  person.expected.push('ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_CHANGED');
  await person.context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await joint.getByText('连接不上服务器').waitFor();
  await page.keyboard.press('Escape');
  await kept(page, 'QY');
  await person.context.setOffline(false);
  await page.keyboard.press('h');
  await joint.getByRole('button', { name: '恢复' }).click();
  assert.ok(await joint.getByRole('checkbox').isChecked());
  await page.keyboard.press('Control+Enter');
  await page.getByText('与某中央企业集团（模拟）合办').waitFor();
  assert.deepEqual((await caseOf(person, file.case)).partners, ['QY']);
}));

test('a result that was reported shows at once, and on paper', withPerson({}, async (person) => {
  const { page } = person;
  const file = await atCase(person, 3);
  await page.getByText('还没有报回核查情况').waitFor();
  const liaison = await Person.at();
  await liaison.signIn('liaison');
  liaison.expected.push('/result');
  const occurred = new Date().toISOString();
  const results = [{ case_number: file.number, occurred, ...outcome }];
  assert.equal((await liaison.ask('POST', 'acts/report_results', { results })).status(), 201);
  await page.getByText('部分属实').first().waitFor();
  await page.getByText('25,000').waitFor();
  await page.getByText('已办结，不再欠什么').waitFor();
  await person.looksRight('case-result');
  await page.emulateMedia({ media: 'print' });
  for (const gone of ['header', 'nav', '.acts']) {
    assert.ok(!(await page.locator(gone).first().isVisible()), `${gone} is printed`);
  }
  assert.ok(await page.locator('.asof').isVisible());
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  assert.ok(/MediaBox\s*\[\s*0 0 59[45][\d.]* 84[12]/.test(pdf));
  console.log(`a case on paper: ${pdf.match(/\/Type\s*\/Page\b/g).length} page of A4`);
  await person.picture('case-print');

  // The liaison sees the same without what was told, and may neither watch nor share it.
  await liaison.screen(`cases/${file.case}`);
  await liaison.page.getByText('您看不到反映的内容').waitFor();
  await liaison.looksRight('case-liaison');
  assert.equal(await liaison.page.getByRole('button', { name: '重点关注' }).count(), 0);
  await liaison.leave();
}));

test('the ledger proof of a case is kept as a file, to be checked outside', withPerson(
  {}, async (person) => {
    const { page } = person;
    const file = await atCase(person, 4);
    const saving = page.waitForEvent('download');
    await page.keyboard.press('l');
    const saved = await saving;
    assert.match(saved.suggestedFilename(), /^ducha-proof-simulated-small-SD-\d+\.json$/);
    const path = await saved.path();
    const { format, key, leaf } = JSON.parse(readFileSync(path, 'utf8'));
    assert.equal(format, 'ducha-proof');
    assert.ok(leaf.includes('"log":"ducha/simulated-small/SD"'), leaf);
    const said = execFileSync('python3', [VERIFY, 'proof', path, '--key', key]).toString();
    console.log(`tools/verify, case ${file.case}: ${said.trim().split('\n').at(-1)}`);
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`a case at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atCase(person, 4, 'leader');
    await person.looksRight('case-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('What was reported').waitFor();
    await person.looksRight('case-en');
    await page.getByRole('navigation').getByRole('link', { name: 'Cases' }).click();
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    await person.looksRight('case-list-en');
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|case)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}
