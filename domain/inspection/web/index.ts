import type { Screen } from '#shell/screens';

export default [
  {
    path: 'setup',
    title: 'setup.name',
    needs: ['open_inspection', 'read_staff'],
    order: 920,
    key: 's',
    component: () => import('./Setup.vue'),
  },
  {
    path: 'calendar',
    title: 'calendar.name',
    needs: ['open_inspection', 'read_staff', 'read_batches', 'report_results'],
    order: 930,
    key: 'y',
    component: () => import('./Calendar.vue'),
  },
] satisfies Screen[];
