// 态势 on a wall and in a hand: numbers with their hour, tables for charts, late data, no motion.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { closeOffice } from './office.mjs';

const AT = `?as_of=${encodeURIComponent('2021-09-03T20:00:00+08:00')}`;
const WALL = `simulated-small/SD/situation${AT}`;
const BRIEF = `simulated-small/SD/brief${AT}`;
const wall = { office: 'played', width: 1920, height: 1080 };
const KB = 1000;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

async function atWall(person) {
  await person.signIn('leader', 'simulated-small/SD/bulletin');
  await person.go(WALL);
  await person.page.locator('.chart svg').nth(1).waitFor();
}
/** What lies outside its panel, or outside the window. */
function clipped(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.wall li, .wall button, .wall h2, .wall svg, .wall b')]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.left < 0 || box.top < 0
          || box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
      })
      .map((element) => element.outerHTML.slice(0, 80)));
}

test('the wall: 34 squares, five numbers with their change, nothing clipped, nobody named',
  withPerson(wall, async (person) => {
    const { page } = person;
    const coming = [];
    page.on('response', (response) => {
      // Of a page that was left meanwhile nobody can read it any more.
      if (response.url().includes('/counts')) coming.push(response.text().catch(() => ''));
    });
    await atWall(person);
    assert.equal(await page.locator('.tiles li').count(), 34);
    assert.deepEqual(await clipped(page), []);
    const numbers = await page.locator('.keys').innerText();
    assert.match(numbers, /收到\s+436\s+较前一日此时 \+72/);
    assert.ok((await page.locator('.wall').innerText()).includes('截至2021年9月3日 20:00'));
    assert.equal(await page.locator('nav, header').count(), 0);
    await person.looksRight('wall-zh');
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('.panels *')]
        .filter((one) => one.children.length === 0 && one.textContent.trim())
        .map((one) => parseFloat(getComputedStyle(one).fontSize)));
    assert.ok(Math.min(...sizes) >= 18, `letters of ${Math.min(...sizes)} px on a wall`);
    const answers = (await Promise.all(coming)).filter((one) => one !== '');
    assert.ok(answers.length >= 4);
    assert.ok(!/李模拟|"place"|"text"/.test(answers.join()), 'more than numbers was sent');
  }));

test('keys: another figure, tables for charts, pause, and back; the address keeps them', withPerson(
  wall, async (person) => {
    const { page } = person;
    await atWall(person);
    await page.keyboard.press('1');
    await page.waitForURL('**figure=received**');
    const tile = page.locator('.tiles .inspected b');
    assert.equal(await tile.innerText(), '378');
    await page.keyboard.press('t');
    await page.waitForURL('**show=tables**');
    const rows = await page.locator('.charts table').first().getByRole('row').count();
    assert.equal(rows, 9, 'eight days and the head');
    const today = page.locator('.charts tbody').first().getByRole('row').last();
    assert.match(await today.innerText(), /\s72\s+—$/, 'not sealed yet: not nought');
    await person.looksRight('wall-tables');
    await page.reload();
    await page.locator('.charts .scroll').first().waitFor();
    await page.keyboard.press('t');
    await page.locator('.chart svg').nth(1).waitFor();
    await page.keyboard.press('p');
    await page.getByRole('button', { name: '继续更新' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('换一个数字').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL('**/bulletin');
  }));

test('what is late says so, and stays in view', withPerson(wall, async (person) => {
  const { page } = person;
  await page.clock.install();
  await atWall(person);
  person.expected.push('ERR_FAILED');
  await page.route('**/counts?**', (route) => route.abort());
  await page.clock.fastForward('05:40');
  await page.getByText('数据延迟').waitFor();
  assert.equal(await page.locator('.tiles li').count(), 34);
  await person.looksRight('wall-late');
  await page.unroute('**/counts?**');
  await page.clock.fastForward('00:31');
  await page.getByText('数据延迟').waitFor({ state: 'detached' });
}));

test('who wants no motion sees none, and neither does anybody else', withPerson(
  wall, async (person) => {
    const { page } = person;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await atWall(person);
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.equal(await page.locator('.wall svg animate').count(), 0);
  }));

test('left open, the wall does not grow', withPerson(wall, async (person) => {
  const { page } = person;
  const polls = 120;
  await page.clock.install();
  await atWall(person);
  const session = await person.context.newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  };
  const counts = new Map();
  await page.route('**/counts?**', async (route) => {
    const by = new URL(route.request().url()).searchParams.get('by');
    counts.set(by, counts.get(by) ?? (await (await route.fetch()).text()));
    await route.fulfill({ contentType: 'application/json', body: counts.get(by) });
  });
  const look = async () => {
    await page.keyboard.press('Shift');
    const asked = page.waitForResponse((one) => one.url().includes('by=day'));
    await page.clock.runFor(30_000);
    await asked;
  };
  for (let i = 0; i < 20; ++i) await look();
  const before = await heap();
  for (let i = 0; i < polls; ++i) await look();
  const grown = ((await heap()) - before) / 1e6;
  console.log(`wall: heap ${grown.toFixed(1)} MB more after ${polls} looks`);
  assert.ok(grown < 10, `${grown} MB`);
}));

for (const [width, height] of [[3840, 1080], [1440, 860], [1024, 768], [360, 740]]) {
  test(`the wall at ${width} px in English`, withPerson(
    { office: 'played', width, height }, async (person) => {
      const { page } = person;
      await person.signIn('leader', 'simulated-small/SD/bulletin');
      await page.getByRole('button', { name: '▾' }).click();
      await page.getByRole('button', { name: 'English' }).click();
      await page.locator('html[lang=en]').waitFor();
      await person.go(WALL);
      await page.locator('.chart svg').nth(1).waitFor();
      await person.looksRight('wall-en');
      const text = await page.locator('body').innerText();
      assert.ok(!/\b(?:situation|bulletin)\.\w+/.test(text), 'a key where a sentence should be');
    }));
}

test('the leader\'s telephone: five numbers, what waits, at most 100 KB', withPerson(
  { office: 'played', width: 360, height: 740 }, async (person) => {
    const { page } = person;
    await person.signIn('leader', 'simulated-small/SD/bulletin');
    const session = await person.context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.setCacheDisabled', { cacheDisabled: true });
    let bytes = 0;
    session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
    await person.go(BRIEF);
    await page.getByRole('heading', { name: '需要关注' }).waitFor();
    await person.settled();
    console.log(`telephone: ${(bytes / KB).toFixed(1)} KB`);
    assert.ok(bytes <= 100 * KB, `${bytes} bytes`);
    assert.equal(await page.locator('summary').count(), 5);
    assert.ok(await page.locator('.waits').count() <= 3);
    await person.looksRight('brief-zh');
    await page.locator('summary').first().click();
    await page.getByText('重复的也计入').waitFor();
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: '复制为文字' }).click();
    await page.getByText('已复制').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /截至2021年9月3日 20:00\n收到 436\n/);
  }));

test('the telephone page at 320 px in English', withPerson(
  { office: 'played', width: 320, height: 640 }, async (person) => {
    await person.signIn('leader', 'simulated-small/SD/bulletin');
    await person.page.evaluate(() => localStorage.setItem('ducha.language', 'en'));
    await person.go(BRIEF);
    await person.page.getByRole('heading', { name: 'What waits' }).waitFor();
    await person.looksRight('brief-en');
  }));

test('who may not see counts is told so', withPerson({ office: 'played' }, async (person) => {
  await person.signIn('system', 'simulated-small/SD/people');
  await person.go(WALL);
  await person.page.getByRole('alert').waitFor();
  await person.looksRight('wall-refused');
}));
