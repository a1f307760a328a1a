// 办理结果: reported on the case page by whoever answers for it; what is wrong is said beside the
// field; two people at once; a lost connection.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, PASSWORD, closeOffice, office } from './office.mjs';
import { kept, keptIn } from './kept.mjs';

const DAY = '2021-08-28'; // the days before are case_test's
before(async () => {
  const at = await office();
  at.judge();
  at.handOver(DAY);
});
after(async () => {
  await closeBrowser();
  await closeOffice();
});

let next = 0;
/** A case of the day that no other test takes, and this person before it. */
async function atCase(person, login, wanted) {
  person.expected.push('/result'); // 404: nobody has reported one
  await person.signIn(login, `${OBJECT}/cases`);
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
  const number = wanted ?? (await filesOf(person))[next++].case;
  await person.screen(`cases/${number}`);
  await person.page.getByRole('list', { name: '经过' }).waitFor();
  return number;
}
async function filesOf(person) {
  const url = `${person.office.address}/api/v1/cases?standing=handed_over&batch_day=${DAY}`;
  const { items } = await (await person.context.request.get(url)).json();
  return items.map((one) => one.file).sort((one, other) => one.case - other.case);
}
async function resultOf(person, number) {
  return (await person.ask('GET', `cases/${number}/result`)).json();
}
function shown(time) {
  return new Date(time).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).replace(' ', 'T');
}
function form(person) {
  return person.page.getByRole('dialog', { name: /上报 .+ 的办理结果/ });
}
async function report(person) {
  await person.page.keyboard.press('r');
  const dialog = form(person);
  await dialog.waitFor();
  return dialog;
}

test('a clerk reports by keyboard; what is wrong is said beside the field', withPerson(
  {}, async (person) => {
    const { page } = person;
    const number = await atCase(person, 'clerk');
    const dialog = await report(person);
    await person.looksRight('result');
    // Completed without a finding, a figure that is none, a fine with three decimals, too early.
    await dialog.getByRole('radio', { name: '已办结', exact: true }).check();
    await dialog.getByLabel('责令整改').fill('一');
    await dialog.getByLabel('罚款').fill('1.234');
    await dialog.getByLabel('截至何时').fill('2020-01-01T08:00:00');
    await page.keyboard.press('Control+Enter');
    for (const said of ['须写明是否属实', '的整数', '至多两位小数', '不早于移交']) {
      await dialog.getByText(said).waitFor();
    }
    assert.equal(await page.evaluate(() => document.activeElement.dataset.field), 'occurred');
    await person.looksRight('result-wrong');
    await dialog.getByLabel('截至何时').fill('2199-01-01T08:00:00');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('不晚于现在').waitFor();
    assert.equal((await person.ask('GET', `cases/${number}/result`)).status(), 404);
    await page.keyboard.press('Escape');

    await report(person);
    await dialog.getByRole('button', { name: '丢弃' }).click();
    await dialog.getByRole('radio', { name: '部分属实' }).check();
    await dialog.getByRole('radio', { name: '已办结', exact: true }).check();
    await dialog.getByRole('radio', { name: '立行立改' }).check();
    await dialog.getByLabel('责令整改').fill('2');
    await dialog.getByLabel('罚款').fill('25,000.50');
    await dialog.getByLabel('问责').fill('1');
    await page.keyboard.press('Control+Enter');
    await page.getByText('的结果已上报').waitFor();
    const { outcome } = await resultOf(person, number);
    assert.deepEqual(
      [outcome.status, outcome.truth, outcome.class, outcome.ordered, outcome.fine_fen,
        outcome.accountable, outcome.penalised],
      ['closed', 'partly_true', 'immediate', 2, 2_500_050, 1, 0]);
    await page.getByText('已办结，不再欠什么').waitFor();
    // A later one begins with what stands there.
    await report(person);
    await dialog.getByText(/现有结果截至/).waitFor();
    assert.equal(await dialog.getByLabel('罚款').inputValue(), '25000.5');
    await person.looksRight('result-again');
    await dialog.getByRole('radio', { name: '阶段性办结' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByText('报送办理结果').nth(1).waitFor();
    assert.equal((await resultOf(person, number)).outcome.status, 'phased');
  }));

test('what the server finds wrong is shown at its field', withPerson({}, async (person) => {
  const { page } = person;
  await atCase(person, 'liaison');
  const dialog = await report(person);
  person.expected.push('422');
  await page.route('**/acts/report_results', (route) => route.fulfill({
    status: 422,
    json: {
      code: 'handling.number_out_of_range', status: 422, title: '数字超出范围',
      type: 'about:blank', where: 'results[0].seized', found: '7', expected: '0 to 5',
    },
  }));
  await dialog.getByLabel('查封扣押').fill('7');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('0 to 5').waitFor();
  await page.waitForFunction(() => document.activeElement.dataset.field === 'seized');
  assert.equal(await dialog.getByLabel('查封扣押').inputValue(), '7');
}));

test('the head of a unit proves who it is', withPerson({}, async (person) => {
  const { page } = person;
  const number = await atCase(person, 'head');
  const dialog = await report(person);
  await dialog.getByRole('radio', { name: '不属实', exact: true }).check();
  let first = true;
  await page.route('**/acts/report_results', (route) => {
    if (!first) return route.continue();
    first = false;
    const body = { code: 'policy.prove_again', status: 403, title: '', type: 'about:blank' };
    return route.fulfill({ status: 403, json: body });
  });
  person.expected.push('403');
  await page.keyboard.press('Control+Enter');
  const proof = page.getByRole('dialog', { name: '请重新验证身份' });
  await proof.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('的结果已上报').waitFor();
  assert.equal((await resultOf(person, number)).outcome.truth, 'untrue');
}));

for (const isFirst of [true, false]) {
  const what = isFirst ? 'the first result' : 'a further result';
  test(`two people report ${what} of one case: the second sees both, nothing is lost`, withPerson(
    {}, async (person) => {
      const { page } = person;
      const number = await atCase(person, 'clerk');
      const other = await Person.at();
      await atCase(other, 'liaison', number);
      const theirs = async (penalised) => {
        const dialog = await report(other);
        await dialog.getByLabel('立案处罚').fill(penalised);
        await other.page.keyboard.press('Control+Enter');
        await dialog.waitFor({ state: 'detached' });
      };
      if (!isFirst) {
        await theirs('1');
        await page.reload(); // whoever may not listen looks once a minute
        await page.getByText('立案处罚（家）').waitFor();
      }
      const dialog = await report(person);
      await dialog.getByLabel('约谈').fill('3');
      await dialog.getByRole('radio', { name: '基本属实' }).check();
      await theirs('8');
      person.expected.push('412');
      await page.keyboard.press('Control+Enter');
      const conflict = page.getByRole('dialog', { name: '他人刚刚更改了内容' });
      await conflict.waitFor();
      await person.looksRight('result-conflict');
      const differing = (await conflict.locator('tr.differs').allInnerTexts()).join();
      for (const label of ['立案处罚', '约谈', '是否属实']) assert.ok(differing.includes(label));
      await conflict.getByRole('button', { name: '保留现状' }).click();
      await dialog.getByText('没有发送').waitFor();
      assert.equal((await resultOf(person, number)).outcome.penalised, 8);
      // Mine is still there; as of a moment that lies behind theirs it takes its place.
      assert.equal(await dialog.getByLabel('约谈').inputValue(), '3');
      const { occurred } = await resultOf(person, number);
      await dialog.getByLabel('截至何时').fill(shown(new Date(occurred).getTime() - 1000));
      await page.keyboard.press('Control+Enter');
      await dialog.getByText('不早于现有结果').waitFor();
      await dialog.getByLabel('截至何时').fill(shown(Date.now()));
      await page.keyboard.press('Control+Enter');
      await dialog.waitFor({ state: 'detached' });
      const { outcome } = await resultOf(person, number);
      assert.deepEqual([outcome.interviewed, outcome.truth], [3, 'basically_true']);
      // Both stand in what happened, for the other as well.
      const steps = (isFirst ? 0 : 1) + 2;
      await other.page.reload();
      await other.page.getByText('报送办理结果').nth(steps - 1).waitFor();
      await other.leave();
    }));
}

test('a connection lost in mid-form: the draft is there after a reload, gone after sign-out',
  withPerson({}, async (person) => {
    const { page } = person;
    const number = await atCase(person, 'clerk');
    const dialog = await report(person);
    await dialog.getByRole('radio', { name: '基本属实' }).check();
    await dialog.getByLabel('约谈').fill('12');
    person.expected.push('ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_CHANGED', 'ERR_FAILED');
    await person.context.setOffline(true);
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('连接不上服务器').waitFor();
    assert.ok(!(await kept(page, '"interviewed":"12"')).includes('interviewed'));
    await person.context.setOffline(false);
    await page.reload();
    await page.getByRole('list', { name: '经过' }).waitFor();
    await report(person);
    await dialog.getByRole('button', { name: '恢复' }).click();
    assert.equal(await dialog.getByLabel('约谈').inputValue(), '12');
    assert.ok(await dialog.getByRole('radio', { name: '基本属实' }).isChecked());
    await page.keyboard.press('Control+Enter');
    await page.getByText('的结果已上报').waitFor();
    assert.equal((await resultOf(person, number)).outcome.interviewed, 12);
    assert.equal((await keptIn(page))[1], 0, 'what was sent is still kept');
    await report(person);
    await dialog.getByLabel('约谈').fill('13');
    await kept(page, '"interviewed":"13"');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('登录名').waitFor();
    assert.deepEqual(await keptIn(page), [0, 0]);
  }));

test('whoever does not answer for a case is not asked for its result', withPerson(
  {}, async (person) => {
    await atCase(person, 'leader');
    assert.equal(await person.page.getByRole('button', { name: '上报结果' }).count(), 0);
  }));

for (const width of [1440, 360, 320]) {
  test(`a result at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atCase(person, 'clerk');
    await report(person);
    await person.looksRight('result-zh');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Report the result' }).click();
    await page.getByRole('dialog').waitFor();
    await person.looksRight('result-en');
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|case)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}
