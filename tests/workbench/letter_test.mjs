// 来信: a letter read from its scan, and what becomes of the scans.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { keptIn } from './kept.mjs';
import { closeOffice } from './office.mjs';
import { scanned } from './scanned.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atLetters(person) {
  await person.signIn('operator', 'simulated-small/SD/letter');
  await person.page.getByRole('heading', { name: '没有打开的信件' }).waitFor();
}
const field = (page, name) => page.getByLabel(name, { exact: true });
const adding = (page) => field(page, '添加扫描件');

async function reportOf(person) {
  const said = await person.page.locator('.number').innerText();
  const own = said.replace(/^(\w) (\d+) (\d+)$/, '$1$2-$3');
  return (await person.ask('GET', `report?own_id=${own}`)).json();
}
async function attachmentsOf(person, report) {
  return (await (await person.ask('GET', `reports/${report}/attachments`)).json()).items;
}

test('a letter by keyboard: its scan is sealed, a copy that names nobody is not', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atLetters(person);
    await person.looksRight('letter-idle-zh');
    const choosing = page.waitForEvent('filechooser'); // heard well before the key is pressed
    const files = [
      await scanned(page, 'letter.png'), await scanned(page, 'copy.jpg', 'image/jpeg'),
    ];
    await adding(page).focus();
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(files);
    await page.getByRole('img', { name: '扫描件 1' }).waitFor();
    await page.keyboard.press('F8');
    await page.getByRole('img', { name: '扫描件 2' }).waitFor();
    await field(page, '不含举报人信息，不密封').nth(1).check();
    await field(page, '详细地址或参照物').fill('模拟地点');
    await field(page, '反映情况').fill('模拟：信中所述。');
    await field(page, '邮戳日期').fill('2021-09-01');
    await field(page, '举报人姓名（可不留）').fill('李某某');
    await page.keyboard.press('F9');
    await page.keyboard.press('F4');
    await person.looksRight('letter-turned-zh');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '来信已登记' }).waitFor();
    await page.getByText('已存为工作副本').waitFor();
    await person.looksRight('letter-recorded-zh');

    const shown = await reportOf(person);
    assert.deepEqual([shown.of.channel, shown.postmark], ['letter', '2021-09-01']);
    const [sealed, copy] = await attachmentsOf(person, shown.of.report);
    assert.deepEqual([sealed.original, sealed.kind, sealed.name], [true, 'png', '']);
    assert.deepEqual([copy.original, copy.kind, copy.width], [false, 'jpeg', 800]);
    const content = await person.ask('GET', `attachments/${copy.blob}`);
    assert.ok((await content.body()).equals(files[1].buffer));
    assert.equal((await person.ask('GET', `attachments/${sealed.blob}`)).status(), 422);

    await page.keyboard.press('F2');
    assert.equal(await page.getByRole('img').count(), 0);
    assert.deepEqual(await keptIn(page), [1, 0]);
  }));

test('a scan that is refused does not lose the letter, and is said', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atLetters(person);
    const broken = { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no') };
    await adding(page).setInputFiles([broken, await scanned(page, 'good.png')]);
    await page.getByText('PDF 文件不在这里显示').waitFor();
    await person.looksRight('letter-pdf-zh');
    await field(page, '反映情况').fill('模拟：扫描件有误。');
    person.expected.push('status of 4');
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 份扫描件还没有上传').waitFor();
    await person.looksRight('letter-refused-zh');
    const shown = await reportOf(person);
    const held = await attachmentsOf(person, shown.of.report);
    assert.deepEqual(held.map((one) => one.kind), ['png']);
    await page.keyboard.press('F2');
    await page.getByText('再按一次 F2 放弃').waitFor();
    await page.getByRole('button', { name: '移除' }).click();
    await page.keyboard.press('F2');
    await page.getByRole('heading', { name: '正在登记来信' }).waitFor();
  }));

test('scans wait for the connection', withPerson({}, async (person) => {
  const { page } = person;
  await atLetters(person);
  await adding(page).setInputFiles([await scanned(page, 'letter.png', 'image/png', '模拟：断网')]);
  await page.getByRole('img', { name: '扫描件 1' }).waitFor();
  await field(page, '反映情况').fill('模拟：上传时断网。');
  person.expected.push('ERR_FAILED');
  await page.route('**/attachments', (route) => route.abort());
  await page.keyboard.press('Control+Enter');
  await page.getByText('连接不上服务器').waitFor();
  await page.unroute('**/attachments');
  await page.getByRole('button', { name: '重试' }).click();
  await page.getByText('已密封').waitFor();
  const shown = await reportOf(person);
  assert.equal((await attachmentsOf(person, shown.of.report)).length, 1);
}));

for (const width of [1440, 1024, 360, 320]) {
  test(`a letter at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atLetters(person);
    const name = `${'a-long-name-of-a-scan-'.repeat(4)}.png`;
    await adding(page).setInputFiles([await scanned(page, name)]);
    await page.getByRole('img', { name: '扫描件 1' }).waitFor();
    await field(page, '反映情况').fill('模拟：信中所述。');
    await person.looksRight('letter-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Taking a letter down' }).waitFor();
    await person.looksRight('letter-en');
    const shown = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|call|letter)\.\w+/.test(shown), 'a key where a sentence should be');
  }));
}
