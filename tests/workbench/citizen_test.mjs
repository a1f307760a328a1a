// A citizen on a telephone, over a slow network, without scripts: reports, is told what to mend,
// follows the report by its code, and is slowed down where codes are tried.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { closeOffice } from './office.mjs';

const telephone = { office: 'public', width: 360, height: 740, scripts: false };
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const MOST_BYTES = 60_000; // of a page with all that it needs
const MOST_LOOKS = 10; // of one network, before it is slowed down
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-TV-Z]$/;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

const goOn = (page, name = '继续') => page.getByRole('button', { name, exact: true }).click();

/** Filled in as far as the page on which all is looked through. */
async function fillIn({ page, office }, text) {
  await page.goto(`${office.address}/report`);
  await page.getByLabel('山东省（模拟）').check();
  await page.getByLabel('详细地址或标志物').fill('模拟镇样例村');
  await goOn(page);
  await page.getByLabel('噪声：').check();
  await page.getByLabel('经过').fill(text);
  await goOn(page);
  await goOn(page); // without evidence
  await page.getByLabel('匿名，不留联系方式').check();
  await goOn(page);
  await page.getByLabel('我反映的是我所知道的事实').check();
}
async function codeOn(page) {
  await page.waitForURL('**/report/done');
  return (await page.locator('.code').innerText()).replaceAll(/\s/g, '');
}
/** The matters that came by web, as the staff sees them. */
async function received() {
  const staff = await Person.at({ office: 'public' });
  await staff.signIn('triage');
  const url = `${staff.office.address}/api/v1/matters?object=SD&channel=web&order=oldest`;
  const { items } = await (await staff.context.request.get(url)).json();
  await staff.leave();
  return items;
}

test('a report from the first page to its code; each page is small', withPerson(
  telephone, async (person) => {
    const { page } = person;
    const devtools = await person.context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', SLOW);
    const sizes = new Map();
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      const { pathname } = new URL(page.url());
      sizes.set(pathname, (sizes.get(pathname) ?? 0) + encodedDataLength);
    });
    await page.goto(`${person.office.address}/`);
    const text = '模拟举报：夜间卸砂石，吵得睡不着。';
    await fillIn(person, text);
    await goOn(page, '提交');
    const code = await codeOn(page);
    assert.match(code, CODE);
    assert.ok(!page.url().includes(code));
    await person.picture('citizen-done');
    const [matter, ...others] = await received();
    assert.deepEqual([matter.text, matter.of.channel, others], [text, 'web', []]);
    const largest = Math.max(...sizes.values());
    console.log(`${sizes.size} pages, the largest ${largest} bytes with all that it needs`);
    assert.ok(sizes.size >= 7 && largest > 0 && largest <= MOST_BYTES, [...sizes].join('\n'));
  }));

test('what is wrong is said first; what was written stays, back and forth', withPerson(
  telephone, async (person) => {
    const { page } = person;
    person.expected.push('422');
    await page.goto(`${person.office.address}/report`);
    await goOn(page);
    await page.getByText('有 2 处需要修改').waitFor();
    assert.match(await page.title(), /^错误：/);
    await page.locator('.summary:focus').waitFor();
    await page.getByRole('link', { name: '写出地址或附近的标志物' }).click();
    await page.getByLabel('详细地址或标志物').fill('模拟镇样例村');
    await page.getByLabel('山东省（模拟）').check();
    await goOn(page);

    const tooLong = '模拟'.repeat(2500) + '长';
    await page.getByLabel('经过').fill(tooLong);
    await goOn(page);
    await page.getByText('有 1 处需要修改').waitFor();
    assert.equal(await page.getByLabel('经过').inputValue(), tooLong);
    await page.getByLabel('经过').fill('模拟举报：河水发黑发臭。');
    await goOn(page);
    await page.getByRole('heading', { name: '有什么证据？' }).waitFor();
    await page.getByRole('link', { name: '返回上一步' }).click();
    assert.equal(await page.getByLabel('经过').inputValue(), '模拟举报：河水发黑发臭。');
    await page.goBack();
    await page.getByRole('heading', { name: '有什么证据？' }).waitFor();
    await page.goForward();
    assert.equal(await page.getByLabel('经过').inputValue(), '模拟举报：河水发黑发臭。');
  }));

test('sent twice it is one report with one receipt', withPerson(telephone, async (person) => {
  const { page } = person;
  const before = (await received()).length;
  await fillIn(person, '模拟举报：饭店油烟直排。');
  await page.getByRole('button', { name: '提交', exact: true }).dblclick();
  const code = await codeOn(page);
  await page.reload();
  assert.equal(await codeOn(page), code);
  assert.equal((await received()).length, before + 1);
}));

test('the code tells what became of it; a wrong one tells nothing, and is slowed down', withPerson(
  telephone, async (person) => {
    const { page } = person;
    person.expected.push('422', '429');
    await fillIn(person, '模拟举报：工地扬尘。');
    await goOn(page, '提交');
    const code = await codeOn(page);
    const look = async (what) => {
      await page.goto(`${person.office.address}/track`);
      await page.getByLabel('查询码').fill(what);
      const begin = performance.now();
      await goOn(page, '查询');
      await page.waitForLoadState();
      const taken = Math.round(performance.now() - begin);
      return { said: await page.locator('main').innerText(), taken };
    };
    const found = await look(code.toLowerCase().replaceAll('-', ' '));
    assert.match(found.said, /等待受理/);
    await person.picture('citizen-followed');
    const devtools = await person.context.newCDPSession(page);
    const { entries } = await devtools.send('Page.getNavigationHistory');
    assert.ok(entries.some(({ url }) => url.endsWith('/track/view')));
    for (const { url } of entries) assert.ok(!url.includes(code), url);

    // One letter is wrong, or there never was such a code: the same answer.
    const other = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    const [wrong, unknown] = [await look(other), await look('0000-0000-0000-0000-0')];
    assert.equal(wrong.said, unknown.said);
    assert.notEqual(wrong.said, found.said);
    const taken = [found, wrong, unknown].map((one) => `${one.taken} ms`);
    console.log(`a code that is there, a wrong one, none such: ${taken.join(', ')}`);
    let slowed;
    for (let i = 0; i <= MOST_LOOKS && !slowed; ++i) {
      const { said } = await look('0000-0000-0000-0000-0');
      if (said !== unknown.said) slowed = said;
    }
    assert.match(slowed ?? '', /0000-12369/, 'whoever tries many codes is told to telephone');
    const again = await look(code);
    assert.equal(again.said, slowed);
  }));
