// A person before the screen. Whatever is wrong on a page that no test asks about fails all the
// same: an error on the console or in a script, a report of the content security policy, a request
// to anywhere else.
//
//   DUCHA_PICTURES  the folder for pictures of what is looked at
//   DUCHA_SLOW      a slow line: each question waits up to so many milliseconds; a test that takes
//                   the page's word too early fails then
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { OBJECT, PASSWORD, office } from './office.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = process.env.DUCHA_PICTURES;
const slow = Number(process.env.DUCHA_SLOW ?? 0);
const PATIENCE = 10_000; // ms until a page that is not ready is looked at as it is
let browser;

export async function closeBrowser() {
  await browser?.close();
  browser = undefined;
}

async function launched() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  return browser;
}

/** Three digits are a status, and not part of an address that happens to hold them. */
function fits(what, expected) {
  if (expected instanceof RegExp) return expected.test(what);
  return what.includes(/^\d{3}$/.test(expected) ? `status of ${expected} ` : expected);
}

/** In the page: it says what it is, and reads nothing. */
function isShown() {
  return Boolean(document.querySelector('main h1'))
    && !document.querySelector('main [aria-busy=true]');
}

export class Person {
  faults = [];
  waitsFor = new Set(); // requests that are not answered yet
  expected = []; // what the console may say, refusals that a test provokes: `403`, part, pattern

  static async at(options = {}) {
    const person = new Person();
    person.office = await office(options.office);
    person.hasScripts = options.scripts ?? true;
    const opened = await launched();
    person.context = await opened.newContext({
      locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
      viewport: { width: options.width ?? 1440, height: options.height ?? 860 },
      javaScriptEnabled: person.hasScripts,
    });
    if (slow) {
      await person.context.route('**', async (route) => {
        await pause(Math.random() * slow);
        await route.continue().catch(() => {}); // the tab may have gone meanwhile
      });
    }
    await person.open();
    return person;
  }

  async open() {
    this.page = await this.context.newPage();
    this.listen();
  }

  listen() {
    this.waitsFor.clear();
    const isStream = (request) => request.resourceType() === 'eventsource';
    const isOver = (request) => this.waitsFor.delete(request);
    this.page.on('request', (request) => isStream(request) || this.waitsFor.add(request));
    this.page.on('requestfinished', isOver);
    this.page.on('requestfailed', isOver);
    const say = (what) => {
      if (!this.expected.some((one) => fits(what, one))) this.faults.push(what);
    };
    this.page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') {
        say(`console: ${message.text()} ${message.location().url}`);
      }
    });
    this.page.on('pageerror', (error) => say(`script: ${error.stack}`));
    this.page.on('request', (request) => {
      const url = request.url().replace(/^blob:/, ''); // a file of this page
      const isOurs = url.startsWith(this.office.address) || url.startsWith('data:');
      if (!isOurs) say(`asks elsewhere: ${url}`);
    });
  }

  /** Goes to an address below /app/. */
  async go(path = '') {
    await this.page.goto(`${this.office.address}/app/${path}`);
  }

  async signIn(login, path = '') {
    this.expected.push(/status of 401 .*\/api\/v1\/session$/); // nobody is signed in yet
    await this.go(path);
    await this.page.getByLabel('登录名').fill(login);
    await this.page.getByLabel('口令').fill(PASSWORD);
    await this.page.keyboard.press('Enter');
    await this.page.locator('header').waitFor();
    return this;
  }

  /** The tab is closed and another one opened, in the same browser. */
  async reopen() {
    await this.page.close();
    await this.open();
  }

  screen(name, query = '') {
    return this.go(`${OBJECT}/${name}${query}`);
  }

  /** Asks the server with this person's session. */
  ask(method, path, data) {
    const url = `${this.office.address}/api/v1/inspections/${OBJECT}/${path}`;
    return this.context.request.fetch(url, { method, data });
  }

  /** Everything that was asked is answered and shown; or it never is, as one then sees. */
  async settled() {
    const until = Date.now() + PATIENCE;
    for (let quiet = 0; quiet < 3 && Date.now() < until; ++quiet) {
      await this.frames();
      if (this.waitsFor.size > 0 || !(await this.says(isShown))) quiet = -1;
    }
  }

  /** What the page has done so far is drawn. */
  frames() {
    if (!this.hasScripts) return pause(20);
    return this.says(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    }));
  }

  /** What a function says in the page; nothing where the page goes away meanwhile. */
  async says(what) {
    const isGone = (fault) => /context was destroyed|navigat/.test(fault.message);
    return this.page.evaluate(what).catch((fault) => {
      if (!isGone(fault)) throw fault;
    });
  }

  /** No rule of WCAG 2.2 AA is broken, and nothing is wider than the screen. */
  async looksRight(name) {
    await this.settled();
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate(
      (values) => globalThis.axe.run({ runOnly: values }), RULES,
    );
    const said = violations.flatMap((violation) =>
      violation.nodes.map((node) => `${violation.id}: ${node.html.slice(0, 160)}`));
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await this.picture(name);
    assert.deepEqual(said, [], name);
    assert.ok(wide <= 0, `${name}: ${wide} px wider than the screen`);
  }

  async picture(name) {
    if (!pictures) return;
    mkdirSync(pictures, { recursive: true });
    const { width } = this.page.viewportSize();
    await this.page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
  }

  async leave() {
    await this.context.close();
    assert.deepEqual(this.faults, []);
  }
}

/** A test with a person, who leaves at its end whatever happens. */
export function withPerson(options, work) {
  return async () => {
    const person = await Person.at(options);
    try {
      await work(person);
    } catch (fault) {
      await person.picture('failed').catch(() => {});
      await person.context.close();
      fault.message += `\n${person.faults.join('\n')}`;
      throw fault;
    }
    await person.leave();
  };
}
