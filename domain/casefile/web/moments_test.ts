import { beforeEach, expect, test } from 'vitest';
import { speak } from '#shell/words';
import { figuresOf, momentsOf } from './moments';
import type { Whole } from './cases';

function whole(change: Partial<Whole> = {}, matters = [1]): Whole {
  const file = {
    case: 1, standing: 'handed_over', number: 'D2SD202108270001', watched: false, channel: 'call',
    reception_day: '2021-08-27', batch_day: '2021-08-27', types: ['air'],
  } as const;
  const data = { file: { ...file, types: [...file.types] }, matters, partners: [] };
  const history = { items: [], is_whole: true };
  return { seen: { data, etag: '' }, matters: [], result: undefined, history, ...change };
}
const outcome = {
  status: 'closed', truth: 'true', fine_fen: 1234500, ordered: 1, penalised: 0, seized: 0,
  criminal: 0, detained_admin: 0, detained_criminal: 0, interviewed: 0, accountable: 2,
} as const;

const step = {
  seq: 7, type: 'matter_declined', zh: '不予受理', en: 'declined', role: 'triage_officer',
  occurred: '2021-08-27T19:00:00+08:00', recorded: '2021-08-27T19:00:01+08:00', matter: 2,
  ground: 'nuisance', why: '模拟',
};
const history = { items: [step], is_whole: true };
beforeEach(() => speak('zh'));

test('what happened, by whom in which role, for which reason', () => {
  const { items } = history;
  const [plain] = momentsOf(whole({ history }));
  expect(plain).toMatchObject({ at: items[0]!.occurred, what: '不予受理', by: '分办员' });
  expect(plain!.why).toMatch(/、模拟$/);
  expect(plain!.why).not.toContain('nuisance');
});

test('which matter it is about is said where there are several', () => {
  const [moment] = momentsOf(whole({ history }, [1, 2]));
  expect(moment!.what).toContain('2');
});

test('figures that are nothing are not said; money is in yuan', () => {
  expect(figuresOf(outcome).map((one) => [one.name, one.value])).toEqual([
    ['ordered', '1'], ['fine_fen', (12345).toLocaleString()], ['accountable', '2'],
  ]);
});
