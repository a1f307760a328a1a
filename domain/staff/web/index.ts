import type { Screen } from '#shell/screens';

export default [
  {
    path: 'people',
    title: 'people.name',
    needs: ['read_staff'],
    order: 910,
    key: 'p',
    component: () => import('./People.vue'),
  },
  {
    path: 'own',
    title: 'own.name',
    needs: [],
    order: 990,
    inMenu: false,
    isOwn: true,
    component: () => import('./Own.vue'),
  },
] satisfies Screen[];
