// What the browser has to fetch, compressed, against what it may be (KB of 1000 bytes).
//
//   node budget.mjs APP
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const FIRST_SCRIPTS = 260; // what index.html needs, one language, and the largest screen
const FIRST_STYLES = 25;
const LAZY = 250; // any other script

const [app] = process.argv.slice(2);
const assets = readdirSync(join(app, 'assets')).filter((name) => /\.(?:js|css)$/.test(name));
const content = (name) => readFileSync(join(app, 'assets', name));
const size = (name) => gzipSync(content(name), { level: 9 }).length / 1000;
const sum = (names) => names.reduce((total, name) => total + size(name), 0);

const page = readFileSync(join(app, 'index.html'), 'utf8');
const scripts = assets.filter((name) => name.endsWith('.js'));
const first = scripts.filter((name) => page.includes(name));
const lazy = scripts.filter((name) => !first.includes(name));
const styles = assets.filter((name) => name.endsWith('.css'));
const largest = Math.max(0, ...lazy.map(size));
const language = Math.max(...scripts.filter((name) => /^(?:zh|en)-/.test(name)).map(size));

const table = [
  ['first view, scripts', sum(first) + language + largest, FIRST_SCRIPTS],
  ['first view, styles', sum(styles), FIRST_STYLES],
  ...lazy.map((name) => [name, size(name), LAZY]),
];
for (const [what, is, may] of table) {
  console.log(`${is > may ? 'OVER' : 'ok  '} ${is.toFixed(1).padStart(7)} of ${may} KB  ${what}`);
}
if (first.length === 0 || /<(?:style|script)>|\son\w+=|style=/.test(page)) {
  console.log('index.html has something inline, or no script');
  process.exitCode = 1;
}
if (table.some(([, is, may]) => is > may)) process.exitCode = 1;
