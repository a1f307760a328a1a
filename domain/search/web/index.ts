import type { Screen } from '#shell/screens';

export default {
  path: 'search',
  title: 'search.name',
  needs: ['read_texts'],
  order: 160,
  anywhere: '/',
  component: () => import('./Search.vue'),
} satisfies Screen;
