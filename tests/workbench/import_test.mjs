// 导入: a table of 50,000 reports, stopped in the middle and begun again; and one with bad rows.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

const ROWS = 50_000;
const PATIENCE = { timeout: 600_000 };

async function atImport(person) {
  await person.signIn('operator', 'simulated-small/SD/import');
  await person.page.getByRole('heading', { name: '导入举报表' }).waitFor();
}
function choose(page, name, content) {
  const buffer = Buffer.from(content);
  return page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
}
const heading = (page) => page.getByRole('heading', { level: 1 });
/** The heading once it begins with these words, and the numbers in it. */
async function said(page, words) {
  await page.getByRole('heading', { level: 1, name: words }).waitFor(PATIENCE);
  const numbers = (await heading(page).innerText()).replace(/^\S+：/, '').match(/[\d,]+/g);
  return numbers.map((one) => Number(one.replaceAll(',', '')));
}
/** The first rows of what was simulated; no field of it holds a line end. */
function simulated(office, rows) {
  const lines = readFileSync(join(office.made, 'SD/reports.csv'), 'utf8').split(/\r?\n/);
  return lines.slice(0, rows + 1);
}
async function ownIds(person) {
  const ids = [];
  const { request } = person.context;
  for (let next = ''; next !== undefined;) {
    const query = `object=SD&order=oldest&limit=500${next && `&after=${next}`}`;
    const answer = await request.get(`${person.office.address}/api/v1/matters?${query}`);
    const page = await answer.json();
    ids.push(...page.items.map((one) => one.own_id));
    next = page.next;
  }
  return ids;
}

test('50,000 rows: looked at, stopped in the middle, begun again, all there once', withPerson(
  { office: 'awaiting' }, async (person) => {
    const { page } = person;
    const lines = simulated(person.office, ROWS);
    assert.equal(lines.length, ROWS + 1);
    person.expected.push('status of 503'); // the page asks again when the server has time
    await atImport(person);
    await person.looksRight('import-none-zh');
    const start = performance.now();
    const seconds = () => ((performance.now() - start) / 1000).toFixed(1);
    const file = join(person.office.folder, 'reports.csv');
    writeFileSync(file, lines.join('\n'));
    await page.locator('input[type=file]').setInputFiles(file, PATIENCE);
    assert.deepEqual(await said(page, '可导入'), [ROWS, 0]);
    console.log(`${ROWS} rows looked at in ${seconds()} s`);
    await person.looksRight('import-looked-zh');

    let goOn;
    const looked = new Promise((done) => (goOn = done));
    await page.keyboard.press('Control+Enter');
    const progress = page.getByRole('progressbar');
    await page.waitForFunction(() => document.querySelector('progress')?.value >= 10_000,
      undefined, PATIENCE);
    assert.match(await page.getByText(/已过 .* 行/).innerText(), /每秒 [\d,]+ 行 · 约还需 \d+/);
    await page.route('**/SD/imports*', async (route) => {
      await looked; // it would be done meanwhile
      await route.continue();
    });
    await person.looksRight('import-going-zh');
    await page.keyboard.press('c');
    goOn();
    const [received, there] = await said(page, '导入停下了');
    assert.ok(received >= 10_000 && received < ROWS, `stopped at ${received}`);
    assert.equal(there, 0);
    assert.equal(await progress.count(), 0);
    await person.looksRight('import-stopped-zh');

    const again = performance.now();
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '导入完成'), [ROWS - received, received, 0]);
    console.log(`stopped at ${received}; the other ${ROWS - received} in ${
      ((performance.now() - again) / 1000).toFixed(1)} s, with those looked for again`);
    await person.looksRight('import-done-zh');

    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '新登记 0 行'), [0, ROWS, 0]);
    const wanted = lines.slice(1).map((line) => line.slice(0, line.indexOf(',')));
    assert.deepEqual((await ownIds(person)).sort(), wanted.sort());
  }));

const HEADER = 'id,time,channel,text,type,name,remark';
const BAD = [
  'B-1,2021-13-01T09:30:00+08:00,call,模拟：时间不对,water,,',
  'B-2,2021-09-01T09:30:00+08:00,call,,water,,',
  'B-3,2021-09-01T09:30:00+08:00,smoke,"模拟：渠道\n不对",water,,',
  'B-4,2021-09-01T09:30:00+08:00,call,模拟：少几列',
];

test('what is refused is named by line and column, is a file, and is mended', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atImport(person);
    const good = (id) => `${id},2021-09-01T09:30:00+08:00,call,"模拟：第一行\n第二行",water,张某某,x`;
    const rows = [good('G-1'), ...BAD.slice(0, 2), good('G-2'), ...BAD.slice(2)];
    await choose(page, 'bad.csv', [HEADER, ...rows].join('\r\n'));
    assert.deepEqual(await said(page, '可导入'), [2, 4]);
    const table = page.getByRole('table', { name: '不予导入' });
    const shown = await table.locator('tbody tr').evaluateAll((all) =>
      all.map((row) => [...row.cells].map((cell) => cell.innerText)));
    assert.deepEqual(shown.map((row) => [row[0], row[2], row[4]]), [
      ['4', 'time', '2021-13-01T09:30:00+08:00'], ['5', 'text', '—'],
      ['8', 'channel', 'smoke'], ['10', '—', '4'],
    ]);
    const columns = page.getByRole('table', { name: '各列成为什么' });
    await columns.getByRole('row', { name: 'remark 只存入密封原件' }).waitFor();
    await columns.getByRole('row', { name: 'name 举报人姓名（密封） —' }).waitFor();
    await person.looksRight('import-refused-zh');

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载这些行' }).click();
    const file = await downloading;
    assert.equal(file.suggestedFilename(), 'bad.rejected.csv');
    const content = readFileSync(await file.path(), 'utf8');
    const [header, first, ...rest] = content.split('\r\n');
    assert.equal(header, `\ufeff${HEADER},line,reason`);
    assert.match(first, /^B-1,.*,4,.*2021-13-01/);
    assert.match(rest.join('\r\n'), /B-3,[^\n]*"模拟：渠道\n不对",water,,,8,/);
    assert.match(rest.join('\r\n'), /B-4,[^\n]*,模拟：少几列,,,,10,/);

    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '导入完成'), [2, 0, 4]);
    const mended = content.replace('-13-', '-09-').replace(',call,,', ',call,模拟：有内容,')
      .replace('smoke', 'letter').replace('少几列,,', '少几列,air,');
    await choose(page, 'bad.rejected.csv', mended);
    assert.deepEqual(await said(page, '可导入'), [4, 0]);
    await columns.getByRole('row', { name: 'reason 不导入' }).waitFor();
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '导入完成'), [4, 0, 0]);
    const kept = await (await person.ask('GET', 'report?own_id=B-3')).json();
    assert.deepEqual([kept.text, kept.of.channel], ['模拟：渠道\n不对', 'letter']);
  }));

test('a table says what it lacks; its text may be made of several columns', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atImport(person);
    person.expected.push('status of 422');
    await choose(page, 'short.csv', 'id,what,where\nH-1,模拟,某地');
    await page.getByRole('alert').getByText('表头缺少必需的列').waitFor();
    await person.looksRight('import-lacks-zh');
    await choose(page, 'hotline.csv',
      'id,time,what,where\nH-1,2021-09-01T09:30:00+08:00,模拟：夜里有味,模拟村东头');
    await page.getByRole('row', { name: 'time' }).waitFor(); // the table before had no such column
    await page.getByRole('alert').getByText('表头缺少必需的列').waitFor();
    await page.getByLabel('把 what 并入反映情况').check();
    await said(page, '可导入');
    await page.getByLabel('把 where 并入反映情况').check();
    await said(page, '可导入');
    await page.getByLabel('全部各行的渠道是').selectOption('call');
    assert.deepEqual(await said(page, '可导入'), [1, 0]);
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '导入完成'), [1, 0, 0]);
    const kept = await (await person.ask('GET', 'report?own_id=H-1')).json();
    assert.deepEqual([kept.text, kept.of.channel], ['模拟：夜里有味\n模拟村东头', 'call']);
  }));

test('a table from a spreadsheet in GB18030, opened by keyboard', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atImport(person);
    const choosing = page.waitForEvent('filechooser'); // heard well before the key is pressed
    const row = Buffer.from('id,time,channel,text\nGB-1,2021-09-01T09:30:00+08:00,call,');
    const words = Buffer.from([0xb3, 0xf4, 0xce, 0xb6, 0xa1, 0xa3]);
    await page.getByRole('button', { name: '选择文件' }).waitFor();
    await page.keyboard.press('o');
    await (await choosing).setFiles({
      name: 'gb.csv', mimeType: 'text/csv', buffer: Buffer.concat([row, words]),
    });
    assert.deepEqual(await said(page, '可导入'), [1, 0]);
    await page.getByText('臭味。').waitFor();
    await page.keyboard.press('Control+Enter');
    assert.deepEqual(await said(page, '导入完成'), [1, 0, 0]);
    const kept = await (await person.ask('GET', 'report?own_id=GB-1')).json();
    assert.equal(kept.text, '臭味。');
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`an import at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atImport(person);
    const name = `${'a-long-name-of-a-table-'.repeat(4)}.csv`;
    await choose(page, name, [`${HEADER},${'a_long_column_'.repeat(4)}`, ...BAD,
      `W-${width},2021-09-01T09:30:00+08:00,call,${'模拟地名'.repeat(50)},water,,,x`].join('\n'));
    await said(page, '可导入');
    await person.looksRight('import-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: '1 rows fit' }).waitFor();
    await person.looksRight('import-en');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'The import is done' }).waitFor();
    await person.looksRight('import-done-en');
    const shown = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|import)\.[a-z_]+\b/.test(shown), 'a key where a sentence should be');
  }));
}
