// What came with a report, as those see it who judge, merge and follow: looked at, compared; what
// is sealed is asked for by nobody.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Person, closeBrowser, withPerson } from './browser.mjs';
import { OBJECT, closeOffice, office } from './office.mjs';
import { photographed, scanned } from './scanned.mjs';

let proposal; // two matters that may be the same, each of a report with pictures
let sealed; // the blob of an original

/** Adds a file to a report, as the letter form does. */
async function send(person, report, file, isWorking = true) {
  const url = `${person.office.address}/api/v1/inspections/${OBJECT}/reports/${report}/attachments`;
  const multipart = { file, ...(isWorking ? { working: '1' } : {}) };
  const answer = await person.context.request.post(url, { multipart });
  assert.equal(answer.status(), 201, await answer.text());
}
async function reportOf(person, matter) {
  return (await (await person.ask('GET', `matters/${matter}`)).json()).of.report;
}
async function attachmentsOf(person, report) {
  return (await (await person.ask('GET', `reports/${report}/attachments`)).json()).items;
}

before(async () => {
  (await office()).judge();
  const [operator, second] = [await Person.at(), await Person.at()];
  await operator.signIn('operator');
  await second.signIn('second');
  const { page } = operator;
  const { items } = await (await second.ask('GET', 'proposals')).json();
  proposal = items.at(-1); // the first ones are decided by merge_test.mjs
  const [one, other] = [await reportOf(second, proposal.matter),
    await reportOf(second, proposal.nearest)];
  const wide = { size: [640, 400] };
  await send(operator, one, await photographed(page, '夜间.jpg', { ...wide, smoke: 6 }));
  await send(operator, one, await scanned(page, 'letter.png'), false);
  await send(operator, one, await photographed(page, '清晨.png', { type: 'image/png', ...wide }));
  await send(operator, one,
    { name: '检测.pdf', mimeType: 'application/pdf', buffer: await page.pdf() });
  await send(operator, other,
    await photographed(page, '下游.jpg', { size: [300, 500], smoke: 3 }));
  await send(operator, other, await photographed(page, '厂门.jpg', { ...wide, smoke: 1 }));
  sealed = (await attachmentsOf(operator, one)).find((file) => file.original).blob;
  await second.leave();
  await operator.leave();
});
after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** What is asked of the attachments from now on, as addresses below the object. */
function listening(person) {
  const asked = [];
  person.page.on('request', (request) => {
    const [, path] = request.url().split(`${OBJECT}/`);
    if (path?.includes('attachments')) asked.push(path);
  });
  return asked;
}
async function atDetail(person, matter = proposal.matter, login = 'triage') {
  await person.signIn(login, `${OBJECT}/triage?state=any&sel=${matter}`);
  await person.page.getByRole('article').waitFor();
}
const thumb = (page, name) => page.getByRole('button', { name, exact: true });
const dialog = (page) => page.getByRole('dialog');
const isPressed = (page, name) => dialog(page).getByRole('button', { name, pressed: true });

/** Until a picture is there: its own width in pixels. */
async function loaded(picture) {
  await picture.evaluate((one) => one.decode());
  return picture.evaluate((one) => one.naturalWidth);
}
async function closed(page) {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
}

test('pictures are looked at one after another; of what is sealed nothing is asked', withPerson(
  {}, async (person) => {
    const { page } = person;
    const asked = listening(person);
    await atDetail(person);
    const article = page.getByRole('article');
    await article.getByText(/PNG 图片 · \d+ KB · \d+年/).first().waitFor(); // the day comes later
    assert.match(await article.innerText(), /密封的原件 · PNG 图片 · \d+ KB · \d+年\d+月\d+日/);
    assert.equal(await article.getByRole('img').count(), 0); // they only repeat their names
    assert.equal(await loaded(thumb(page, '夜间.jpg').locator('img')), 640);
    await person.looksRight('photo-detail');
    await thumb(page, '清晨.png').focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('heading', { name: '清晨.png' }).waitFor();
    await page.keyboard.press('j');
    await dialog(page).getByRole('heading', { name: '夜间.jpg' }).waitFor();
    const shown = dialog(page).getByRole('img', { name: '夜间.jpg' });
    assert.equal(await loaded(shown), 640);
    const wide = (await shown.boundingBox()).width;
    await page.keyboard.press('F4');
    await page.waitForFunction(
      (width) => document.querySelector('dialog img').clientWidth > 1.4 * width, wide);
    await page.keyboard.press('F9');
    await person.looksRight('photo-looked');
    await closed(page);
    assert.equal(await page.evaluate(() => document.activeElement.innerText), '清晨.png');
    assert.ok(asked.some((path) => path.startsWith('reports/')) && asked.length > 2);
    assert.deepEqual(asked.filter((path) => path.includes(sealed)), []);
    assert.equal((await person.ask('GET', `attachments/${sealed}`)).status(), 422);
  }));

test('a document is taken by itself', withPerson({}, async (person) => {
  const { page } = person;
  await atDetail(person);
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: '检测.pdf' }).press('Enter');
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), '检测.pdf');
  assert.match(readFileSync(await saved.path(), 'latin1'), /^%PDF-/);
}));

test('two are compared in three ways, by keys alone', withPerson({}, async (person) => {
  const { page } = person;
  await atDetail(person);
  await thumb(page, '夜间.jpg').waitFor();
  await page.keyboard.press('c');
  await isPressed(page, '并排').waitFor();
  const pictures = dialog(page).getByRole('img');
  for (const picture of await pictures.all()) await loaded(picture);
  await person.looksRight('photo-beside');
  assert.equal(await dialog(page).getByRole('combobox').count(), 0); // there are but two

  // Enlarged and moved together.
  const windows = dialog(page).getByRole('region');
  const from = () => windows.evaluateAll((all) =>
    all.map((one) => [one.scrollLeft, one.scrollTop]));
  await page.keyboard.press('F4');
  await page.keyboard.press('F4');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('dialog .window')].every((one) => one.scrollLeft > 0));
  const [middle] = await from();
  await windows.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction((left) => [...document.querySelectorAll('dialog .window')]
    .every((one, _, [first]) => one.scrollLeft > left && one.scrollLeft === first.scrollLeft),
  middle[0]);
  await page.keyboard.press('F4');

  await page.keyboard.press('2');
  const slider = dialog(page).getByRole('slider', { name: '第一张露出多少' });
  await slider.waitFor();
  assert.ok(await slider.evaluate((one) => one === document.activeElement));
  for (let i = 0; i < 5; ++i) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  const edge = Number(await slider.inputValue());
  assert.ok(edge > 55, `the edge is at ${edge}`);
  const clips = await windows.evaluateAll((all) => all.map((one) => one.style.clipPath));
  assert.deepEqual(clips, ['', `inset(0px 0px 0px ${edge}%)`]);
  await person.looksRight('photo-over');

  await page.keyboard.press('3');
  await isPressed(page, '交替').waitFor();
  const seen = () => pictures.evaluateAll((all) =>
    all.filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.alt));
  assert.deepEqual(await seen(), ['夜间.jpg']);
  await page.keyboard.press('b');
  await dialog(page).getByRole('status').getByText('第二张：清晨.png').waitFor();
  assert.deepEqual(await seen(), ['清晨.png']);
  await person.looksRight('photo-blink');
  await page.keyboard.press('1');
  await isPressed(page, '并排').waitFor();
  await closed(page);
  await page.keyboard.press('j'); // the page hears again
  await page.waitForURL((url) => url.searchParams.get('sel') !== String(proposal.matter));
}));

test('merging: pictures of both reports beside each other, others by choice', withPerson(
  {}, async (person) => {
    const { page } = person;
    await person.signIn('triage', `${OBJECT}/merges?sel=${proposal.matter}-${proposal.case}`);
    await thumb(page, '下游.jpg').waitFor();
    await person.looksRight('photo-merge');
    await page.keyboard.press('c');
    const of = (matter, name) => `反映问题 ${matter} · ${name}`;
    const [one, other] = [of(proposal.matter, '夜间.jpg'), of(proposal.nearest, '下游.jpg')];
    const pictures = dialog(page).getByRole('img');
    const shown = () => pictures.evaluateAll((all) => all.map((picture) => picture.alt));
    await dialog(page).getByRole('img', { name: other }).waitFor();
    assert.deepEqual(await shown(), [one, other]);
    for (const picture of await pictures.all()) await loaded(picture);
    await person.looksRight('photo-merge-beside');
    await page.keyboard.press('2');
    await dialog(page).getByRole('slider').waitFor();
    await person.looksRight('photo-merge-over');
    const third = of(proposal.nearest, '厂门.jpg');
    await dialog(page).getByLabel('第二张', { exact: true }).selectOption({ label: third });
    await dialog(page).getByRole('img', { name: third }).waitFor();
    await closed(page);
  }));

test('the case shows what came with its reports', withPerson({}, async (person) => {
  const { page } = person;
  person.expected.push('/result');
  await person.signIn('leader', `${OBJECT}/cases/${proposal.case}`);
  await thumb(page, '厂门.jpg').waitFor();
  await person.looksRight('photo-case');
  await page.getByRole('button', { name: '对比照片' }).press('Enter');
  await dialog(page).getByRole('img', { name: '下游.jpg' }).waitFor();
  await closed(page);
  const focused = await page.evaluate(() => document.activeElement.innerText);
  assert.match(focused, /对比照片/);
}));

test('whoever may not see them asks for nothing', withPerson({}, async (person) => {
  const { page } = person;
  const asked = listening(person);
  await page.route('**/api/v1/session', async (route) => {
    const answer = await route.fetch();
    const who = await answer.json();
    const permits = who.permits?.filter((one) => one !== 'read_attachments');
    await route.fulfill({ response: answer, json: { ...who, permits } });
  });
  await atDetail(person);
  await page.getByRole('list', { name: '经过' }).waitFor();
  await person.settled();
  assert.equal(await thumb(page, '夜间.jpg').count(), 0);
  assert.deepEqual(asked, []);
  person.expected.push('/result');
  await person.screen(`cases/${proposal.case}`);
  await page.getByRole('list', { name: '经过' }).waitFor();
  await person.settled();
  assert.equal(await page.getByText('随举报收到的').count(), 0);
  assert.deepEqual(asked, []);
}));

for (const width of [1440, 360]) {
  test(`pictures at ${width} px in both languages`, withPerson({ width }, async (person) => {
    const { page } = person;
    const words = { zh: ['并排', '叠放', '交替'],
      en: ['side by side', 'overlaid', 'in turn'] };
    await atDetail(person);
    for (const language of ['zh', 'en']) {
      if (language === 'en') {
        await page.getByRole('button', { name: '▾' }).click();
        await page.getByRole('button', { name: 'English' }).click();
      }
      await thumb(page, '夜间.jpg').scrollIntoViewIfNeeded();
      await loaded(thumb(page, '夜间.jpg').locator('img'));
      await person.looksRight(`photo-${language}`);
      await thumb(page, '夜间.jpg').click();
      await loaded(dialog(page).getByRole('img'));
      await person.looksRight(`photo-looked-${language}`);
      await closed(page);
      await page.keyboard.press('c');
      for (const [index, name] of words[language].entries()) {
        await dialog(page).getByRole('button', { name }).click();
        await isPressed(page, name).waitFor();
        for (const picture of await dialog(page).locator('img').all()) await loaded(picture);
        await person.looksRight(`photo-way${index + 1}-${language}`);
      }
      await closed(page);
    }
    const text = await page.locator('body').innerText();
    assert.ok(!/\b(?:shell|triage|photo)\.\w+/.test(text), 'a key where a sentence should be');
  }));
}
