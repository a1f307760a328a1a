// Coming in, being locked out, leaving.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { PASSWORD, closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

test('a wrong password is said, and the right one leads to the first screen', withPerson(
  {}, async (person) => {
    const { page } = person;
    person.expected.push('401');
    await person.go();
    await person.looksRight('entrance');
    await page.getByLabel('登录名').fill('triage');
    await page.getByLabel('口令').fill('wrong-password');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('口令').inputValue(), '');
    await page.getByLabel('口令').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '选择督察对象' }).waitFor();
    await person.looksRight('places');
    await page.getByRole('link', { name: '山东省' }).click();
    await page.waitForURL('**/SD/triage');
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /待判 \d+ 件/);
  }));

test('locked, nothing of the office is in the page; unlocked, the draft is there', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', 'simulated-small/SD/triage');
    await page.getByRole('grid').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('n');
    await page.getByLabel('说明').fill('地点不明，已电话核对。');
    await page.keyboard.press('Escape');
    await page.keyboard.press('n'); // at once, while the draft is being sealed
    await page.getByRole('button', { name: '恢复' }).click();
    assert.equal(await page.getByLabel('说明').inputValue(), '地点不明，已电话核对。');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: '锁定屏幕' }).click();
    await page.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
    assert.equal(await page.getByRole('grid').count(), 0);
    assert.ok(!(await page.content()).includes('模拟：'), 'words of a report behind the lock');
    await person.looksRight('locked');
    await page.getByLabel('口令').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('grid').waitFor();
    await page.getByRole('button', { name: '不予受理' }).click();
    await page.getByRole('button', { name: '恢复' }).click();
    assert.equal(await page.getByLabel('说明').inputValue(), '地点不明，已电话核对。');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('登录名').waitFor();
    const kept = await page.evaluate(async () => {
      const done = (request) => new Promise((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      const database = await done(indexedDB.open('ducha-drafts'));
      const count = (name) => done(database.transaction(name).objectStore(name).count());
      return [await count('owner'), await count('drafts')];
    });
    assert.deepEqual(kept, [0, 0], 'nothing is left in the browser');
  }));

test('what nobody touches locks itself', withPerson({}, async (person) => {
  const { page } = person;
  await page.clock.install();
  await person.signIn('triage', 'simulated-small/SD/triage');
  await page.getByRole('grid').waitFor();
  await page.clock.fastForward('12:50');
  assert.equal(await page.getByRole('grid').count(), 1);
  await page.clock.fastForward('00:11');
  await page.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
  assert.equal(await page.getByRole('grid').count(), 0);
}));

test('a screen that cannot be fetched says so, and is opened again', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', 'simulated-small/SD/triage');
    await page.getByRole('grid').waitFor();
    person.expected.push('ERR_FAILED', "Couldn't load preload assets");
    await page.route('**/app/assets/**', (route) => route.abort());
    await page.getByRole('link', { name: '任务', exact: true }).click();
    await page.getByRole('heading', { name: '页面未能载入' }).waitFor();
    await person.looksRight('not-opened');
    await page.unroute('**/app/assets/**');
    await page.getByRole('button', { name: '重试' }).click();
    await page.waitForURL('**/SD/jobs');
    await page.locator('main h1').waitFor();
    assert.equal(await page.getByText('页面未能载入').count(), 0);
  }));

test('roles see the screens that they can use', withPerson({}, async (person) => {
  await person.signIn('keeper');
  await person.page.getByRole('heading', { name: '您目前没有可办理的事项' }).waitFor();
  await person.looksRight('nothing-to-do');
}));
