import type { Screen } from '#shell/screens';

export default [
  {
    path: 'bulletin',
    title: 'bulletin.name',
    needs: ['issue_bulletin', 'read_counts'],
    order: 510,
    key: 'f',
    component: () => import('./Bulletin.vue'),
  },
  {
    path: 'situation',
    title: 'situation.name',
    needs: ['read_counts'],
    order: 520,
    key: 'w',
    isWhole: true,
    isOnWall: true,
    component: () => import('./Situation.vue'),
  },
  {
    path: 'brief',
    title: 'situation.brief',
    needs: ['read_counts'],
    order: 530,
    isWhole: true,
    component: () => import('./Brief.vue'),
  },
] satisfies Screen[];
