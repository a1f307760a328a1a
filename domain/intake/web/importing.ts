// A table of reports on its way in. It is sent part by part: each is looked at first, and taken
// down when somebody says so. What is there already is there once: the same table again goes on
// where it was stopped.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import {
  lookAt, tableKey, takeDown, type Ended, type Import, type Reading, type Row, type Sending,
} from './parts';
import { rowsAt, tableOf, type Rejected, type Table } from './table';

export interface Figures {
  rows: number; // gone through
  fits: number;
  received: number;
  there: number; // was there already
  refused: number;
}

export type Phase = 'none' | 'looking' | 'looked' | 'going' | 'stopped' | 'done';
type Step = (sending: Sending, progress: (now: Import) => void) => Promise<Ended>;

const nothing: Figures = { rows: 0, fits: 0, received: 0, there: 0, refused: 0 };

function added(sum: Figures, one: Import, isLook: boolean): Figures {
  return {
    rows: sum.rows + one.rows - (isLook ? 0 : one.fits),
    fits: sum.fits + one.fits,
    received: sum.received + one.received,
    there: sum.there + one.there_already,
    refused: sum.refused + one.refused,
  };
}

/** How fast it goes, since `restart`. */
function usePace(figures: { value: Figures }, table: { value: Table | undefined }) {
  const began = ref(0);
  const now = ref(0);
  const rate = computed(() => {
    const seconds = (now.value - began.value) / 1000;
    return seconds > 0 ? figures.value.rows / seconds : 0;
  });
  const secondsLeft = computed(() =>
    rate.value > 0 ? ((table.value?.rows ?? 0) - figures.value.rows) / rate.value : undefined,
  );
  const tick = () => (now.value = performance.now());
  const restart = () => (began.value = tick());
  return { rate, secondsLeft, tick, restart };
}

/** The refused rows with why, to be mended and imported again. */
export function rejectedOf(table: Table, rows: Row[], reasonOf: (row: Row) => string): Rejected[] {
  const lines = new Set(rows.map((row) => row.line));
  const fields = new Map(table.parts.flatMap((part) => [...rowsAt(table, part, lines)]));
  return rows.map((row) => ({
    line: row.line, fields: fields.get(row.line) ?? [], reason: reasonOf(row),
  }));
}

function useWarning(isGoing: () => boolean): void {
  const warn = (event: BeforeUnloadEvent) => {
    if (isGoing()) event.preventDefault();
  };
  addEventListener('beforeunload', warn);
  onBeforeUnmount(() => removeEventListener('beforeunload', warn));
}

export function useImport() {
  const phase = ref<Phase>('none');
  const name = ref('');
  const table = shallowRef<Table>();
  const figures = shallowRef<Figures>(nothing);
  const refused = shallowRef<Row[]>([]);
  const fault = shallowRef<unknown>();
  const isStopping = ref(false);
  const isBusy = computed(() => phase.value === 'looking' || phase.value === 'going');
  const pace = usePace(figures, table);
  let latest = 0;
  let sending = new AbortController();
  let key = ''; // of the table, however often it is begun
  let reading: Reading = { channel: 'letter', textOf: [] };

  function show(next: Figures): void {
    figures.value = next;
    pace.tick();
  }
  function restart(as: 'looking' | 'going'): void {
    sending.abort();
    sending = new AbortController();
    phase.value = as;
    isStopping.value = false;
    fault.value = undefined;
    refused.value = [];
    pace.restart();
    show(nothing);
  }
  /** Part after part, until the end, or until somebody stops it. */
  async function goThrough(as: 'looking' | 'going', step: Step): Promise<void> {
    if (!table.value) return;
    const mine = ++latest;
    restart(as);
    const isLook = as === 'looking';
    const one = { table: table.value, key, reading, signal: sending.signal };
    let sum = nothing;
    try {
      for (const part of one.table.parts) {
        const end = await step({ ...one, part }, (now) => show(added(sum, now, isLook)));
        if (mine !== latest) return;
        sum = added(sum, end.import, isLook);
        refused.value = [...refused.value, ...end.refused];
        show(sum);
        if (isStopping.value) break;
      }
      phase.value = isStopping.value ? 'stopped' : isLook ? 'looked' : 'done';
    } catch (caught) {
      if (mine !== latest) return;
      fault.value = caught;
      phase.value = isLook ? 'none' : 'stopped';
    }
  }
  function look(next: Reading): Promise<void> {
    reading = next;
    return goThrough('looking', lookAt);
  }
  async function choose(file: File, next: Reading): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer()); // until then the one before is whole
    name.value = file.name;
    key = tableKey();
    table.value = tableOf(bytes);
    await look(next);
  }
  /** The part in hand is finished: nothing stays half done. */
  function stop(): void {
    isStopping.value = true;
  }
  useWarning(() => phase.value === 'going');
  onBeforeUnmount(() => {
    ++latest;
    sending.abort();
  });
  return {
    phase, name, table, figures, refused, fault, isBusy, isStopping,
    rate: pace.rate, secondsLeft: pace.secondsLeft,
    choose, look, begin: () => goThrough('going', takeDown), stop,
  };
}
