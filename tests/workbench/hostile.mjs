// What somebody may write to harm those who read it, put wherever a text may be stored: each of the
// words carries a mark by which it is found again on a screen.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OBJECT } from './office.mjs';

export const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  '"><svg onload=alert(3)><iframe src="javascript:alert(4)">',
  'javascript:alert(5)',
  '<a href="javascript:alert(6)">点这里</a>{{ 7 * 191 }}${7 * 191}',
  '=HYPERLINK("http://example.org/";"点这里")',
  '\u202egnp.eliforp\u202d 倒写',
  '长'.repeat(120) + 'W'.repeat(240),
];
const [INSPECTION, CODE] = OBJECT.split('/');

/** The texts that an act may carry, as docs/openapi.json has them: `decline_matter.why`. */
export function textsOfActs() {
  const path = fileURLToPath(new URL('../../docs/openapi.json', import.meta.url));
  const { schemas } = JSON.parse(readFileSync(path, 'utf8')).components;
  const isFree = (one) => one.type === 'string' && !one.enum && !one.format && !one.pattern;
  return Object.entries(schemas).filter(([name]) => /^[a-z_]+$/.test(name))
    .flatMap(([name, { properties = {} }]) => Object.entries(properties)
      .filter(([, field]) => isFree(field)).map(([field]) => `${name}.${field}`));
}

/** What names something that is there already, or has a grammar: the server takes nothing else. */
export const NAMES = /\.(?:inspection|code|form|login|own_id|telephone)$/;

/**
 * Stores them all; `by` has a person for each role.
 *
 * stored     what was stored where: field -> its marks
 * matters    those that have any of it
 */
export async function storeAll(by) {
  const stored = new Map();
  const matters = new Set();
  let count = 0;
  /** The words with a mark of their own, for a field of an act. */
  const words = (field, text) => {
    const mark = `〔${++count}〕`;
    stored.set(field, [...(stored.get(field) ?? []), mark]);
    return mark + text;
  };
  const all = (act, fields, text) =>
    Object.fromEntries(fields.map((field) => [field, words(`${act}.${field}`, text)]));
  const done = async (person, path, data) => {
    const url = `${person.office.address}/api/v1/${path}`;
    const answer = await person.context.request.post(url, { data });
    if (answer.ok()) return answer.json();
    const { where, expected } = await answer.json();
    const most = /^at most (\d+)$/.exec(expected)?.[1]; // as long as it may be, then
    const before = data[where];
    assert.ok(most && before?.length > most, `${path}: ${answer.status()} ${await answer.text()}`);
    return done(person, path, { ...data, [where]: before.slice(0, most) });
  };
  const here = (act) => `inspections/${OBJECT}/acts/${act}`;
  const { intake_officer: intake, triage_officer: triage } = by;
  const take = async (text) => {
    const fields = ['title', 'text', 'place', 'enterprise', 'reporter_name'];
    const report = {
      channel: 'call', kind: 'complaint', types: ['air'],
      occurred: '2021-09-09T09:00:00+08:00', ...all('receive_report', fields, text),
    };
    await done(intake, here('receive_report'), { ...report, own_id: `hostile-${count}` });
    return newest();
  };
  const newest = async () => {
    const query = new URLSearchParams({
      inspection: INSPECTION, object: CODE, state: 'undecided', limit: '1',
    });
    const url = `${triage.office.address}/api/v1/matters?${query}`;
    const found = await triage.context.request.get(url);
    const { of } = (await found.json()).items[0];
    matters.add(of.matter);
    return of;
  };
  for (const text of HOSTILE) {
    await take(text); // stays as it is
    const { matter, report } = await take(text);
    const apart = all('split_report', ['title', 'text', 'place', 'enterprise'], text);
    await done(triage, here('split_report'), { report, types: ['water'], ...apart });
    await newest(); // the one that was taken out
    await done(triage, here('decline_matter'),
      { matter, reason: 'out_of_scope', ...all('decline_matter', ['why'], text) });
    const { matter: forwarded } = await take(text);
    await done(triage, here('forward_matter'),
      { matter: forwarded, ...all('forward_matter', ['office', 'why'], text) });
    const { matter: withdrawn } = await take(text);
    await done(triage, here('accept_matter'), { matter: withdrawn });
    await done(triage, here('withdraw_matter'),
      { matter: withdrawn, ...all('withdraw_matter', ['why'], text) });
    const [into, other] = [(await take(text)).matter, (await take(text)).matter];
    for (const one of [into, other]) await done(triage, here('accept_matter'), { matter: one });
    await done(triage, here('join_matter'), { matter: other, into });
    await done(triage, here('part_matter'),
      { matter: other, ...all('part_matter', ['why'], text) });
    await done(by.bulletin_editor, 'acts/correct_bulletin/proposals',
      { inspection: INSPECTION, number: 3, ...all('correct_bulletin', ['why'], text) });
    await done(by.system_administrator, 'acts/admit_person/proposals',
      { login: `hostile${count}`, grants: [], ...all('admit_person', ['name'], text) });
  }
  return { stored, matters };
}
