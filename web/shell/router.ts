// Addresses: /app/INSPECTION/OBJECT/SCREEN. What a screen shows stands in the query, so that an
// address can be sent to a colleague.
import { createRouter, createWebHistory, useRoute, type RouteRecordRaw } from 'vue-router';
import { computed, shallowRef, type WritableComputedRef } from 'vue';
import Missing from './Missing.vue';
import Start from './Start.vue';
import { goTo } from './place';
import { screens } from './screens';

const routes: RouteRecordRaw[] = screens.map((screen) => ({
  path: `/:inspection/:object/${screen.path}`,
  component: screen.component,
  meta: { screen },
}));

export const router = createRouter({
  history: createWebHistory('/app/'),
  routes: [
    { path: '/', component: Start },
    { path: '/:inspection/:object', component: Start },
    ...routes,
    { path: '/:path(.*)*', component: Missing },
  ],
});

router.beforeEach((to) => {
  const { inspection, object } = to.params;
  if (typeof inspection === 'string' && typeof object === 'string') goTo({ inspection, object });
});

/** Where somebody wanted to go and could not: the screen was not to be had from the server. */
export const unopened = shallowRef<string>();
router.onError((_fault, to) => (unopened.value = router.resolve(to).href));
router.afterEach(() => (unopened.value = undefined));

/** Changes words of the query; empty ones leave it. */
export function setQuery(changes: Record<string, string>): void {
  const query = { ...router.currentRoute.value.query, ...changes };
  for (const [name, value] of Object.entries(query)) if (!value) delete query[name];
  void router.replace({ query });
}

/** A word of the query as a variable: `?state=undecided`. The usual value is not written. */
export function useQuery(name: string, usual = ''): WritableComputedRef<string> {
  const route = useRoute();
  return computed({
    get: () => {
      const said = route.query[name];
      return typeof said === 'string' ? said : usual;
    },
    set: (next) => setQuery({ [name]: next === usual ? '' : next }),
  });
}
