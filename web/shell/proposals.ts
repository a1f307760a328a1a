// Acts of two people, of the office: one proposes, another reads what waits and says yes or no. The
// server takes an approval of exactly the bytes that were read and of no others.
//
//   const number = await propose('issue_bulletin', { inspection, as_of })
//   const [proposal] = await pending(['issue_bulletin'])
//   await approve(proposal)
import type { components, paths } from '#api/api';
import { api, ask, post, type Done } from './api';

type Schemas = components['schemas'];
type All = paths['/api/v1/pending']['get']['responses'][200]['content']['application/json'];
export type ProposedAct =
  | 'admit_person' | 'correct_bulletin' | 'grant_role' | 'issue_bulletin' | 'reinstate_person';
export type Pending = Omit<All['items'][number], 'act'> & { act: ProposedAct };
export const OBJECTIONS = ['wrong_content', 'wrong_time', 'not_lawful'] as const;
export type Objection = (typeof OBJECTIONS)[number];

/** The number of the proposal, by which it is spoken of. */
export async function propose<Act extends ProposedAct>(
  act: Act,
  content: Schemas[Act],
): Promise<number> {
  const path = `acts/${act}/proposals`;
  const { done } = await post<Schemas['Proposed']>(path, content, { inOffice: true });
  const [event] = done.events;
  if (!event) throw new Error('a proposal is an event');
  return event.seq;
}

/** What waits of these acts: one's own, and what one may approve. */
export async function pending(acts: ProposedAct[]): Promise<Pending[]> {
  const { data } = await ask(api.GET('/api/v1/pending'));
  const among = (one: { act: string }): one is Pending =>
    (acts as string[]).includes(one.act);
  return data.items.filter(among);
}

/** Nothing where the words have been erased. */
export function contentOf({ content }: Pending): Record<string, unknown> | undefined {
  return content ? (JSON.parse(content) as Record<string, unknown>) : undefined;
}

function settle({ act, seq, inspection }: Pending, how: string, body: object): Promise<Done> {
  const path = `acts/${act}/proposals/${seq}/${how}`;
  return post<Done>(path, { ...body, inspection }, { inOffice: true });
}

export function approve(proposal: Pending): Promise<Done> {
  return settle(proposal, 'approve', { digest: proposal.digest });
}

export function refuse(proposal: Pending, objection: Objection): Promise<Done> {
  return settle(proposal, 'refuse', { objection });
}
