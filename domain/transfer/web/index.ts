import type { Screen } from '#shell/screens';

export default [
  {
    path: 'batches',
    title: 'batch.name',
    needs: ['read_batches'], // of all who seal, hand over or acknowledge one
    order: 140,
    key: 'b',
    component: () => import('./Batches.vue'),
  },
  {
    path: 'batches/:day/letter',
    title: 'transmittal.name',
    needs: ['read_batches'],
    order: 141,
    inMenu: false,
    isWhole: true,
    component: () => import('./Letter.vue'),
  },
] satisfies Screen[];
