// The public pages in a browser: no rule of WCAG is broken, nothing is refused by the content
// security policy, nothing is wider than the screen, with and without scripts.
//
//   node browser_test.mjs DUMP [PICTURES]
//   DUMP: the program public_pages_dump; PICTURES: a folder, where pictures are wanted
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const WIDTHS = [360, 1280];
const TYPES = { '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const LANGUAGES = ['zh', 'en'];
const LARGE = ['zh-large', 'en-large'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [dump, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'ducha-pages-'));
const faults = [];

function serve() {
  const lines = readFileSync(join(folder, 'headers.txt'), 'utf8').trim().split('\n');
  const headers = Object.fromEntries(lines.map((line) => {
    const end = line.indexOf(': ');
    return [line.slice(0, end), line.slice(end + 2)];
  }));
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://x').pathname;
    try {
      const content = readFileSync(join(folder, path));
      const type = TYPES[path.slice(path.lastIndexOf('.'))] ?? headers['Content-Type'];
      response.writeHead(200, { ...headers, 'Content-Type': type }).end(content);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

// Looks at one page; what is wrong with it goes to `faults`.
async function look(page, address, name) {
  const say = (what) => faults.push(`${name}: ${what}`);
  const hear = (message) => message.type() === 'error' && say(`console: ${message.text()}`);
  // A page that is left does not wait for its icon.
  const refuse = (request) => request.failure().errorText === 'net::ERR_ABORTED' ||
    say(`not loaded: ${request.url()}`);
  const stray = (request) => {
    if (!request.url().startsWith(address.origin)) say(`asks elsewhere: ${request.url()}`);
  };
  page.on('console', hear).on('requestfailed', refuse).on('request', stray);
  await page.goto(address.href, { waitUntil: 'load' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (wide > 0) say(`${wide} px wider than the screen`);
  for (const small of await page.evaluate(tooSmall)) say(`hard to hit: ${small}`);
  page.off('console', hear).off('requestfailed', refuse).off('request', stray);
}

// Buttons and inputs of less than 44 px, links of less than 24 px that stand by themselves.
function tooSmall() {
  const found = [];
  const measure = (selector, least) => {
    for (const element of document.querySelectorAll(selector)) {
      const { height } = element.getBoundingClientRect();
      if (height > 0 && height < least) {
        found.push(`${element.outerHTML.slice(0, 80)} ${height}`);
      }
    }
  };
  measure('button, .button, input[type=text], input[type=tel], textarea', 44);
  measure('nav a, .switches a, .summary a, .ways a', 24);
  measure('input[type=radio], input[type=checkbox]', 24);
  return found;
}

// The policy of the page forbids scripts, so axe goes in through the protocol.
async function axeFaults(page, name) {
  await page.evaluate(axe);
  const result = await page.evaluate((values) => globalThis.axe.run({ runOnly: values }), RULES);
  for (const violation of result.violations) {
    for (const node of violation.nodes) {
      const why = node.any.map((check) => check.message).join('; ');
      faults.push(`${name}: axe ${violation.id}: ${node.html.slice(0, 120)} ${why}`);
    }
  }
}

// By keyboard alone: what is wrong is met first, every field is reached, nothing traps.
async function walk(page, address) {
  await page.goto(`${address.origin}/zh/wrong-contact.html`);
  try {
    await page.locator('.summary:focus').waitFor({ timeout: 10_000 });
  } catch {
    faults.push('walk: the summary is not met first');
  }
  const met = [];
  for (let i = 0; i < 30; ++i) {
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() =>
      document.activeElement.id || document.activeElement.tagName));
  }
  for (const id of ['contact-anonymous', 'telephone', 'name', 'BUTTON']) {
    if (!met.includes(id)) faults.push(`walk: ${id} is not reached by the keyboard`);
  }
}

async function main() {
  execFileSync(dump, [folder]);
  const server = await serve();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  let looks = 0;
  try {
    for (const width of WIDTHS) {
      for (const scripts of [true, false]) {
        const context = await browser.newContext({
          viewport: { width, height: 800 }, javaScriptEnabled: scripts });
        const page = await context.newPage();
        // The larger text is the same page: it is looked at where there is least room.
        const narrowest = width === WIDTHS[0] && scripts;
        for (const version of narrowest ? [...LANGUAGES, ...LARGE] : LANGUAGES) {
          for (const file of readdirSync(join(folder, version)).sort()) {
            const name = `${version}/${file} ${width} ${scripts ? 'scripts' : 'no scripts'}`;
            await look(page, new URL(`${origin}/${version}/${file}`), name);
            ++looks;
            if (scripts) await axeFaults(page, name);
            if (scripts && pictures) {
              mkdirSync(pictures, { recursive: true });
              await page.screenshot({ fullPage: true,
                path: join(pictures, `${version}-${file.replace('.html', '')}-${width}.png`) });
            }
          }
        }
        await context.close();
      }
    }
    const narrow = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await narrow.newPage();
    for (const file of readdirSync(join(folder, 'zh'))) {
      await look(page, new URL(`${origin}/zh/${file}`), `zh/${file} 320`);
      ++looks;
    }
    await walk(page, new URL(origin));
  } finally {
    await browser.close();
    server.close();
    rmSync(folder, { recursive: true });
  }
  console.log(`${looks} looks, ${faults.length} faults`);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length === 0 && looks > 0 ? 0 : 1;
}

await main();
