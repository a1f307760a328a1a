// 审计: what was done, when and by whom, found by kind, person and time; no words of anybody.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, closeOffice } from './office.mjs';

const played = { office: 'played' };
const WORDS = new URL('../../domain/history/event_words.cpp', import.meta.url);

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atAudit(person, query = '', login = 'auditor') {
  await person.signIn(login, `${OBJECT}/audit${query}`);
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
}
/** The entries of the ledger as the server gives them to this person. */
async function ledger(person, query = '') {
  return (await (await person.ask('GET', `ledger${query}`)).json()).items;
}
function heading(page) {
  return page.getByRole('heading', { level: 1 });
}

test('the newest first; a row opens the entry, its act and how it is proved', withPerson(
  played, async (person) => {
    const { page } = person;
    await atAudit(person);
    const [newest] = await ledger(person, '?limit=1');
    assert.ok(await page.getByRole('row').count() < 80);
    await page.keyboard.press('j');
    const entry = page.getByRole('article');
    await entry.waitFor();
    assert.equal(new URL(page.url()).searchParams.get('sel'), String(newest.seq));
    await entry.getByText(newest.type, { exact: true }).waitFor();
    await entry.getByText(/同一次办理共记 [\d,]+ 条/).waitFor();
    await entry.getByText(`ducha proof ${newest.seq} --inspection simulated-small`).waitFor();
    await entry.getByText('该条在台账中', { exact: true }).waitFor();
    await person.looksRight('audit-entry');
    // What is saved is what the server gave, and it is reckoned in the page, not believed.
    const [saved] = await Promise.all([
      page.waitForEvent('download'), entry.getByRole('link', { name: '下载证明' }).click(),
    ]);
    const kept = JSON.parse(readFileSync(await saved.path(), 'utf8'));
    assert.equal(kept.entry.seq, newest.seq);
    await page.route('**/ledger/*', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      await route.fulfill({ response, json: { ...body, leaf_hash: '0'.repeat(64) } });
    });
    await page.keyboard.press('j');
    await entry.getByText('证明不成立').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await page.keyboard.press('k');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
  }));

test('filters stand in the address and are those of the server; reading goes to the end',
  withPerson(played, async (person) => {
    const { page } = person;
    await atAudit(person);
    await page.getByLabel('办了什么').selectOption('batch_sealed');
    await page.waitForURL('**type=batch_sealed**');
    const sealed = await ledger(person, '?type=batch_sealed&limit=500');
    await page.getByRole('heading', { level: 1, name: `${sealed.length} 条` }).waitFor();
    const first = sealed.at(-1).recorded.slice(0, 10);
    await page.getByLabel('至').fill(first);
    await page.getByLabel('至').press('Enter');
    await page.waitForURL(`**until=${first}**`);
    const by = sealed.filter((one) => one.recorded.slice(0, 10) <= first);
    assert.ok(by.length > 0 && by.length < sealed.length);
    await page.getByRole('heading', { level: 1, name: `：${by.length} 条` }).waitFor();
    await person.looksRight('audit-filtered');
    await page.getByLabel('自').fill('2030-01-01');
    await page.getByLabel('自').press('Enter');
    await page.getByText('没有符合的记录').waitFor();
    await person.looksRight('audit-empty');
    await page.getByRole('button', { name: '取消筛选' }).click();
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    assert.equal(new URL(page.url()).search, '');
    // The whole log, page behind page, as one scrolls.
    const [newest] = await ledger(person, '?limit=1');
    for (;;) {
      const said = await heading(page).innerText();
      if (!said.includes('以上')) break;
      await page.getByRole('grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight));
      await page.waitForFunction((before) =>
        document.querySelector('h1').innerText !== before, said);
    }
    assert.ok((await heading(page).innerText()).includes(
      `：${(newest.seq + 1).toLocaleString('zh-CN')} 条`), await heading(page).innerText());
    assert.ok(await page.getByRole('row').count() < 80);
  }));

test('what happened to one case, one batch, one matter; nothing of what they say', withPerson(
  played, async (person) => {
    const { page } = person;
    const triage = await Person.at(played);
    await triage.signIn('triage', `${OBJECT}/cases`);
    const [inspection, object] = OBJECT.split('/');
    const query = new URLSearchParams({ inspection, object, standing: 'closed', limit: '1' });
    const url = `${triage.office.address}/api/v1/cases?${query}`;
    const [{ file }] = (await (await triage.context.request.get(url)).json()).items;
    await triage.leave();
    const counted = async (what) => {
      const entries = await ledger(person, `?${what}&limit=500`);
      assert.ok(entries.length > 1, what);
      await page.getByRole('heading', { level: 1, name: `：${entries.length} 条` }).waitFor();
      return entries;
    };
    await atAudit(person);
    await page.keyboard.press('/');
    const number = page.getByRole('searchbox', { name: '案件编号' });
    await number.waitFor();
    await page.waitForFunction(() => document.activeElement.matches('input[type=search]'));
    await page.keyboard.type(file.number.replace(/\d{8}/, ' $& ')); // as it is shown and read out
    await page.keyboard.press('Enter');
    await page.waitForURL(`**about=case**thing=${file.number}**`);
    const ofCase = await counted(`case_number=${file.number}`);
    assert.ok(!ofCase.some((one) => one.type.startsWith('matter_')), 'how many reported');
    await page.getByRole('row', { name: '报送办理结果' }).first().waitFor();
    await person.looksRight('audit-case');
    await number.fill('D0XX209901010001');
    await page.keyboard.press('Enter');
    await page.getByText('没有符合的记录').waitFor();
    await page.getByLabel('关于什么').selectOption('batch');
    await page.getByLabel('批次', { exact: true }).fill(file.batch_day);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**thing=${file.batch_day}**`);
    await counted(`batch_day=${file.batch_day}`);
    // From what brought a matter to all that happened to it.
    await page.getByLabel('关于什么').selectOption('');
    await page.getByLabel('办了什么').selectOption('report_received');
    await page.getByLabel('至').fill(file.reception_day);
    await page.keyboard.press('Enter');
    await page.waitForURL('**until=**');
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    await page.getByRole('row').nth(1).click();
    const entry = page.getByRole('article');
    await entry.getByRole('button', { name: '这个反映问题的全部经过' }).click();
    await page.waitForURL('**about=matter**');
    const address = new URL(page.url()).searchParams;
    assert.deepEqual([address.get('type'), address.get('until')], [null, null]);
    const ofMatter = await counted(`matter=${address.get('thing')}`);
    assert.equal(ofMatter.at(-1).type, 'report_received');
    assert.equal(await page.getByLabel('反映问题', { exact: true }).inputValue(),
      address.get('thing'));
    await person.looksRight('audit-matter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('z');
    await page.waitForURL((now) => now.search === '');
    // The office's own log is about none of these.
    await page.getByLabel('哪个台账').selectOption('office');
    await page.getByLabel('关于什么').waitFor({ state: 'detached' });
  }));

test('the log of the office, by person; an entry leads to all of the same person', withPerson(
  played, async (person) => {
    const { page } = person;
    await atAudit(person, '?log=office');
    await page.getByRole('row', { name: '登记人员' }).first().click();
    await page.getByRole('button', { name: '只看此人以此角色所办' }).click();
    await page.waitForURL('**actor=**');
    const actor = new URL(page.url()).searchParams.get('actor');
    assert.equal(await page.getByLabel('由谁').inputValue(), actor);
    await page.getByText('该条在台账中', { exact: true }).waitFor();
    await person.looksRight('audit-office');
    await page.getByLabel('由谁').selectOption({ label: '审计员 · 李模拟' });
    await page.getByText('没有符合的记录').waitFor();
  }));

test('what somebody has done is there at once, without a word of it', withPerson(
  {}, async (person) => {
    const { page } = person;
    const triage = await Person.at();
    await triage.signIn('triage', `${OBJECT}/triage`);
    const url = `${triage.office.address}/api/v1/matters?limit=1&state=undecided`;
    const [row] = (await (await triage.context.request.get(url)).json()).items;
    const matter = row.of.matter;
    const declined = await triage.ask('POST', 'acts/decline_matter',
      { matter, reason: 'nuisance', why: '只有当事人才知道的话' });
    assert.ok(declined.ok(), await declined.text());
    await triage.leave();
    await atAudit(person, '?type=matter_declined');
    await page.keyboard.press('j');
    await page.getByRole('article').getByText('不予受理').first().waitFor();
    await page.getByRole('article').getByText('分办员').waitFor();
    await person.settled();
    const body = await page.locator('body').innerText();
    assert.ok(!body.includes('当事人') && !body.includes(row.text.slice(0, 12)), body);
    assert.equal((await person.ask('GET', `matters/${matter}`)).status(), 403);
  }));

test('every type of event is said as the history says it', withPerson(played, async (person) => {
  const { page } = person;
  await atAudit(person);
  const rows = [...readFileSync(WORDS, 'utf8').matchAll(/\{"(\w+)", "([^"]+)", "([^"]+)"\}/g)];
  const shown = () => page.locator('select optgroup option').evaluateAll((options) =>
    options.map((one) => `${one.value} ${one.text}`.toLowerCase()).sort());
  assert.ok(rows.length > 30);
  assert.deepEqual(await shown(), rows.map(([, type, zh]) => `${type} ${zh}`).sort());
  await page.getByRole('button', { name: '▾' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel('By whom').waitFor();
  const english = rows.map(([, type, , en]) => `${type} ${en}`.toLowerCase()).sort();
  assert.deepEqual(await shown(), english);
}));

test('nobody else reads the ledger', withPerson(played, async (person) => {
  person.expected.push('403');
  await person.signIn('leader', `${OBJECT}/audit`);
  await person.page.getByRole('alert').waitFor();
  assert.equal(await person.page.getByRole('row').count(), 0);
  assert.equal(await person.page.getByRole('link', { name: '审计' }).count(), 0);
}));

for (const width of [1440, 1024, 360, 320]) {
  test(`the audit at ${width} px in both languages`, withPerson(
    { ...played, width }, async (person) => {
      const { page } = person;
      await atAudit(person);
      await person.looksRight('audit-zh');
      await page.getByRole('button', { name: '▾' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByLabel('By whom').waitFor();
      await page.keyboard.press('Escape');
      await person.looksRight('audit-en');
      await page.getByLabel('About what').selectOption('batch');
      await page.getByLabel('Batch of').waitFor();
      await person.looksRight('audit-about-en');
      await page.getByRole('row').nth(1).click();
      await page.getByRole('article').waitFor();
      await person.looksRight('audit-entry-en');
      const text = await page.locator('body').innerText();
      assert.ok(!/\b(?:shell|audit)\.\w+/.test(text), 'a key where a sentence should be');
    }));
}
