import { beforeEach, expect, test } from 'vitest';
import { speak } from '#shell/words';
import { eventText } from './events';
import { actorsOf, actorText, counted, plainThing, queryOf, type Person } from './ledger';

beforeEach(() => speak('zh'));

test('a type that is newer than this page is said by its code', () => {
  expect(eventText('matter_accepted')).toBe('受理');
  expect(eventText('newer_than_this_page')).toBe('newer_than_this_page');
});

const all = {
  ofOffice: false, about: '', thing: '', type: '', actor: '', from: '', until: '',
};

test('a day is asked for from its first to its last moment in Beijing', () => {
  const query = queryOf({ ...all, from: '2021-09-01', until: '2021-09-02' });
  expect(query).toEqual({
    recorded_from: '2021-09-01T00:00:00+08:00',
    recorded_until: '2021-09-02T23:59:59.999999+08:00',
  });
  expect(queryOf({ ...all, type: 'case_watched', actor: 'auditor:a1' })).toEqual({
    type: ['case_watched'], actor: 'auditor:a1',
  });
});

test('a thing is asked for by what it is, once it is named, and of an object alone', () => {
  expect(queryOf({ ...all, about: 'case', thing: 'D3SX202505280018' })).toEqual({
    case_number: 'D3SX202505280018',
  });
  expect(queryOf({ ...all, about: 'matter', thing: '12' })).toEqual({ matter: 12 });
  expect(queryOf({ ...all, about: 'batch', thing: '2021-08-27' })).toEqual({
    batch_day: '2021-08-27',
  });
  for (const other of [{ thing: '' }, { ofOffice: true }, { about: 'newer' }]) {
    expect(queryOf({ ...all, about: 'case', thing: 'D1', ...other })).toEqual({});
  }
  expect(plainThing('case', ' d3sx 20250528 0018* ')).toBe('D3SX202505280018*');
  expect(plainThing('matter', '反映问题 12')).toBe('12');
});

test('somebody is named as the ledger does, once in each role', () => {
  const grant = { inspection: '', object: '', unit: '' };
  const person = {
    person: 1, pseudonym: 'a1', login: 'li', name: '李模拟', admitted: '2021-08-26T09:00:00+08:00',
    grants: [
      { ...grant, role: 'triage_officer' }, { ...grant, role: 'triage_officer', object: 'SD' },
      { ...grant, role: 'team_leader' },
    ],
  } as Person;
  expect(actorsOf([person])).toEqual(['triage_officer:a1', 'team_leader:a1']);
  expect(actorText('triage_officer:a1', [person])).toBe('分办员 · 李模拟');
  expect(actorText('unauthenticated:b2', [])).toMatch(/ · b2$/);
});

test('what one act recorded is counted by its type', () => {
  expect(counted(['case_numbered', 'batch_sealed', 'case_numbered'])).toEqual([
    ['case_numbered', 2], ['batch_sealed', 1],
  ]);
});
