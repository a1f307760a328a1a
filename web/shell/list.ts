// A list that is worked through: one row is open, some are marked; J K X Enter Esc.
import { computed, reactive, watch, type Ref } from 'vue';
import { useQuery } from './router';
import { t } from './words';
import type { KeyAct } from './keys';

export interface WorkList<Row> {
  readonly rows: Row[];
  readonly open: Row | undefined;
  readonly marked: Row[];
  readonly isMarkless: boolean;
  openKey: string;
  isMarked(row: Row): boolean;
  mark(row: Row): void;
  markAll(): void;
  unmarkAll(): void;
  move(by: number): void;
  /** Opens what comes after the open row, as the open one is done with. */
  advance(): void;
  keyOf(row: Row): string;
  keys(): KeyAct[];
}

/** The open row stands in the address as `sel`; marks do not. */
export function useWorkList<Row>(
  rows: Ref<Row[]>,
  keyOf: (row: Row) => string,
  isMarkless = false, // nothing is done with many at once
): WorkList<Row> {
  const sel = useQuery('sel');
  const marks = reactive(new Set<string>());
  const at = computed(() => rows.value.findIndex((row) => keyOf(row) === sel.value));
  const open = computed(() => rows.value[at.value]);
  const marked = computed(() => rows.value.filter((row) => marks.has(keyOf(row))));

  // What has left the list is not acted on.
  watch(rows, (now) => {
    const there = new Set(now.map(keyOf));
    for (const key of marks) if (!there.has(key)) marks.delete(key);
  });

  const move = (by: number) => {
    if (rows.value.length === 0) return;
    const next = at.value < 0 ? 0 : at.value + by;
    const row = rows.value[Math.max(0, Math.min(rows.value.length - 1, next))];
    if (row) sel.value = keyOf(row);
  };
  const mark = (row: Row) => {
    const key = keyOf(row);
    if (!marks.delete(key)) marks.add(key);
  };
  const advance = () => {
    const next = rows.value[at.value + 1] ?? rows.value[at.value - 1];
    sel.value = next ? keyOf(next) : '';
  };
  const list: WorkList<Row> = {
    get rows() { return rows.value; },
    get open() { return open.value; },
    get marked() { return marked.value; },
    isMarkless,
    get openKey() { return sel.value; },
    set openKey(key) { sel.value = key; },
    isMarked: (row) => marks.has(keyOf(row)),
    mark,
    markAll: () => rows.value.forEach((row) => marks.add(keyOf(row))),
    unmarkAll: () => marks.clear(),
    move,
    advance,
    keyOf,
    keys: () => [
      { key: 'j', label: t('shell.key_next'), run: () => move(1) },
      { key: 'k', label: t('shell.key_previous'), run: () => move(-1) },
      { key: 'ArrowDown', label: '', hidden: true, run: () => move(1) },
      { key: 'ArrowUp', label: '', hidden: true, run: () => move(-1) },
      ...(isMarkless ? [] : [
        { key: 'x', label: t('shell.key_mark'), run: () => open.value && mark(open.value) },
      ]),
    ],
  };
  return list;
}
