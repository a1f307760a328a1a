import type { Screen } from '#shell/screens';

export default {
  path: 'audit',
  title: 'audit.name',
  needs: ['read_ledger'],
  order: 900,
  key: 'h',
  component: () => import('./Audit.vue'),
} satisfies Screen;
