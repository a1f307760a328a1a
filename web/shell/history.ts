// What happened to a matter or a case, as the server tells it, for the Timeline.
import type { paths } from '#api/api';
import type { Moment } from './components/Timeline.vue';
import { language, listed, t, word } from './words';

type Path = '/api/v1/inspections/{inspection}/{object}/matters/{matter}/history';
export type History = paths[Path]['get']['responses'][200]['content']['application/json'];
export type Step = History['items'][number];

/** The code of a ground in words, whichever act it is of. */
function groundIn(code: string): string {
  const said = word('ground', code);
  return said === code ? word('reason', code) : said;
}
function roleIn(code: string): string {
  return code === 'unauthenticated' ? t('shell.at_the_server') : word('roles', code);
}

export function momentOf(step: Step): Moment {
  const reasons = [step.ground ? groundIn(step.ground) : '', step.why].filter(Boolean);
  return {
    at: step.occurred,
    what: language.value === 'zh' ? step.zh : step.en,
    by: step.role ? roleIn(step.role) : undefined,
    why: reasons.length > 0 ? listed(reasons) : undefined,
  };
}
