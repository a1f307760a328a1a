// 来电: a telephone report by keyboard alone, and what becomes of it when things go wrong.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { Hand } from './hand.mjs';
import { kept, keptIn } from './kept.mjs';
import { closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atCall(person) {
  await person.signIn('operator', 'simulated-small/SD/call');
  await person.page.getByRole('heading', { name: '没有通话' }).waitFor();
}
const field = (page, name) => page.getByLabel(name, { exact: true });
const text = (page) => field(page, '反映情况');

/** One that was there before any of these tests. */
async function simulatedReport(person) {
  const url = `${person.office.address}/api/v1/matters?object=SD&order=oldest&limit=1`;
  return (await (await person.context.request.get(url)).json()).items[0];
}
/** What is shown beside a call as like it. */
const alike = (page) => page.getByRole('complementary').getByRole('listitem');

/** A call with something written in it. */
async function calling(person, words = '模拟：夜里有异味。') {
  await atCall(person);
  await person.page.keyboard.press('F2');
  await text(person.page).fill(words);
}

/** The number that was read to the caller, as it stands in the ledger. */
async function numberRead(page) {
  const said = await page.getByRole('status').locator('.number').innerText();
  return said.replace(/^(\w) (\d+) (\d+)$/, '$1$2-$3');
}
async function recordedAs(person, number) {
  const answer = await person.ask('GET', `report?own_id=${number}`);
  assert.equal(answer.status(), 200, number);
  return answer.json();
}

test('a whole call by keyboard alone', withPerson({}, async (person) => {
  const { page } = person;
  await atCall(person);
  await person.looksRight('call-idle-zh');
  await page.evaluate(() => {
    globalThis.pointed = 0;
    for (const name of ['pointerdown', 'mousemove']) {
      addEventListener(name, () => ++globalThis.pointed, true);
    }
  });
  const hand = await Hand.on(page);
  hand.think();
  await hand.press('F2');
  hand.think(); // where
  await hand.type('lcq');
  await hand.press('Tab');
  hand.think();
  await hand.write('港沟 ganggou街道 jiedao雪山路 xueshanlu东头 dongtou');
  await hand.press('Tab');
  hand.think(); // who
  await hand.write('顺达 shunda搅拌站 jiaobanzhan');
  await hand.press('Tab');
  hand.think(); // what
  await hand.type('25');
  await hand.press('Tab');
  hand.think();
  await hand.type(';yx');
  await hand.write('，每天 meitian凌晨 lingchen两点 liangdian开始 kaishi，粉尘 fenchen很大 henda'
    + '，不敢 bugan开窗 kaichuang，已经 yijing持续 chixu两个月 lianggeyue。');
  await hand.press('Tab');
  hand.think(); // the name
  await hand.write('王 wang某某 moumou');
  await person.looksRight('call-writing-zh');
  hand.think();
  await hand.press('Control+Enter');
  await page.getByRole('heading', { name: '来电已登记' }).waitFor();
  await person.looksRight('call-recorded-zh');
  console.log(hand.said('a telephone report by keyboard alone'));
  assert.ok(hand.seconds <= 90, hand.said('too slow'));
  assert.equal(await page.evaluate(() => globalThis.pointed), 0, 'a mouse was needed');

  const shown = await recordedAs(person, await numberRead(page));
  assert.deepEqual(
    [shown.place, shown.enterprise, shown.of.channel, shown.of.types, shown.state],
    ['济南市历城区港沟街道雪山路东头', '顺达搅拌站', 'call', ['air', 'noise'], 'undecided'],
  );
  assert.equal(shown.text,
    '夜间施工噪声扰民，每天凌晨两点开始，粉尘很大，不敢开窗，已经持续两个月。');
  assert.ok(!JSON.stringify(shown).includes('王某某'), 'the name is sealed');

  await page.keyboard.press('F2');
  assert.equal(await text(page).inputValue(), '');
  await page.keyboard.press('F8');
  assert.equal(await field(page, '被反映单位').inputValue(), '顺达搅拌站');
  const like = alike(page).filter({ hasText: '顺达搅拌站' });
  await like.waitFor();
  const why = await like.locator('.why').innerText();
  console.log(`of the same place and enterprise: ${why}`);
  assert.match(why, /地名相同|企业名称相同/);
  assert.deepEqual(
    (await like.locator('mark').allInnerTexts()).filter((one) => one.includes('搅拌站')),
    ['顺达搅拌站']);
  await person.looksRight('call-alike-zh');
}));

test('Enter sends nothing, and nothing is sent while the input method is at work', withPerson(
  {}, async (person) => {
    const { page } = person;
    await calling(person);
    let sent = 0;
    page.on('request', (request) => (sent += request.url().includes('/acts/') ? 1 : 0));
    const hand = await Hand.on(page);
    for (const name of ['详细地址或参照物', '被反映单位', '举报人姓名（可不留）']) {
      await field(page, name).focus();
      await page.keyboard.press('Enter');
    }
    await field(page, '详细地址或参照物').focus();
    await hand.compose('ganggou');
    const composing = { bubbles: true, cancelable: true, isComposing: true, keyCode: 229 };
    for (const keys of [{ key: 'Enter' }, { key: 'Enter', ctrlKey: true }, { key: 'F2' }]) {
      await field(page, '详细地址或参照物').dispatchEvent('keydown', { ...composing, ...keys });
    }
    await hand.devtools.send('Input.insertText', { text: '港沟' });
    assert.equal(await field(page, '详细地址或参照物').inputValue(), '港沟');
    await page.getByRole('button', { name: '登记' }).waitFor();
    assert.equal(sent, 0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: '来电已登记' }).waitFor();
    assert.equal(sent, 1);
  }));

test('a phrase replaces its code alone, also through the input method', withPerson(
  {}, async (person) => {
    const { page } = person;
    await calling(person, '前。后。');
    await text(page).focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const hand = await Hand.on(page);
    await hand.devtools.send('Input.insertText', { text: '；' });
    await hand.compose('fc');
    assert.equal(await text(page).inputValue(), '前。；fc后。', 'not before it is finished');
    await hand.devtools.send('Input.insertText', { text: 'fc' });
    assert.equal(await text(page).inputValue(), '前。粉尘飞扬，没有抑尘措施后。');
    await page.keyboard.type('，');
    assert.equal(await text(page).inputValue(), '前。粉尘飞扬，没有抑尘措施，后。');
  }));

test('the connection is lost in mid-call, the tab is closed: nothing is lost, nothing is twice',
  withPerson({}, async (person) => {
    const { page } = person;
    await calling(person, '模拟：断网时记的话。');
    await field(page, '被反映单位').fill('模拟断网公司');
    person.expected.push('ERR_INTERNET_DISCONNECTED', 'ERR_NETWORK_CHANGED');
    await person.context.setOffline(true);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('alert').getByText('连接不上服务器').waitFor();
    assert.equal(await text(page).inputValue(), '模拟：断网时记的话。');
    await text(page).press('Control+End');
    await page.keyboard.type('又加一句。');
    assert.ok(!(await kept(page, '又加一句。')).includes('断网'), 'the draft can be read');
    await person.context.setOffline(false);
    await person.reopen();
    await person.screen('call');
    await person.page.getByText('的草稿').waitFor();
    assert.equal(await text(person.page).inputValue(), '模拟：断网时记的话。又加一句。');
    assert.equal(await field(person.page, '被反映单位').inputValue(), '模拟断网公司');
    await person.picture('call-resumed-zh');
    await person.page.keyboard.press('Control+Enter');
    await person.page.getByRole('heading', { name: '来电已登记' }).waitFor();
    const shown = await recordedAs(person, await numberRead(person.page));
    assert.equal(shown.text, '模拟：断网时记的话。又加一句。');
    await person.page.reload();
    await person.page.getByRole('heading', { name: '没有通话' }).waitFor();
  }));

test('an answer that never came is not a second report', withPerson({}, async (person) => {
  const { page } = person;
  await calling(person, '模拟：应答丢失。');
  person.expected.push('ERR_FAILED');
  // The server takes it down; its answer is lost on the way, twice.
  await page.route('**/acts/receive_report', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('连接不上服务器').waitFor();
  await page.unroute('**/acts/receive_report');
  await text(page).press('Control+End');
  await page.keyboard.type('事后加的话。');
  person.expected.push('status of 4');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '来电已登记' }).waitFor();
  await page.getByText('断线之后的修改没有记入').waitFor();
  const shown = await recordedAs(person, await numberRead(page));
  assert.equal(shown.text, '模拟：应答丢失。');
}));

test('F2 asks before it gives a call up; signing out leaves nothing', withPerson(
  {}, async (person) => {
    const { page } = person;
    await calling(person);
    await page.keyboard.press('F2');
    await page.getByText('还没有登记').waitFor();
    assert.equal(await text(page).inputValue(), '模拟：夜里有异味。');
    await person.looksRight('call-warned-zh');
    await page.keyboard.press('F2');
    assert.equal(await text(page).inputValue(), '');
    await text(page).fill('模拟：退出前写的话。');
    await kept(page, '退出前写的话');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByLabel('登录名').waitFor();
    assert.deepEqual(await keptIn(page), [0, 0]);
  }));

test('what the server refuses is said, and the call stays', withPerson({}, async (person) => {
  const { page } = person;
  await calling(person, ' ');
  person.expected.push('status of 4');
  await field(page, '被反映单位').fill('模拟公司');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('alert').getByText('举报没有内容').waitFor();
  assert.equal(await field(page, '被反映单位').inputValue(), '模拟公司');
  await person.looksRight('call-refused-zh');
}));

test('what is alike never holds the keys up, and disturbs nobody when it fails', withPerson(
  {}, async (person) => {
    const { page } = person;
    const known = await calling(person, '').then(() => simulatedReport(person));
    const held = [];
    await page.route('**/similar', (route) => held.push(route));
    const begun = page.waitForRequest('**/similar');
    await text(page).focus();
    await page.keyboard.type(known.text.slice(0, 12));
    await begun;
    // The server is thinking: whatever is typed meanwhile stands there at once.
    for (const key of known.text.slice(12, 40)) {
      await page.keyboard.type(key);
      const written = await text(page).inputValue();
      assert.ok(known.text.startsWith(written) && written.endsWith(key));
    }
    assert.equal(await alike(page).count(), 0);
    person.expected.push('ERR_FAILED');
    await page.unroute('**/similar');
    await Promise.all(held.map((route) => route.abort().catch(() => {})));
    await page.keyboard.type(known.text.slice(40));
    await alike(page).filter({ hasText: `反映问题 ${known.of.matter} ` }).waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal(await text(page).inputValue(), known.text);
  }));

test('who may not take reports down has no such screens', withPerson({}, async (person) => {
  await person.signIn('triage', 'simulated-small/SD/triage');
  const menu = person.page.getByRole('navigation');
  await menu.getByRole('link', { name: '受理' }).waitFor();
  for (const name of ['来电', '来信']) {
    assert.equal(await menu.getByRole('link', { name }).count(), 0);
  }
}));

for (const width of [1440, 1024, 360, 320]) {
  test(`a call at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    await calling(person);
    await field(page, '详细地址或参照物').fill('模拟地名'.repeat(50));
    const known = await simulatedReport(person);
    await text(page).fill(known.text);
    await page.getByText(/可能相似 \d+ 件/).waitFor();
    const like = alike(page).filter({ hasText: `反映问题 ${known.of.matter} ` });
    assert.notEqual(await like.locator('.why').innerText(), '');
    const words = (await like.locator('.words span').innerText()).split(' ');
    assert.ok(words.length > 0 && words.every((word) => known.text.includes(word)), words.join());
    await person.looksRight('call-zh');
    await page.getByRole('button', { name: '▾' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Taking a call down' }).waitFor();
    await person.looksRight('call-en');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'The call is taken down' }).waitFor();
    await person.looksRight('call-recorded-en');
    const shown = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|call)\.\w+/.test(shown), 'a key where a sentence should be');
  }));
}
