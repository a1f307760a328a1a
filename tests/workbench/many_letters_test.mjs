// 300 letters judged one after another by keyboard alone, by somebody who knows the truth of each.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { closeBrowser, withPerson } from './browser.mjs';
import { Hand } from './hand.mjs';
import { closeOffice } from './office.mjs';

after(async () => {
  await closeBrowser();
  await closeOffice();
});

const LETTERS = 300;
const MOST_KEYS = 3; // of a clear one
// As the dialogs of the triage list them.
const REASONS = ['clue_too_vague', 'out_of_scope', 'out_of_place', 'out_of_period', 'nuisance'];
const GROUNDS = ['life', 'drinking_water', 'dumping_going_on'];
const CITY = '2'; // an office; the truth does not say which one

/** What is true of each report, by its own id; no field of this table holds a comma. */
function truthOf(office) {
  const [header, ...lines] = readFileSync(join(office.made, 'SD/truth.csv'), 'utf8')
    .trim().split(/\r?\n/);
  const columns = header.split(',');
  return new Map(lines.map((line) => {
    const cells = line.split(',');
    const row = Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
    return [row.id, row];
  }));
}

/** The keys by which a letter becomes what it truly is, and what it is then. */
function judgementOf({ fate, reason, urgent }) {
  if (fate === 'declined') {
    return { keys: ['n', String(REASONS.indexOf(reason) + 1), 'Enter'], state: 'declined' };
  }
  if (fate === 'forwarded') return { keys: ['f', CITY, 'Enter'], state: 'forwarded' };
  if (urgent) return { keys: ['p', String(GROUNDS.indexOf(urgent) + 1)], state: 'accepted' };
  return { keys: ['e'], state: 'accepted' };
}

/**
 * Clear, by the truth alone: it has one fate, which one act gives it; nothing about it is urgent;
 * no other office has to be found; and where it is valid, its pollution is what the letter says.
 */
function isClear({ fate, urgent, types }, said) {
  if (fate === 'declined') return true;
  const isSaid = types.split(';').sort().join() === said.toSorted().join();
  return fate === 'valid' && !urgent && isSaid;
}

/** The share below which that part of the sorted counts lies. */
function quantile(counts, part) {
  return counts[Math.min(counts.length - 1, Math.floor(counts.length * part))];
}
function line(what, counts) {
  const sorted = counts.toSorted((a, b) => a - b);
  const sum = sorted.reduce((a, b) => a + b, 0);
  return `${what}: ${counts.length} letters, keys median ${quantile(sorted, 0.5)}, `
    + `p90 ${quantile(sorted, 0.9)}, max ${sorted.at(-1)}, in all ${sum}`;
}

test('300 letters, the clear ones with at most three keys each', withPerson(
  {}, async (person) => {
    const { page } = person;
    const truth = truthOf(person.office);
    await person.signIn('triage', 'simulated-small/SD/triage?view=letter');
    await page.locator('[role=grid]:not([aria-busy=true])').waitFor();
    const hand = await Hand.on(page);
    await hand.press('j');
    await page.getByRole('article').waitFor();
    const first = hand.keys;
    const counts = { clear: [], other: [] };
    const wanted = [];
    const opened = () => new URL(page.url()).searchParams.get('sel');
    for (let judged = 0; judged < LETTERS; ++judged) {
      const matter = opened();
      const { own_id: id, of } = await (await person.ask('GET', `matters/${matter}`)).json();
      const fact = truth.get(id);
      assert.equal(of.channel, 'letter');
      const { keys, state } = judgementOf(fact);
      const before = hand.keys;
      hand.think(); // it is read: the time for that is not the keyboard's
      for (const key of keys) {
        if (key !== keys[0]) await page.getByRole('dialog').waitFor();
        await hand.press(key);
      }
      await page.waitForFunction((old) =>
        new URL(location).searchParams.get('sel') !== old
        && !document.querySelector('dialog[open]'), matter);
      const isEasy = isClear(fact, of.types);
      counts[isEasy ? 'clear' : 'other'].push(hand.keys - before);
      wanted.push([matter, state, Boolean(fact.urgent)]);
    }
    console.log(line('clear', counts.clear));
    console.log(line('not clear: urgent, forwarded, or of other pollution than it says',
      counts.other));
    console.log(line('all', [...counts.clear, ...counts.other]), `and ${first} to open the first`);
    console.log(hand.said(`${LETTERS} letters, without reading them`));
    assert.ok(counts.clear.length > LETTERS / 3, `${counts.clear.length} clear ones`);
    assert.ok(counts.clear.every((keys) => keys <= MOST_KEYS), String(counts.clear));

    for (const [matter, state, urgent] of wanted) {
      const now = await (await person.ask('GET', `matters/${matter}`)).json();
      assert.deepEqual([now.state, now.urgent], [state, urgent], matter);
    }
  }));
