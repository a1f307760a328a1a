// 人员, 我的登录 and 督察设置, as the two administrators work with them.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { PASSWORD, closeOffice } from './office.mjs';

const played = { office: 'played' };
const PEOPLE = 'simulated-small/SD/people';
const OWN = 'simulated-small/SD/own';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atPeople(person, login) {
  await person.signIn(login, PEOPLE);
  await person.page.getByRole('grid').waitFor();
}
/** Said to whoever has proposed: its number. */
async function proposed(page) {
  const said = page.getByText(/已提请（\d+）/);
  await said.waitFor();
  const [, number] = /（(\d+)）/.exec(await said.innerText());
  await said.getByRole('button', { name: '关闭' }).click();
  return number;
}
/** The other administrator agrees with what waits. */
async function agrees(login, number, said) {
  const other = await Person.at(played);
  await atPeople(other, login);
  const { page } = other;
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: '等待另一人同意的提请' });
  await dialog.getByLabel('哪一项').selectOption(number);
  for (const words of said) await dialog.getByText(words).first().waitFor();
  await other.looksRight('people-second');
  await dialog.getByRole('button', { name: '同意' }).click();
  await page.getByText(/已同意/).waitFor();
  await other.leave();
}
async function everybody(person) {
  const url = `${person.office.address}/api/v1/people`;
  return (await (await person.context.request.get(url)).json()).items;
}
async function prove(page) {
  const dialog = page.getByRole('dialog', { name: '请重新验证身份' });
  await dialog.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

test('admitted by two, given a role by two, taken back by one, suspended, let in again',
  withPerson(played, async (person) => {
    const { page } = person;
    await atPeople(person, 'system');
    await person.looksRight('people');
    await page.keyboard.press('n');
    await page.getByLabel('登录名').fill('wang.moni');
    await page.getByLabel('姓名').fill('王模拟');
    await person.looksRight('people-admit');
    await page.keyboard.press('Control+Enter');
    const admitting = await proposed(page);
    assert.ok(!page.url().includes('wang'), 'a login in an address');
    assert.ok(!(await everybody(person)).some((one) => one.login === 'wang.moni'));
    await agrees('security', admitting, ['王模拟', 'wang.moni']);
    const admitted = (await everybody(person)).find((one) => one.login === 'wang.moni');
    assert.deepEqual(admitted.grants, []);

    const security = await Person.at(played);
    await atPeople(security, 'security');
    await security.go(`${PEOPLE}?sel=${admitted.person}`);
    await security.page.getByText('没有角色').waitFor();
    await security.page.keyboard.press('e');
    await security.page.getByRole('dialog').getByLabel('角色').selectOption('inspector');
    await security.page.getByRole('combobox', { name: '督察', exact: true })
      .selectOption('simulated-small');
    await security.page.getByRole('dialog').getByLabel('督察对象').selectOption('SD');
    await security.looksRight('people-grant');
    await security.page.keyboard.press('Control+Enter');
    await agrees('system', await proposed(security.page), ['王模拟', '督察人员']);
    await security.go(`${PEOPLE}?sel=${admitted.person}`);
    await security.page.getByRole('button', { name: '收回' }).click();
    await security.page.getByText('已收回：督察人员').waitFor();
    await security.page.keyboard.press('s');
    await security.looksRight('people-suspend');
    await security.page.keyboard.press('Control+Enter');
    await security.page.getByText('离任').waitFor();
    await security.page.getByRole('button', { name: '恢复' }).focus();
    await security.page.keyboard.press('r');
    await agrees('system', await proposed(security.page), ['王模拟']);
    await security.leave();
    const now = (await everybody(person)).find((one) => one.login === 'wang.moni');
    assert.deepEqual([now.suspended, now.grants], [undefined, []]);
  }));

test('an old proof is asked for anew before a role is taken back', withPerson(
  played, async (person) => {
    const { page } = person;
    await atPeople(person, 'security');
    person.expected.push('403');
    const problem = { code: 'policy.prove_again', status: 403, title: 'x', type: 'about:blank' };
    const refuse = (route) => route.fulfill({ status: 403, json: problem });
    await page.route('**/acts/revoke_role', refuse, { times: 1 });
    await page.getByRole('row').filter({ hasText: 'keeper' }).click();
    await page.getByRole('button', { name: '收回' }).click();
    await prove(page);
    await page.getByText('已收回：密件保管人').waitFor();
  }));

test('my sign-in: a key is shown once and revoked, a session ended, the password changed',
  withPerson(played, async (person) => {
    const { page } = person;
    await person.signIn('operator', 'simulated-small/SD/triage');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('link', { name: '我的登录' }).click();
    await page.getByRole('heading', { name: '我的登录：1 个会话' }).waitFor();
    await person.looksRight('own');
    const other = await Person.at(played);
    await other.signIn('operator', OWN);
    await page.getByLabel('用途').fill('模拟程序');
    await page.getByLabel('受理员').check();
    await page.getByRole('button', { name: '新建密钥' }).click();
    const dialog = page.getByRole('dialog', { name: '只显示这一次' });
    const token = await dialog.getByLabel('内容').inputValue();
    assert.ok(token.length > 20);
    await person.looksRight('own-once');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(!(await page.content()).includes(token), 'a secret that stays in the page');
    await page.getByRole('button', { name: '作废' }).click();
    await page.getByText('密钥已作废').waitFor();
    await page.getByRole('heading', { name: '我的登录：2 个会话' }).waitFor();
    await page.getByLabel('新口令').fill('lantern-copper-9-moss');
    await page.getByLabel('再输一次').fill('something else');
    await page.getByRole('alert').waitFor();
    assert.ok(await page.getByRole('button', { name: '更改口令' }).isDisabled());
    await page.getByLabel('再输一次').fill('lantern-copper-9-moss');
    person.expected.push('401');
    await page.getByRole('button', { name: '更改口令' }).click();
    await page.getByText(/口令已更改|登录工作台|屏幕已锁定/).first().waitFor();
    other.expected.push('401');
    await other.page.getByRole('button', { name: '结束' }).first().click();
    await other.page.getByLabel('登录名').waitFor();
    await other.leave();
  }));

test('an authenticator is shown once and can be given up', withPerson(played, async (person) => {
  const { page } = person;
  await person.signIn('second', OWN);
  await page.getByRole('button', { name: '配发验证器' }).click();
  const uri = await page.getByRole('dialog').getByLabel('内容').inputValue();
  assert.match(uri, /^otpauth:\/\/totp\/ducha:second\?secret=[A-Z2-7]+/);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '移除' }).click();
  await page.getByText('验证器已移除').waitFor();
}));

test('the set-up: settings, objects, units found by name', withPerson(played, async (person) => {
  const { page } = person;
  await person.signIn('system', 'simulated-small/SD/setup');
  await page.getByRole('heading', { name: '小型督察（模拟）' }).waitFor();
  await page.getByText('10 天内').waitFor();
  await page.getByText('没有登记下级单位').waitFor();
  await person.looksRight('setup');
  await page.getByRole('link', { name: '某中央企业集团（模拟）' }).click();
  await page.getByText('QY02').waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('黄金');
  assert.equal(await page.locator('.unit').count(), 1);
  await person.looksRight('setup-units');
}));

for (const width of [1440, 1024, 360]) {
  test(`administration at ${width} px in both languages`, withPerson(
    { ...played, width }, async (person) => {
      const { page } = person;
      await atPeople(person, 'system');
      await person.looksRight('people-zh');
      await page.getByRole('row').nth(1).click();
      await page.getByRole('article').waitFor();
      await person.looksRight('person-zh');
      await page.getByRole('button', { name: '▾' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      for (const [link, heading] of [
        ['Set-up', /A small inspection/], ['My sign-in', /My sign-in/], ['People', /at work/],
      ]) {
        if (link === 'My sign-in') await page.getByRole('button', { name: '▾' }).click();
        await page.getByRole('link', { name: link }).click();
        await page.getByRole('heading', { level: 1, name: heading }).waitFor();
        await person.looksRight(`${link}-en`);
        const text = await page.locator('body').innerText();
        assert.ok(!/\b(?:people|own|setup|shell)\.\w+/.test(text), 'a key instead of a sentence');
      }
    }));
}

for (const login of ['triage', 'editor', 'leader']) {
  test(`${login} does not see administration`, withPerson(played, async (person) => {
    await person.signIn(login, PEOPLE);
    await person.page.getByRole('alert').waitFor();
    const menu = await person.page.locator('nav').innerText();
    assert.ok(!/人员|督察设置/.test(menu), menu);
  }));
}
