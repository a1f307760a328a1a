import type { Screen } from '#shell/screens';

export default [
  {
    path: 'cases',
    title: 'case.name',
    needs: ['read_cases'],
    order: 150,
    key: 'c',
    component: () => import('./Cases.vue'),
  },
  {
    path: 'cases/:case',
    title: 'case.page',
    needs: ['read_cases'],
    order: 151,
    inMenu: false,
    component: () => import('./CasePage.vue'),
  },
] satisfies Screen[];
