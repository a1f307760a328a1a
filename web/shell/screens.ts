// The screens: each is a folder `domain/ROOM/web` whose index.ts exports one or several. The shell
// finds them by themselves; docs/workbench.md says how one is added.
import type { Component } from 'vue';
import type { Key } from './words';

export interface Screen {
  path: string; // below /app/INSPECTION/OBJECT/; may have parameters, as of vue-router
  title: Key;
  needs: string[]; // any of these of docs/permissions.md; else it is not in the menu
  order: number; // in the menu, by tens; the hundreds make groups
  key?: string; // pressed after `g`
  anywhere?: string; // pressed by itself, wherever one is
  inMenu?: boolean; // usual: yes
  isOwn?: boolean; // about whoever sits there: in the menu of the person
  isWhole?: boolean; // has the window to itself: on a wall, on a telephone
  isOnWall?: boolean; // where nobody sits: an account of the role `wall` has these alone
  component: () => Promise<{ default: Component }>;
}

const found = import.meta.glob<{ default: Screen | Screen[] }>(
  '../../domain/*/web/index.ts', { eager: true },
);

export const screens: Screen[] = Object.values(found)
  .flatMap((one) => one.default)
  .sort((one, other) => one.order - other.order);

export interface Reader {
  permits: Set<string>;
  isWall: boolean;
}

export function mayOpen(screen: Screen, { permits, isWall }: Reader): boolean {
  if (isWall && !screen.isOnWall) return false;
  return screen.needs.length === 0 || screen.needs.some((act) => permits.has(act));
}
