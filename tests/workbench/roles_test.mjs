// Each role opens the address of each screen: what is shown, what is refused, and which questions
// of a screen that is shown the server refuses. The table is docs/screens.md; DUCHA_WRITE=1 writes
// it.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { closeBrowser } from './browser.mjs';
import { OBJECT, closeOffice } from './office.mjs';
import { openable, sentence, visit, walk, word } from './walks.mjs';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const HEAD = `# Who sees which screen 谁能看到哪些页面

Written by \`tests/workbench/roles_test.mjs\`: each role opens each address of the workbench.
● shown 显示; ○ shown, but the case that was opened is not theirs 页面可见，所打开的件不归其查看;
– refused, and nothing was asked 不显示，也未提任何查询; other questions that the server
refuses on a screen that is shown are named 页面可见但服务器拒绝的其他查询另列.
What a role may ask is [permissions.md](permissions.md).

`;

after(async () => {
  await closeBrowser();
  await closeOffice();
});

/** Who may what, as docs/permissions.md grants it: act or question -> words of roles. */
function granted() {
  const [, english] = readFileSync(at('docs/permissions.md'), 'utf8').split('## English');
  const grants = new Map();
  for (const [, act, roles] of english.matchAll(/^\|[^|]*`(\w+)` \| ([^|]+) \|/gm)) {
    grants.set(act, [...(grants.get(act) ?? []), ...roles.split(', ')]);
  }
  return grants;
}

/** What a role meets at an address. */
async function meets(person, screen) {
  const refused = new Set();
  const asked = [];
  const listen = (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.startsWith('/api/') || path.endsWith('/session')) return;
    if (path !== '/api/v1/inspections') asked.push(path);
    const short = path.replace(/^\/api\/v1\//, '').replace(`inspections/${OBJECT}/`, '');
    if (response.status() === 403) refused.add(short.replaceAll(/\d[\d-]*/g, '…'));
  };
  person.page.on('response', listen);
  await visit(person, screen);
  person.page.off('response', listen);
  const isRefused = await person.page.locator('main .not-yours').count() > 0;
  if (isRefused) assert.deepEqual(asked, [], `${person.role} at ${screen.name}: refused, and asks`);
  if (isRefused) return '–';
  const isTheirs = !refused.delete(screen.name.replaceAll(/:\w+/g, '…'));
  return [isTheirs ? '●' : '○', ...[...refused].sort().map((path) => `\`${path}\``)].join(' ');
}

test('each role at each address, as docs/screens.md and docs/permissions.md say', walk(
  async (walkers, note) => {
    const grants = granted();
    const screens = await openable(walkers);
    for (const person of walkers) person.expected.push('403');
    const rows = [];
    for (const screen of screens) {
      const cells = [];
      for (const person of walkers) {
        const cell = await meets(person, screen);
        cells.push(cell);
        const named = [word('roles', person.role), 'citizen'];
        const isGranted = screen.needs.length === 0
          || screen.needs.some((act) => grants.get(act).some((one) => named.includes(one)));
        const may = isGranted && (person.role !== 'wall' || screen.isOnWall);
        await note(() => assert.equal(cell !== '–', may,
          `${screen.name}: ${person.role} is ${may ? '' : 'not '}granted it, and meets ${cell}`));
      }
      rows.push([sentence('zh', screen.title), sentence('en', screen.title), screen, cells]);
    }
    const line = (cells) => `| ${cells.join(' | ')} |\n`;
    const table = [
      line(['', ...screens.map((screen) => `${sentence('zh', screen.title)} \`${screen.name}\``)]),
      line(['---', ...screens.map(() => '---')]),
      ...walkers.map((person, index) => line([
        `${word('roles', person.role, 'zh')} ${word('roles', person.role)}`,
        ...rows.map(([, , , cells]) => cells[index]),
      ])),
    ].join('');
    const file = at('docs/screens.md');
    if (process.env.DUCHA_WRITE) writeFileSync(file, HEAD + table);
    await note(() => assert.equal(HEAD + table, readFileSync(file, 'utf8'), 'docs/screens.md'));
  }));
