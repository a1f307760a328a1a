// 批次: sealed, handed over, acknowledged, each by whoever may; an urgent notice; on paper.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, PASSWORD, closeOffice, office } from './office.mjs';

before(async () => (await office()).judge());
after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atBatches(person, login = 'triage') {
  await person.signIn(login, `${OBJECT}/batches`);
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
}
async function openNext(page) {
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  return new URL(page.url()).searchParams.get('sel');
}
/** Seals the open day by keys. */
async function seal(page) {
  await page.keyboard.press('s');
  await page.keyboard.press('Control+Enter');
  await showsSealed(page);
}
/** The page shows the batch, and hears keys again. */
async function showsSealed(page) {
  await page.getByRole('button', { name: '移交' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
async function batchOf(person, day) {
  return (await person.ask('GET', `batches/${day}`)).json();
}
async function prove(page) {
  const proof = page.getByRole('dialog', { name: '请重新验证身份' });
  await proof.waitFor();
  await proof.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
}

test('S seals the next day, H hands it over to the object after a proof', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atBatches(person);
    const day = await openNext(page);
    const count = await page.locator('tbody tr').count();
    await page.locator('tbody .place').nth(count - 1).waitFor({ state: 'attached' });
    await person.looksRight('batch-open');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await person.looksRight('batch-seal');
    assert.ok((await dialog.innerText()).includes('不能撤销'));
    await page.keyboard.press('Control+Enter');
    await page.getByText('已封批', { exact: false }).first().waitFor();
    await showsSealed(page);
    const sealed = await batchOf(person, day);
    assert.deepEqual([sealed.state, sealed.cases.length], ['sealed', count]);
    await person.looksRight('batch-sealed');

    await page.keyboard.press('h');
    await dialog.waitFor();
    await person.looksRight('batch-hand-over');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/第 \d+ 批已移交/).waitFor();
    const gone = await batchOf(person, day);
    assert.equal(gone.state, 'handed_over');
    // The table says the day that the server reckoned.
    await page.locator('tbody td:last-child', { hasText: gone.cases[0].due.slice(5) })
      .first().waitFor();
  }));

test('a formal act wants a proof that is not older than five minutes', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atBatches(person, 'second');
    const day = await openNext(page);
    await seal(page);
    // The server says so, as it would after five minutes.
    let first = true;
    await page.route('**/acts/hand_over_batch', (route) => {
      if (!first) return route.continue();
      first = false;
      const body = { code: 'policy.prove_again', status: 403, title: '', type: 'about:blank' };
      return route.fulfill({ status: 403, json: body });
    });
    person.expected.push('403');
    await page.keyboard.press('h');
    await page.keyboard.press('Control+Enter');
    await prove(page);
    await page.getByText(/第 \d+ 批已移交/).waitFor();
    assert.equal((await batchOf(person, day)).state, 'handed_over');
  }));

// A report is taken down and accepted, and nobody has looked whether it is a repeat.
test('what merging has not looked at blocks the seal; after it a batch is fixed',
  withPerson({}, async (person) => {
    const { page } = person;
    const operator = await Person.at();
    await operator.signIn('operator');
    const report = {
      own_id: 'WB-LATE-1', channel: 'call', kind: 'complaint',
      occurred: '2021-08-28T10:00:00+08:00',
      title: '模拟：夜间噪声', text: '模拟：夜间有人卸砂石，吵得睡不着。', place: '港沟街道',
      enterprise: '', types: ['noise'], reporter_name: '',
    };
    assert.equal((await operator.ask('POST', 'acts/receive_report', report)).status(), 201);
    const found = await (await operator.ask('GET', 'report?own_id=WB-LATE-1')).json();
    const [{ matter }] = found.matters_of_report;
    assert.equal((await operator.ask('POST', 'acts/accept_matter', { matter })).status(), 201);
    await operator.leave();

    await atBatches(person);
    const day = await openNext(page);
    await page.locator('.checks .stop').waitFor();
    await person.looksRight('batch-blocked');
    assert.equal(await page.getByRole('button', { name: '封批' }).count(), 0);
    await page.keyboard.press('s');
    assert.equal(await page.getByRole('dialog').count(), 0);
    // Whoever tries all the same is refused by the server.
    const refused = await person.ask('POST', 'acts/seal_batch', { day });
    assert.equal((await refused.json()).code, 'transfer.matters_wait');

    person.office.run(['merge', '--object', 'SD']);
    await page.reload();
    await page.locator('.checks .ok').first().waitFor();
    const previewed = await page.locator('tbody tr').count();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(String(previewed), { exact: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await showsSealed(page);
    const sealed = await batchOf(person, day);
    assert.equal(sealed.cases.length, previewed);
    await page.keyboard.press('h');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/第 \d+ 批已移交/).waitFor();
    const numbers = sealed.cases.map((one) => one.number);
    assert.ok(numbers.every(Boolean) && new Set(numbers).size === numbers.length);
    const shown = await page.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => row.querySelector('a').textContent.replaceAll(/\s/g, '')));
    assert.deepEqual(shown.sort(), [...numbers].sort());

    // Fixed: neither key nor server does any of it again, and the content stays.
    for (const key of ['s', 'h']) await page.keyboard.press(key);
    assert.equal(await page.getByRole('dialog').count(), 0);
    const again = { seal_batch: 'sealed_already', hand_over_batch: 'not_sealed' };
    for (const [act, code] of Object.entries(again)) {
      const refusal = await (await person.ask('POST', `acts/${act}`, { day })).json();
      assert.equal(refusal.code, `transfer.${code}`);
    }
    const after = await batchOf(person, day);
    assert.deepEqual(after.cases.map((one) => one.number).sort(), numbers.sort());
    assert.equal(after.state, 'handed_over');
  }));

test('two people on one batch: the slower one sees both', withPerson({}, async (person) => {
  const { page } = person;
  await atBatches(person);
  const day = await openNext(page);
  await seal(page);
  await page.route('**/api/v1/**/batches/*', (route) => route.abort());
  person.expected.push('ERR_FAILED', '412');
  await page.keyboard.press('h');
  const other = await Person.at();
  await other.signIn('second');
  assert.equal((await other.ask('POST', 'acts/hand_over_batch', { day })).status(), 201);
  await other.leave();
  await page.unroute('**/api/v1/**/batches/*');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: '他人刚刚更改了内容' });
  await dialog.waitFor();
  await person.looksRight('batch-conflict');
  await dialog.getByRole('button', { name: '保留现状' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await batchOf(person, day)).state, 'handed_over');
}));

test('the liaison acknowledges, and sees neither texts nor what waits', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atBatches(person, 'liaison');
    const day = await openNext(page);
    assert.deepEqual(await page.locator('.detail thead th').allInnerTexts(),
      ['编号', '类型', '渠道', '收到', '报回期限']);
    assert.equal(await page.getByText('未封批').count(), 0);
    const { number, cases } = await batchOf(person, day);
    await page.getByRole('heading', { name: `第 ${number} 批` }).waitFor();
    assert.equal(await page.locator('tbody tr').count(), cases.length);
    await page.keyboard.press('a');
    await person.looksRight('batch-acknowledge');
    await page.keyboard.press('Control+Enter');
    await page.getByText('的批次已签收').waitFor();
    await page.getByRole('heading', { name: '已签收' }).waitFor();
    await page.keyboard.press('a'); // once
    assert.equal(await page.getByRole('dialog').count(), 0);
    const leader = await Person.at();
    await leader.signIn('leader');
    assert.equal((await batchOf(leader, day)).state, 'acknowledged');
    await leader.leave();
    await page.keyboard.press('l');
    await page.locator('.list tbody tr').nth(cases.length - 1).waitFor();
  }));

test('before its batch an urgent case is there, and nothing to acknowledge', withPerson(
  {}, async (person) => {
    const { page } = person;
    // The server says so of a batch that was sealed and not handed over.
    await page.route('**/api/v1/**/batches/*', (route) => {
      const body = { code: 'guard.not_found', status: 404, title: '', type: 'about:blank' };
      return route.fulfill({ status: 404, json: body });
    });
    person.expected.push('404');
    await atBatches(person, 'liaison');
    await openNext(page);
    await page.locator('tbody').getByRole('link').first().waitFor();
    assert.deepEqual(await page.locator('.acts kbd').allInnerTexts(), ['P']);
    assert.equal(await page.getByRole('alert').count(), 0);
    await page.keyboard.press('a');
    assert.equal(await page.getByRole('dialog').count(), 0);
  }));

test('an urgent case goes out at once', withPerson({}, async (person) => {
  const { page } = person;
  await atBatches(person);
  const day = await openNext(page);
  const named = page.locator('tbody tr').first().getByRole('link');
  const matter = Number(await named.innerText());
  const urgent = { matter, ground: 'life' };
  assert.equal((await person.ask('POST', 'acts/mark_urgent', urgent)).status(), 201);
  await page.reload();
  await page.getByRole('button', { name: '立即转办' }).first().click();
  await person.looksRight('batch-urgent');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`案件 ${matter} 已紧急转办`).waitFor();
  const { file } = await (await person.ask('GET', `cases/${matter}`)).json();
  assert.equal(file.standing, 'handed_over');
  assert.ok(file.due > day);
}));

test('a batch on paper: A4, the table alone, its head on each page', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atBatches(person);
    await page.getByRole('row', { name: '已移交' }).first().click();
    await page.locator('tbody tr').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['header', 'nav', '[role=grid]', '.acts']) {
      assert.ok(!(await page.locator(gone).first().isVisible()), `${gone} is printed`);
    }
    assert.ok(await page.locator('caption .asof').isVisible());
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const text = pdf.toString('latin1');
    const [, width, height] = /MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(text);
    assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
    console.log(`a batch of ${await page.locator('tbody tr').count()} cases: ${
      text.match(/\/Type\s*\/Page\b/g).length} pages of A4`);
    await person.picture('batch-print');
  }));

test('the letter of a batch names its cases, and tells nothing of what was reported', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atBatches(person);
    await page.getByRole('row', { name: '已移交' }).first().click();
    await page.getByRole('button', { name: '转办函' }).waitFor();
    const day = new URL(page.url()).searchParams.get('sel');
    const batch = await batchOf(person, day);
    await page.keyboard.press('l');
    const letter = page.locator('.letter');
    await letter.waitFor();
    await page.locator('.list tbody tr').nth(batch.cases.length - 1).waitFor();
    const text = await letter.innerText();
    assert.match(text, /〔\d{4}〕　　号/);
    assert.ok(text.includes(`举报件 ${batch.cases.length} 件`), text);
    const numbers = await page.locator('.list .number-cell').allInnerTexts();
    assert.deepEqual(
      numbers.map((one) => one.replaceAll(/[\s*]/g, '')), batch.cases.map((one) => one.number));
    // What was told is a working text: it does not go out with the letter.
    const file = await (await person.ask('GET', `matters/${batch.cases[0].case}`)).json();
    assert.ok(!(await page.locator('main').innerText()).includes(file.text.slice(0, 12)));
    await person.looksRight('letter');
    await page.emulateMedia({ media: 'print' });
    assert.ok(!await page.locator('.acts').isVisible());
    await person.picture('letter-print');
    await page.emulateMedia({ media: 'screen' });
    await page.setViewportSize({ width: 360, height: 740 });
    await person.looksRight('letter');
    await page.keyboard.press('Escape');
    await page.getByRole('article').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('sel'), day);
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`batches at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atBatches(person, 'leader');
    await person.looksRight('batch-list-zh');
    await page.getByRole('row', { name: '已移交' }).first().click();
    await page.getByRole('article').waitFor();
    await page.locator('tbody .place').first().waitFor();
    await person.looksRight('batch-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('By type').waitFor();
    await person.looksRight('batch-en');
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|batch)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}
