// A list that the server filters and orders, read as far as somebody has scrolled.
import { shallowRef, watch, type Ref } from 'vue';
import { shownCount } from './format';
import { t } from './words';

const PAGE = 100;
const LARGEST_PAGE = 500;
const FARTHEST = 2000; // rows that are read in search of the one that the address names
const READ_AGAIN = 1000; // rows that are looked at anew; those behind stay as they were read

export interface Total {
  amount: number;
  is_all: boolean; // false: there are more
}

export function shownTotal({ amount, is_all: isAll }: Total): string {
  return isAll ? shownCount(amount) : t('shell.more_than', { count: shownCount(amount) });
}

/** As the server gives it: it may hold fewer than the limit, even none, and have a next. */
interface Page<Row> {
  items: Row[];
  next?: string;
  total?: number; // of the first page
  counted_all?: boolean;
}
export type AskPage<Row> = (at: { limit: number; after?: string }) => Promise<Page<Row>>;

export interface Slice<Row> {
  rows: Row[];
  next?: string;
  total?: Total;
}

/** As many rows as are wanted behind `from`, or all there are. */
export async function slice<Row>(
  page: AskPage<Row>,
  wanted: number,
  from?: string,
): Promise<Slice<Row>> {
  const read: Slice<Row> = { rows: [], next: from };
  do {
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, wanted - read.rows.length));
    const found = await page({ limit, ...(read.next ? { after: read.next } : {}) });
    read.rows.push(...found.items);
    read.next = found.next;
    if (found.total !== undefined) {
      read.total = { amount: found.total, is_all: found.counted_all ?? true };
    }
  } while (read.next && read.rows.length < wanted);
  return read;
}

/** The second behind the first, nothing of it twice. */
export function joined<Row>(first: Row[], then: Row[], keyOf: (row: Row) => string): Row[] {
  const there = new Set(first.map(keyOf));
  return [...first, ...then.filter((row) => !there.has(keyOf(row)))];
}

/** What lies behind a beginning that was read anew. */
export function behind<Row>(all: Row[], first: Row[], keyOf: (row: Row) => string): Row[] {
  const last = first.at(-1);
  const at = last === undefined ? -1 : all.findIndex((row) => keyOf(row) === keyOf(last));
  return at < 0 ? [] : all.slice(at + 1);
}

interface Reading<Row> {
  read: (wanted: number, from?: string) => Promise<Slice<Row>>;
  keyOf: (row: Row) => string;
  filter: Ref<unknown>; // another one is read at once
  opened?: () => string; // the key of a row that is read up to at first
}

export interface Paged<Row> {
  rows: Ref<Row[]>;
  total: Ref<Total>; // of the filter
  loading: Ref<boolean>;
  fault: Ref<unknown>;
  /** What is there already stays in view meanwhile. */
  load(): Promise<void>;
  /** What comes behind the last row, if anything does; the more, the more is there already. */
  more(): Promise<void>;
  /** Everything; false where it could not be read. */
  all(): Promise<boolean>;
}

export function usePaged<Row>({ read, keyOf, filter, opened }: Reading<Row>): Paged<Row> {
  const rows = shallowRef<Row[]>([]);
  const total = shallowRef<Total>({ amount: 0, is_all: true });
  const loading = shallowRef(false);
  const fault = shallowRef<unknown>();
  let next: string | undefined;
  let latest = 0;
  let isReadingOn = false;
  let loaded = Promise.resolve();
  let readOn = Promise.resolve();

  async function readAnew(): Promise<void> {
    const mine = ++latest;
    loading.value = true;
    fault.value = undefined;
    try {
      const before = rows.value.length;
      const found = await read(Math.min(READ_AGAIN, Math.max(PAGE, before)));
      if (mine !== latest) return;
      const kept = before > READ_AGAIN ? behind(rows.value, found.rows, keyOf) : [];
      rows.value = joined(found.rows, kept, keyOf);
      if (kept.length === 0) next = found.next;
      total.value = found.total ?? total.value;
    } catch (caught) {
      if (mine === latest) fault.value = caught;
    } finally {
      if (mine === latest) loading.value = false;
    }
  }
  async function readFurther(): Promise<void> {
    const mine = latest;
    isReadingOn = true;
    try {
      const wanted = Math.min(LARGEST_PAGE, Math.max(PAGE, rows.value.length));
      const found = await read(wanted, next);
      if (mine !== latest) return;
      rows.value = joined(rows.value, found.rows, keyOf);
      next = found.next;
    } catch (caught) {
      if (mine === latest) fault.value = caught;
    } finally {
      isReadingOn = false;
    }
  }
  function load(): Promise<void> {
    return (loaded = readAnew());
  }
  function more(): Promise<void> {
    if (next && !isReadingOn && !loading.value) readOn = readFurther();
    return readOn;
  }
  async function all(): Promise<boolean> {
    do {
      await loaded;
      await more();
    } while (next && !fault.value);
    return !fault.value;
  }
  async function begin(): Promise<void> {
    await load();
    const wanted = opened?.();
    const isThere = () => rows.value.some((row) => keyOf(row) === wanted);
    while (wanted && !isThere() && next && !fault.value && rows.value.length < FARTHEST) {
      const before = rows.value.length;
      await more();
      if (rows.value.length === before) return;
    }
  }
  watch(filter, () => {
    rows.value = rows.value.slice(0, PAGE);
    void load();
  });
  void begin();
  return { rows, total, loading, fault, load, more, all };
}
