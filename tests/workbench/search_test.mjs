// 检索: words are typed, what is found is gone through, its case is opened; the count comes behind.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, PASSWORD, closeOffice, office } from './office.mjs';

const RARE = '气味';
const COMMON = '模拟'; // in every text: more than a page holds

before(async () => {
  (await office()).judge();
});
after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** What the server finds, asked apart from the screen. */
async function found(person, asked) {
  const [inspection, object] = OBJECT.split('/');
  const answer = await person.context.request.post(
    `${person.office.address}/api/v1/search`, { data: { inspection, object, ...asked } });
  assert.equal(answer.status(), 200);
  return answer.json();
}
const title = (page) => page.getByRole('heading', { level: 1 });
const field = (page) => page.getByRole('searchbox', { name: '词语' });
async function lookFor(page, words) {
  await field(page).fill(words);
  await page.keyboard.press('Enter');
}

test('/ leads to words, Enter to hits, J and Enter to the case', withPerson({}, async (person) => {
  const { page } = person;
  person.expected.push('/result'); // 404: nobody has reported one
  await person.signIn('triage', `${OBJECT}/cases`);
  await page.getByRole('grid').waitFor();
  await page.keyboard.press('/');
  await page.waitForURL('**/search');
  await field(page).and(page.locator(':focus')).waitFor();
  await person.looksRight('search-empty');

  const { items, count } = await found(person, { words: RARE });
  await field(page).fill(RARE);
  await field(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await person.settled();
  assert.equal(await title(page).textContent(), '检索', 'the Enter of an input method');
  await lookFor(page, RARE);
  await page.locator('[role=grid]:focus').waitFor();
  await page.getByRole('heading', { name: `命中 ${count} 条` }).waitFor();
  await page.keyboard.press('j');
  await page.locator('[role=row][aria-selected=true]').waitFor();
  const text = page.getByRole('region', { name: '命中的内容' }).locator('p.text');
  await text.waitFor();
  assert.equal(await text.locator('mark').first().textContent(), RARE);
  const matter = await person.ask('GET', `matters/${items[0].matter}`);
  assert.equal((await text.textContent()).trim(), (await matter.json()).text.trim());
  await person.looksRight('search');
  assert.ok(!decodeURI(page.url()).includes(RARE));

  await page.keyboard.press('Enter');
  await page.waitForURL(`**/cases/${items[0].case}`);
  await page.getByRole('list', { name: '经过' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: `命中 ${count} 条` }).waitFor();
  assert.equal(await field(page).inputValue(), RARE);
}));

test('hits are shown while they are counted', withPerson({}, async (person) => {
  const { page } = person;
  await person.signIn('triage', `${OBJECT}/search`);
  const { count, next } = await found(person, { words: COMMON, limit: 100 });
  assert.ok(next, 'more than the screen asks for at first');
  let letGo;
  const held = new Promise((done) => (letGo = done));
  await page.route('**/api/v1/search/count', async (route) => {
    await held;
    await route.continue();
  });
  await lookFor(page, COMMON);
  await page.getByRole('row').nth(5).waitFor();
  await page.getByRole('heading', { name: '命中 100 条以上，正在计数' }).waitFor();
  letGo();
  await page.getByRole('heading', { name: `命中 ${count} 条` }).waitFor();
}));

test('hits stay where no count comes', withPerson({}, async (person) => {
  const { page } = person;
  person.expected.push('search/count', 'ERR_FAILED');
  await person.signIn('triage', `${OBJECT}/search`);
  await page.route('**/api/v1/search/count', (route) => route.abort());
  await lookFor(page, COMMON);
  await page.getByRole('heading', { name: '命中 100 以上 条' }).waitFor();
  assert.ok(await page.getByRole('row').count() > 5);
}));

test('filters, and what is not found', withPerson({}, async (person) => {
  const { page } = person;
  await person.signIn('triage', `${OBJECT}/search`);
  await lookFor(page, `${RARE} 没有这样的词语`);
  await page.getByText('没有命中。').waitFor();
  assert.equal(await page.getByRole('button', { name: '去掉筛选' }).count(), 0);
  const all = await found(person, { words: COMMON });
  const letters = await found(person, { words: COMMON, channel: 'letter' });
  assert.ok(letters.count > 0 && letters.count < all.count);
  await lookFor(page, COMMON);
  await page.getByRole('heading', { name: `命中 ${all.count} 条` }).waitFor();
  await page.getByLabel('渠道').selectOption('letter');
  await page.getByRole('heading', { name: `命中 ${letters.count} 条` }).waitFor();
  await page.getByLabel('自').fill('2031-01-01');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: '去掉筛选' }).click();
  await page.getByRole('heading', { name: `命中 ${all.count} 条` }).waitFor();
}));

test('words are gone with whoever typed them', withPerson({}, async (person) => {
  const { page } = person;
  await person.signIn('triage', `${OBJECT}/search`);
  await lookFor(page, RARE);
  await page.getByRole('row').nth(1).waitFor();
  await page.getByRole('button', { name: '▾' }).click();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByLabel('登录名').fill('leader');
  await page.getByLabel('口令').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await field(page).waitFor();
  assert.equal(await field(page).inputValue(), '');
}));

test('a narrow screen shows one after the other', withPerson({ width: 360 }, async (person) => {
  const { page } = person;
  await person.signIn('triage', `${OBJECT}/search`);
  await lookFor(page, RARE);
  await page.getByRole('row').nth(1).click();
  await page.locator('p.text mark').first().waitFor();
  await person.looksRight('search-one');
  await page.keyboard.press('Escape');
  await person.looksRight('search-hits');
}));
