// 受理 by keyboard, alone and in numbers, by two people at once.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function waiting(page) {
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  return Number(/待判 ([\d,]+) 件/.exec(title)[1].replace(',', ''));
}
const opened = (page) => new URL(page.url()).searchParams.get('sel');

/** Signed in, with the whole list there. */
async function atTriage(person, login = 'triage') {
  await person.signIn(login, 'simulated-small/SD/triage');
  await person.page.locator('[role=grid]:not([aria-busy=true])').waitFor();
}

test('E accepts and opens the next; what is open stands in the address', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    const before = await waiting(page);
    await page.keyboard.press('j');
    await page.getByRole('article').waitFor();
    const first = opened(page);
    await person.looksRight('triage');
    await page.keyboard.press('e');
    await page.getByText(`${first} 已办：受理`).waitFor();
    assert.equal(await waiting(page), before - 1);
    assert.notEqual(opened(page), first);
    const shown = await (await person.ask('GET', `matters/${first}`)).json();
    assert.equal(shown.state, 'accepted');
    await page.reload();
    await page.getByRole('article').waitFor();
    assert.equal(await waiting(page), before - 1);
  }));

test('a second E while the first is on its way judges nothing unseen', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    await page.keyboard.press('j');
    await page.getByRole('article').waitFor();
    const first = opened(page);
    let asked = 0;
    let goOn;
    const held = new Promise((done) => (goOn = done));
    await page.route('**/acts/accept_matter*', async (route) => {
      ++asked;
      await held;
      await route.continue();
    });
    await page.keyboard.press('e');
    await page.keyboard.press('e');
    goOn();
    await page.getByText(`${first} 已办：受理`).waitFor();
    await person.settled();
    assert.equal(asked, 1);
    await page.keyboard.press('e');
    await page.getByText(/已办：受理/).nth(1).waitFor();
    assert.equal(asked, 2);
  }));

test('three keys decline what is clear', withPerson({}, async (person) => {
  const { page } = person;
  await atTriage(person);
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  const first = opened(page);
  await page.keyboard.press('n');
  await person.looksRight('decline');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText(`${first} 已办：不予受理`).waitFor();
  const shown = await (await person.ask('GET', `matters/${first}`)).json();
  assert.equal(shown.state, 'declined');
}));

test('P accepts as urgent; S takes a further matter out', withPerson({}, async (person) => {
  const { page } = person;
  await atTriage(person);
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  const first = opened(page);
  await page.keyboard.press('p');
  await person.looksRight('urgent');
  await page.keyboard.press('2');
  await page.getByText(`${first} 已办：紧急`).waitFor();
  const shown = await (await person.ask('GET', `matters/${first}`)).json();
  assert.deepEqual([shown.state, shown.urgent], ['accepted', true]);
  const before = await waiting(page);
  await page.keyboard.press('s');
  await person.looksRight('split');
  await page.getByLabel('反映情况').fill('模拟：同一处还有夜间噪声。');
  await page.getByLabel('噪声').check();
  await page.keyboard.press('Control+Enter');
  await page.getByText('已拆出一个反映问题').waitFor();
  await page.waitForFunction((count) => document.querySelector('h1').textContent.includes(count),
    `${before + 1}`);
}));

test('many at once: seen before, each with its result', withPerson({}, async (person) => {
  const { page } = person;
  await atTriage(person);
  const before = await waiting(page);
  for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: '受理 3 件' });
  await dialog.getByText('将办理 3 件：受理。').waitFor();
  const last = opened(page);
  await person.looksRight('accept-many');
  // Somebody else is faster with the last one.
  const other = await Person.at();
  await other.signIn('second');
  const taken = { matter: Number(last), reason: 'out_of_scope', why: '模拟' };
  assert.equal((await other.ask('POST', 'acts/decline_matter', taken)).status(), 201);
  const again = { matter: Number(last), office: '模拟单位', why: '模拟' };
  await other.ask('POST', 'acts/accept_matter', { matter: Number(last) });
  assert.equal((await other.ask('POST', 'acts/forward_matter', again)).status(), 201);
  await other.leave();
  await page.keyboard.press('Enter');
  const results = page.getByRole('dialog', { name: '已办 2 件，1 件未办' });
  await results.getByText('该问题已作出判定').waitFor();
  assert.match(await results.getByRole('listitem').innerText(), new RegExp(`^${last} `));
  await person.looksRight('bulk-results');
  await page.keyboard.press('Escape');
  await page.waitForFunction((count) => document.querySelector('h1').textContent.includes(count),
    `待判 ${before - 3} 件`);
}));

test('F forwards to an office by its digit, or by its name', withPerson({}, async (person) => {
  const { page } = person;
  await atTriage(person);
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  const first = opened(page);
  await page.keyboard.press('f');
  await person.looksRight('forward');
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await page.getByText(`${first} 已办：转送其他单位`).waitFor();
  const shown = await (await person.ask('GET', `matters/${first}`)).json();
  assert.equal(shown.state, 'forwarded');
  assert.equal(shown.matters_of_report[0].office, '城市管理部门');
  const second = opened(page);
  assert.notEqual(second, first);
  await page.keyboard.press('f');
  await page.getByRole('textbox', { name: '其他单位' }).fill('模拟水利部门');
  await page.getByLabel('说明').fill('模拟：河道由其管理。');
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${second} 已办：转送其他单位`).waitFor();
  const then = await (await person.ask('GET', `matters/${second}`)).json();
  assert.equal(then.matters_of_report[0].office, '模拟水利部门');
  await page.keyboard.press('f');
  person.expected.push('status of 422');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('请说明转送单位').waitFor();
  await page.keyboard.press('Escape');
}));

test('two people on one matter: the slower one sees both and decides', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    await page.keyboard.press('j');
    await page.getByRole('article').waitFor();
    const matter = Number(opened(page));
    await page.keyboard.press('n');
    const other = await Person.at();
    await other.signIn('second');
    const declined = { matter, reason: 'out_of_place', why: '模拟' };
    assert.equal((await other.ask('POST', 'acts/decline_matter', declined)).status(), 201);
    await other.leave();
    person.expected.push('412');
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: '他人刚刚更改了内容' });
    await dialog.waitFor();
    await person.looksRight('conflict');
    await dialog.getByRole('button', { name: '保留现状' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('article').waitFor({ state: 'detached' }); // it waits no more
  }));

test('a lost connection loses nothing', withPerson({}, async (person) => {
  const { page } = person;
  await atTriage(person);
  await page.keyboard.press('j');
  await page.getByRole('article').waitFor();
  const matter = opened(page);
  await page.keyboard.press('n');
  await page.getByLabel('说明').fill('模拟：断网时写的说明。');
  await person.settled(); // what shows photographs is there
  person.expected.push('ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_CHANGED');
  await person.context.setOffline(true);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').getByText('连接不上服务器').waitFor();
  assert.equal(await page.getByLabel('说明').inputValue(), '模拟：断网时写的说明。');
  await person.context.setOffline(false);
  await page.keyboard.press('Control+Enter');
  await page.getByText(`${matter} 已办：不予受理`).waitFor();
  const shown = await (await person.ask('GET', `matters/${matter}`)).json();
  assert.equal(shown.state, 'declined');
}));

test('an office that is busy is asked again when it says, and nobody notices', withPerson(
  {}, async (person) => {
    const { page } = person;
    person.expected.push('status of 503');
    let refused = 0;
    const busy = { code: 'http.overloaded', status: 503, title: '系统繁忙', type: 'about:blank' };
    await page.route('**/api/v1/matters?**', (route) => {
      if (++refused > 2) return route.continue();
      return route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, json: busy });
    });
    await atTriage(person);
    await page.getByRole('row').nth(1).waitFor();
    assert.ok(refused > 2);
    assert.equal(await page.getByRole('alert').count(), 0);
  }));

test('few rows are in the page, however many there are; filters stand in the address', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    const title = await page.getByRole('heading', { level: 1 }).innerText();
    const shown = page.locator('[role=grid]:not([aria-busy=true])');
    const all = Number(await shown.getAttribute('aria-rowcount')) - 1;
    // Scrolled to its end, all is read and little is in the page.
    const most = { rows: 0, last: 0 };
    while (most.last < all) {
      most.last = await page.getByRole('grid').evaluate((grid) => {
        grid.scrollTop = grid.scrollHeight;
        const rows = [...grid.querySelectorAll('.body .row')];
        return Math.max(...rows.map((row) => Number(row.ariaRowIndex))) - 1;
      });
      most.rows = Math.max(most.rows, await page.getByRole('row').count());
    }
    assert.ok(most.rows < 80);
    const start = performance.now();
    await page.getByLabel('类型', { exact: true }).selectOption('noise');
    await page.waitForURL('**type=noise**');
    await page.waitForFunction((old) => document.querySelector('h1').textContent !== old, title);
    console.log(`${all} matters, at most ${most.rows} rows in the page, filtered in ${
      Math.round(performance.now() - start)} ms`);
    await shown.waitFor();
    const count = await waiting(page);
    await page.reload();
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    assert.equal(await waiting(page), count);
  }));

test('what waits is counted by channel after the list is there, and again with each look',
  withPerson({}, async (person) => {
    const { page } = person;
    let count;
    const counted = new Promise((done) => (count = done));
    await page.route('**/matters/counts/channels', async (route) => {
      await counted;
      await route.continue();
    });
    await atTriage(person);
    const tab = (name) => page.locator('.tab', { hasText: name });
    await tab(/^来电\s*$/).waitFor();
    count();
    const { channels } = await (await person.ask('GET', 'matters/counts/channels')).json();
    const { amount } = channels.find((one) => one.channel === 'call').undecided;
    assert.ok(amount > 1);
    await tab(`来电 ${amount}`).waitFor();
    await person.looksRight('triage-channels');
    // Judged by somebody else, it is counted no more; beside what is filtered nothing is counted.
    await tab('来电').click();
    await page.waitForURL('**view=call**');
    await page.waitForFunction((wanted) =>
      document.querySelector('h1').textContent.includes(`待判 ${wanted} 件`), amount);
    await page.getByRole('row').nth(1).click();
    await page.getByRole('article').waitFor();
    const matter = Number(opened(page));
    await tab('全部').click();
    const other = await Person.at();
    await other.signIn('second');
    assert.equal((await other.ask('POST', 'acts/accept_matter', { matter })).status(), 201);
    await other.leave();
    await tab(`来电 ${amount - 1}`).waitFor();
    await page.getByLabel('状态', { exact: true }).selectOption('accepted');
    await tab(/^来电\s*$/).waitFor();
  }));

test('beside a matter stand what is like it, with reasons, and what happened to it', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    const matters = await (await person.context.request.get(
      `${person.office.address}/api/v1/matters?state=undecided&limit=50`)).json();
    let alike;
    for (const { of } of matters.items) {
      const { items } = await (await person.ask('GET', `matters/${of.matter}/similar`)).json();
      if (items.some((one) => one.reasons.length > 0 && one.shared_words.length > 0)) {
        alike = { matter: of.matter, items };
        break;
      }
    }
    await person.screen('triage', `?sel=${alike.matter}`);
    await page.getByRole('heading', { name: '可能是同一件事' }).waitFor();
    await page.getByText(alike.items[0].reasons[0].zh).first().waitFor();
    await page.getByText('共有的词').first().waitFor();
    await page.getByRole('list', { name: '经过' }).getByRole('listitem').first().waitFor();
    const before = await page.getByRole('list', { name: '经过' }).getByRole('listitem').count();
    await person.looksRight('triage-beside');
    await person.screen('triage', `?state=any&sel=${alike.matter}`);
    await page.getByRole('list', { name: '经过' }).waitFor();
    await page.keyboard.press('e');
    await page.getByText(`${alike.matter} 已办：受理`).waitFor();
    await page.waitForFunction((count) =>
      document.querySelectorAll('.history li').length > count, before);
    await page.getByRole('list', { name: '经过' }).getByText('分办员').first().waitFor();
  }));

test('the palette and the keys are found by keyboard; letters can be switched off', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    await page.keyboard.press('Control+k');
    await person.looksRight('palette');
    await page.keyboard.type('下一件');
    await page.keyboard.press('Enter');
    await page.getByRole('article').waitFor();
    await page.keyboard.press('?');
    await person.looksRight('keys');
    await page.getByLabel('使用单个字母的快捷键').uncheck();
    await page.keyboard.press('Escape');
    const before = opened(page);
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    assert.equal(opened(page), before);
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await atTriage(person);
    await person.looksRight('list-zh');
    await page.getByRole('row').nth(3).click();
    await page.getByRole('article').waitFor();
    await person.looksRight('detail-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await person.looksRight('person-menu');
    await page.getByRole('button', { name: '大字版' }).click();
    await person.looksRight('large');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await person.looksRight('detail-en');
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|triage)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}

test('Tab reaches the menu, the list, the matter and its acts, and leaves them', withPerson(
  {}, async (person) => {
    const { page } = person;
    await atTriage(person);
    await page.keyboard.press('j');
    await page.getByRole('article').waitFor();
    const met = new Set();
    for (let i = 0; i < 40; ++i) {
      await page.keyboard.press('Tab');
      met.add(await page.evaluate(() => {
        const { role, tagName, textContent } = document.activeElement;
        return role ?? `${tagName} ${tagName === 'BUTTON' ? textContent.trim() : ''}`;
      }));
    }
    for (const wanted of ['grid', 'BUTTON E受理', 'BUTTON S拆分', 'BODY ']) {
      assert.ok([...met].some((one) => one === wanted), `${wanted} among ${[...met]}`);
    }
  }));
