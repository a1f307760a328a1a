import type { Screen } from '#shell/screens';

export default {
  path: 'operations',
  title: 'operations.name',
  needs: ['read_operations'],
  order: 940,
  key: 'o',
  component: () => import('./Operations.vue'),
} satisfies Screen;
