import { expect, test } from 'vitest';
import { linesOf, type Job } from './jobs';

const job = (id: string, more: Partial<Job> = {}): Job => ({
  id, kind: 'import', state: 'done', events: 1, refusal: '', refusal_zh: '', refusal_en: '',
  inspection: 'i', object: 'SD', asked: `2021-09-01T09:0${id}:00+08:00`, by: 'a1', table: '',
  ...more,
});

test('the parts of a table are one line, where the newest of them stands', () => {
  const table = 'aaaaaaaaaaaaaaaa';
  const lines = linesOf([
    job('5', { kind: 'merge' }), job('4', { table, events: 20 }), job('3'), job('2', { table }),
  ]);
  const parts = lines.map((line) => line.parts.map((part) => part.id));
  expect(parts).toEqual([['5'], ['4', '2'], ['3']]);
  expect(lines[1]).toMatchObject({
    id: '4', table, state: 'done', events: 21, asked: '2021-09-01T09:02:00+08:00',
  });
});

test('a table goes on while a part does, and is no better than the worst of them', () => {
  const of = (...states: Job['state'][]) =>
    linesOf(states.map((state, at) => job(String(at), { table: 't', state })))[0]?.state;
  expect(of('done', 'done')).toBe('done');
  expect(of('waiting', 'running', 'done')).toBe('running');
  expect(of('done', 'refused', 'done')).toBe('refused');
  expect(of('refused', 'failed')).toBe('failed');
  const [line] = linesOf([
    job('2', { table: 't' }),
    job('1', { table: 't', state: 'refused', refusal: 'x', refusal_zh: '不许' }),
  ]);
  expect(line?.refusal_zh).toBe('不许');
});
