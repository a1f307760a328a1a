import type { Screen } from '#shell/screens';

export default {
  path: 'merges',
  title: 'merge.name',
  needs: ['join_matter', 'refuse_join', 'read_merges'],
  order: 130,
  key: 'm',
  component: () => import('./Merges.vue'),
} satisfies Screen;
