// What keeps an office running: 日历 with dates owed, 任务, and 运行 with its backup.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atCalendar(person, query = '', login = 'triage') {
  await person.signIn(login, `${OBJECT}/calendar${query}`);
  await person.page.locator('.months table').nth(11).waitFor();
}

test('a year in twelve months: holidays and days worked instead are said by words', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atCalendar(person, '?year=2026');
    assert.equal(await page.locator('.months table').count(), 12);
    assert.equal(await page.locator('[data-day]').count(), 365);
    const kinds = {
      '2026-10-01': ['holiday', '休'], '2026-10-10': ['make_up_workday', '班'],
      '2026-10-11': ['rest', ''], '2026-10-12': ['workday', ''],
    };
    for (const [day, [kind, mark]] of Object.entries(kinds)) {
      const cell = page.locator(`[data-day="${day}"]`);
      assert.equal(await cell.getAttribute('data-kind'), kind, day);
      assert.equal((await cell.innerText()).replaceAll(/[\d\s]/g, ''), mark, day);
    }
    // 1 October 2026 is a Thursday.
    const first = page.locator('[data-day="2026-10-01"]');
    assert.equal(await first.evaluate((cell) => cell.cellIndex), 3);
    assert.ok(await page.locator('.notices a').count() > 0);
    assert.equal(await page.getByText('尚未公布').count(), 0);
    await person.looksRight('calendar');
    await page.emulateMedia({ media: 'print' });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    console.log(`a year on paper: ${pdf.match(/\/Type\s*\/Page\b/g).length} pages of A4`);
  }));

test('a date owed over 国庆 and a day that is worked instead; one into a year not published',
  withPerson({}, async (person) => {
    const { page } = person;
    await atCalendar(person, '?year=2026');
    await page.getByLabel('自', { exact: false }).first().fill('2026-09-29');
    await page.getByLabel('自', { exact: false }).first().press('Enter');
    await page.locator('input.days').fill('5');
    await page.locator('input.days').press('Enter');
    await page.locator('[data-due="2026-10-12"]').waitFor();
    await page.locator('[data-day="2026-10-12"].due').waitFor();
    assert.equal(await page.locator('.warning').count(), 0);
    await person.looksRight('calendar-owed');
    const asked = await (await person.ask('GET', 'calendar?from=2026-09-29&workdays=5')).json();
    assert.equal(asked.owed.due, '2026-10-12');

    const there = page.url().replace('2026-09-29', '2026-12-28');
    await page.goto(there.replace('length=5', 'length=10'));
    await page.locator('[data-due="2027-01-11"]').waitFor();
    await page.locator('.warning', { hasText: '2027' }).waitFor();
    await person.looksRight('calendar-unpublished');
    await page.keyboard.press(']');
    await page.getByRole('heading', { level: 1, name: '2027 年的放假安排尚未公布' }).waitFor();
    await page.locator('[data-day="2027-01-11"].due').waitFor();
    await page.keyboard.press('[');
    await page.getByRole('heading', { level: 1, name: '2026 年' }).waitFor();
  }));

test('jobs: begun here, one\'s own, and everybody\'s for whoever runs the office', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', `${OBJECT}/jobs`);
    await page.getByText('没有任务').waitFor();
    await person.looksRight('jobs-empty');
    await page.keyboard.press('e');
    await page.getByText('已开始：按规则受理').waitFor();
    await page.getByRole('article').getByRole('heading', { name: /完成/ }).waitFor();
    await page.keyboard.press('m');
    await page.getByText('已开始：自动并案').waitFor();
    await page.getByRole('article').getByRole('heading', { name: /自动并案 · 完成/ }).waitFor();
    await page.getByRole('heading', { level: 1, name: '我的任务：进行中 0 个，共 2 个' }).waitFor();
    await person.looksRight('jobs');
    const system = await Person.at();
    await system.signIn('system', `${OBJECT}/jobs`);
    await system.page.getByRole('heading', { level: 1, name: '全部任务' }).waitFor();
    await system.page.getByRole('row', { name: '自动并案' }).click();
    await system.page.getByRole('article').getByText('李模拟').waitFor();
    await system.looksRight('jobs-all');
    assert.equal(await system.page.getByRole('button', { name: '按规则受理' }).count(), 0);
    await system.leave();
    const other = await Person.at();
    await other.signIn('second', `${OBJECT}/jobs`);
    await other.page.getByText('没有任务').waitFor();
    await other.leave();
  }));

test('jobs: a table that went in by parts is one line, which opens to them', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('operator', `${OBJECT}/import`);
    const rows = Array.from({ length: 1100 }, (_, at) =>
      `P-${at},2021-09-01T09:30:00+08:00,call,模拟举报：第${at}处样例厂排污,water`);
    const buffer = Buffer.from(['id,time,channel,text,type', ...rows].join('\n'));
    const name = '张模拟的表.csv';
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
    const heading = (words) => page.getByRole('heading', { level: 1, name: words });
    await heading(/可导入.*1,100/).waitFor({ timeout: 120_000 });
    await page.keyboard.press('Control+Enter');
    await heading('导入完成').waitFor({ timeout: 120_000 });
    await person.screen('jobs');
    await heading('我的任务：进行中 0 个，共 1 个').waitFor();
    await page.getByRole('row', { name: '导入（3 部分）' }).click();
    const line = page.getByRole('article');
    await line.getByRole('heading', { name: '导入（3 部分） · 完成' }).waitFor();
    const parts = line.getByRole('table', { name: '各部分' }).locator('tbody tr');
    assert.equal(await parts.count(), 3);
    const events = await parts.locator('.num').allInnerTexts();
    assert.equal(events.reduce((sum, one) => sum + Number(one.replace(',', '')), 0), 1100);
    assert.ok(!(await page.locator('body').innerText()).includes('张模拟'));
    await person.looksRight('jobs-parts');
  }));

test('the backup: never made, fresh, old, and not of this ledger', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('system', `${OBJECT}/operations`);
    await page.getByRole('heading', { name: '还没有备份' }).waitFor();
    await page.getByText('ducha backup FOLDER').waitFor();
    await person.looksRight('operations-never');

    person.office.run(['backup', join(person.office.folder, 'backup')]);
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: /最近一次备份在 \d+ 分钟前/ }).waitFor();
    assert.equal(await page.getByText('现在要做的').count(), 0);
    assert.equal(await page.locator('[data-since]').innerText(), '0');
    assert.equal(await page.getByText('不一致').count(), 0);
    assert.ok(await page.getByText('一致').count() >= 2);
    await person.looksRight('operations');

    const operator = await Person.at();
    await operator.signIn('operator');
    const report = {
      own_id: 'RUN-1', channel: 'call', kind: 'complaint', occurred: '2021-08-28T10:00:00+08:00',
      title: '模拟', text: '模拟：夜间噪声。', place: '', enterprise: '', types: ['noise'],
      reporter_name: '',
    };
    assert.equal((await operator.ask('POST', 'acts/receive_report', report)).status(), 201);
    await operator.leave();
    await page.keyboard.press('r');
    await page.locator('[data-since]', { hasText: /^[1-9]/ }).waitFor();

    await page.route('**/api/v1/operations', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      body.backup_state = 'old';
      body.backup.taken = '2021-08-27T20:00:00+08:00';
      body.logs[0].is_beginning = false;
      await route.fulfill({ response, json: body });
    });
    await page.keyboard.press('r');
    await page.getByRole('heading', { name: /最近一次备份在 [\d,]+ 天前/ }).waitFor();
    await page.getByRole('alert').getByText('1 个台账与备份不一致').waitFor();
    await page.getByText('现在要做的').waitFor();
    await person.looksRight('operations-old');
  }));

test('whoever does not run the office sees no backup', withPerson({}, async (person) => {
  person.expected.push('403');
  await person.signIn('triage', `${OBJECT}/operations`);
  await person.page.getByRole('alert').waitFor();
  assert.equal(await person.page.getByRole('table').count(), 0);
}));

for (const width of [1440, 360, 320]) {
  test(`calendar, jobs and backup at ${width} px in both languages`, withPerson(
    { width }, async (person) => {
      const { page } = person;
      await atCalendar(person, '?year=2027&from=2026-12-28&length=10', 'system');
      await person.looksRight('calendar-zh');
      await page.getByRole('button', { name: '▾' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByRole('heading', { level: 1, name: 'The holidays of 2027' }).waitFor();
      await person.looksRight('calendar-en');
      for (const [name, said] of [['Operations', 'Room on the disks'], ['Jobs', 'All jobs']]) {
        await page.getByRole('navigation').getByRole('link', { name }).click();
        await page.getByText(said).first().waitFor();
        await person.looksRight(`${name.toLowerCase()}-en`);
        const text = await page.locator('body').innerText();
        const raw = /\b(?:shell|calendar|jobs|operations)\.\w+/;
        assert.ok(!raw.test(text), 'a key where a sentence should be');
      }
    }));
}
