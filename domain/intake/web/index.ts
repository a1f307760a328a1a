import type { Screen } from '#shell/screens';

export default [
  {
    path: 'call',
    title: 'call.name',
    needs: ['receive_reports'],
    order: 100,
    key: 'a',
    component: () => import('./CallForm.vue'),
  },
  {
    path: 'letter',
    title: 'letter.name',
    needs: ['receive_reports'],
    order: 110,
    key: 'l',
    component: () => import('./LetterForm.vue'),
  },
  {
    path: 'import',
    title: 'import.name',
    needs: ['receive_reports'],
    order: 115,
    key: 'i',
    component: () => import('./ImportTable.vue'),
  },
  {
    path: 'triage',
    title: 'triage.name',
    needs: ['decline_matter', 'accept_matters', 'read_matters'], // some only look
    order: 120,
    key: 't',
    component: () => import('./Triage.vue'),
  },
  {
    path: 'jobs',
    title: 'jobs.name',
    needs: ['accept_matters', 'place_matters', 'read_operations'],
    order: 950,
    key: 'j',
    component: () => import('./Jobs.vue'),
  },
] satisfies Screen[];
