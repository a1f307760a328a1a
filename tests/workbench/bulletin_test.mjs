// 通报: the sentence, what lies behind a figure, issuing by two people, correction, comparison.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { kept } from './kept.mjs';
import { closeOffice } from './office.mjs';

const PLACE = 'simulated-small/SD/bulletin';
const AS_OF = '2021-09-05T20:00:00+08:00';
const FIGURES = [
  'received', 'accepted', 'transferred', 'closed', 'penalised', 'fine', 'criminal', 'detained',
  'interviewed', 'accountable',
];
const played = { office: 'played' };

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atBulletin(person, login, query = '') {
  await person.signIn(login, `${PLACE}${query}`);
  await person.page.locator('.sentence').waitFor();
}
async function issued(person) {
  const url = `${person.office.address}/api/v1/inspections/simulated-small/bulletins`;
  return (await (await person.context.request.get(url)).json()).items;
}
function amounts(page) {
  return page.locator('.sentence [data-measure]').evaluateAll((links) =>
    links.map((link) => Number(link.textContent.replaceAll(',', ''))));
}

async function proposed(page) {
  const said = page.getByText(/已提请（\d+）/);
  await said.waitFor();
  return /（(\d+)）/.exec(await said.innerText())[1];
}

/** What the second person does with what waits, as a person of their own. */
async function second(number, answer) {
  const leader = await Person.at(played);
  await atBulletin(leader, 'leader');
  const { page } = leader;
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: '等待另一人同意的提请' });
  await dialog.getByLabel('哪一项').selectOption(number);
  await dialog.getByRole('heading', { level: 3 }).waitFor();
  await answer(leader, dialog);
  await leader.leave();
}

test('an issued bulletin says its ten figures, each with its definition and its objects',
  withPerson(played, async (person) => {
    const { page } = person;
    await atBulletin(person, 'editor', '?number=10');
    const bulletin = (await issued(person)).find((one) => one.number === 10);
    const total = Object.fromEntries(
      bulletin.figures.total.map(({ name, amount }) => [name, amount]));
    const expected = FIGURES.map((name) =>
      name === 'fine' ? total.fine / 1_000_000 : (total[name] ?? 0));
    assert.deepEqual(await amounts(page), expected);
    for (const name of FIGURES) {
      await page.locator(`.sentence [data-measure=${name}]`).focus();
      const told = await page.locator('#told').innerText();
      assert.match(told, /算式 [a-z_ +-]+/, name);
    }
    await page.locator('.sentence [data-measure=detained]').press('Enter');
    await page.waitForURL('**figure=detained**');
    const told = await page.locator('#told').innerText();
    assert.ok(told.includes('detained_admin + detained_criminal'), told);
    await page.getByText('今日再数，与发布时相同').waitFor();
    await person.looksRight('bulletin-issued');
    await page.keyboard.press('c');
    await page.getByText(/与第 9 期相比，\d+ 处变化/).waitFor();
    await page.keyboard.press('[');
    await page.waitForURL('**number=9**');
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('前一期').waitFor();
  }));

const LISTED = ['received', 'accepted', 'transferred', 'closed'];

test('a figure leads to lists of just so many rows, or says that there is none', withPerson(
  played, async (person) => {
    const { page } = person;
    await atBulletin(person, 'leader');
    const figure = (name) => page.locator(`.sentence [data-measure=${name}]`);
    const choose = async (name) => {
      await figure(name).press('Enter');
      await page.locator(`.sentence [data-measure=${name}][aria-current=true]`).waitFor();
    };
    const lines = [];
    for (const name of FIGURES) {
      await choose(name);
      if (!LISTED.includes(name)) {
        await page.getByText('没有行数相同的清单').waitFor();
        assert.equal(await page.locator('#told a').count(), 0);
        lines.push(`${name}: none`);
        continue;
      }
      await page.locator('#told a').first().waitFor();
      const all = Number((await figure(name).innerText()).replaceAll(',', ''));
      const links = await page.locator('#told a').evaluateAll((found) =>
        found.map((link) => ({ href: link.href, rows: Number(link.dataset.rows) })));
      assert.equal(links.reduce((sum, link) => sum + link.rows, 0), all, name);
      lines.push(`${name}: ${all} = ${links.map((link) => link.rows).join(' + ')}`);
    }
    console.log(`figures and their lists: ${lines.join('; ')}`);
    await person.looksRight('bulletin-list');
    // The lists themselves, as they open.
    for (const name of LISTED) {
      await choose(name);
      await page.locator('#told a').first().waitFor();
      const count = await page.locator('#told a').count();
      for (let at = 0; at < count; ++at) {
        const link = page.locator('#told a').nth(at);
        await link.waitFor();
        const rows = await link.getAttribute('data-rows');
        await link.click();
        await page.locator(`[role=grid][aria-rowcount="${Number(rows) + 1}"]`).waitFor();
        if (name === 'transferred' && at === 0) await person.looksRight('bulletin-list-open');
        await page.goBack();
        await page.locator('.sentence').waitFor();
        await page.locator('#told a').first().waitFor();
      }
    }
  }));

test('until another day is counted, nothing of the day before stands there', withPerson(
  played, async (person) => {
    const { page } = person;
    await atBulletin(person, 'editor', `?as_of=${encodeURIComponent(AS_OF)}`);
    let goOn;
    const held = new Promise((done) => (goOn = done));
    await page.route('**/api/v1/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.getByLabel('截至哪一天').fill('2021-09-07');
    await page.locator('.sentence').waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: /9月7日/ }).click();
    await page.keyboard.press('i');
    assert.equal(await page.getByRole('dialog').count(), 0, 'proposed without being seen');
    goOn();
    await page.locator('.sentence').waitFor();
    await page.keyboard.press('i');
    await page.getByRole('dialog').waitFor();
  }));

test('issued by two people, the figures are those that were shown', withPerson(
  played, async (person) => {
    const { page } = person;
    await atBulletin(person, 'editor', `?as_of=${encodeURIComponent(AS_OF)}`);
    const before = await issued(person);
    await page.getByLabel('截至哪一天').fill('2021-09-07');
    await page.getByRole('heading', { level: 1, name: /9月7日/ }).waitFor();
    await person.settled(); // the figures of that day as well
    const shown = await amounts(page);
    await page.getByRole('button', { name: '提请发布' }).focus();
    await page.keyboard.press('i');
    await page.getByRole('dialog').waitFor();
    await person.looksRight('bulletin-issue');
    await page.keyboard.press('Control+Enter');
    const number = await proposed(page);
    assert.equal((await issued(person)).length, before.length, 'issued by one alone');
    // Whoever proposed it sees that it waits, and cannot settle it.
    await page.keyboard.press('a');
    const own = page.getByRole('dialog', { name: '等待另一人同意的提请' });
    await own.getByText('本人提请').waitFor({ state: 'attached' });
    await own.getByRole('heading', { level: 3 }).waitFor();
    await person.looksRight('bulletin-own');
    assert.equal(await own.getByRole('button', { name: '同意' }).count(), 0);
    await page.keyboard.press('Escape');
    await second(number, async (leader, dialog) => {
      await leader.looksRight('bulletin-second');
      // Other bytes than those that were proposed are not taken.
      leader.expected.push('409', '422', '403');
      const alter = (route) => route.continue({
        postData: { ...route.request().postDataJSON(), digest: '0'.repeat(64) },
      });
      await leader.page.route('**/approve', alter, { times: 1 });
      await dialog.getByRole('button', { name: '同意' }).click();
      await dialog.locator('.problem').waitFor();
      assert.equal((await issued(person)).length, before.length, 'another digest was taken');
      await dialog.getByRole('button', { name: '同意' }).click();
      await leader.page.getByText(/已同意/).waitFor();
    });
    const [last] = (await issued(person)).slice(-1);
    assert.equal(last.number, before.length + 1);
    await page.keyboard.press('Escape');
    await page.goto(`${person.office.address}/app/${PLACE}?number=${last.number}`);
    await page.locator('.sentence').waitFor();
    assert.deepEqual(await amounts(page), shown);
  }));

test('a sum that does not hold blocks the issue and says where', withPerson(
  played, async (person) => {
    const { page } = person;
    await page.route('**/counts?**', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      const line = body.lines.find((one) => one.group === 'SD');
      if (line) line.sums.find((one) => one.name === 'closed').amount += 5;
      await route.fulfill({ response, json: body });
    });
    await atBulletin(person, 'editor');
    await page.getByText('算术核对有不成立的').waitFor();
    assert.ok(await page.getByRole('button', { name: '提请发布' }).isDisabled());
    assert.match(await page.locator('.audit').innerText(), /山东省（模拟）：左边 \d+，右边 \d+/);
    await page.keyboard.press('i');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await person.looksRight('bulletin-broken');
  }));

test('a correction says why; where nothing has changed the second person learns it', withPerson(
  played, async (person) => {
    const { page } = person;
    await atBulletin(person, 'editor', '?number=3');
    await page.keyboard.press('r');
    await page.getByLabel('更正的原因').fill('模拟：查有漏计。');
    await page.keyboard.press('Escape');
    await kept(page, '查有漏计');
    await page.keyboard.press('r');
    await page.getByRole('button', { name: '恢复' }).click();
    assert.equal(await page.getByLabel('更正的原因').inputValue(), '模拟：查有漏计。');
    await person.looksRight('bulletin-correct');
    await page.getByLabel('更正的原因').press('Control+Enter');
    await second(await proposed(page), async (leader, dialog) => {
      leader.expected.push('409', '422');
      await dialog.getByText('模拟：查有漏计。').waitFor();
      await dialog.getByRole('button', { name: '同意' }).click();
      await dialog.getByText('数字没有变化，无需更正').waitFor();
      await dialog.getByLabel('驳回的理由').selectOption('wrong_content');
      await dialog.getByRole('button', { name: '驳回' }).click();
      await leader.page.getByText(/已驳回/).waitFor();
    });
  }));

for (const width of [1440, 1024, 360, 320]) {
  test(`the bulletin at ${width} px in both languages`, withPerson(
    { ...played, width }, async (person) => {
      const { page } = person;
      await atBulletin(person, 'editor', '?number=10');
      await person.looksRight('bulletin-zh');
      await page.getByRole('button', { name: '▾' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await page.getByText('Does it add up?').waitFor();
      await person.looksRight('bulletin-en');
      const text = await page.locator('body').innerText();
      assert.ok(!/\b(?:shell|bulletin)\.\w+/.test(text), 'a key where a sentence should be');
    }));
}

test('printed, the bulletin is one to two sheets of A4 without the menu', withPerson(
  played, async (person) => {
    await atBulletin(person, 'editor', '?number=10');
    const sheets = await person.page.pdf({ preferCSSPageSize: true });
    const count = sheets.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    console.log(`bulletin: ${count} sheets`);
    assert.ok(count <= 2, `${count} sheets`);
    await person.page.emulateMedia({ media: 'print' });
    assert.ok(!await person.page.locator('nav').isVisible());
  }));
