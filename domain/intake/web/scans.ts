// Scans of a letter: shown from this computer while it is read, then sent to lie with the report.
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue';
import { api, ask } from '#shell/api';
import { place } from '#shell/place';

export interface Scan {
  file: File;
  address: string; // of its content in this page
  isWorking: boolean; // it names nobody: not sealed, whoever works on the report may see it
  isSent: boolean;
  fault?: unknown;
}

export const KINDS = 'image/jpeg,image/png,image/webp,application/pdf';

async function send(report: number, scan: Scan): Promise<void> {
  const form = new FormData();
  form.append('file', scan.file);
  if (scan.isWorking) form.append('working', '1');
  const address = '/api/v1/inspections/{inspection}/{object}/reports/{report}/attachments';
  const path = { ...place(), report: String(report) };
  // The description knows that a form is sent, not what is in it.
  await ask(api.POST(address, {
    params: { path }, body: form as never, bodySerializer: (body: unknown) => body as FormData,
  }));
}

export function useScans() {
  const scans = shallowRef<Scan[]>([]);
  const at = ref(0);
  const shown = computed(() => scans.value[at.value]);

  function add(files: Iterable<File>): void {
    const more = [...files].map((file) => ({
      file, address: URL.createObjectURL(file), isWorking: false, isSent: false,
    }));
    at.value = scans.value.length;
    scans.value = [...scans.value, ...more];
  }
  function drop(scan: Scan): void {
    URL.revokeObjectURL(scan.address);
    scans.value = scans.value.filter((one) => one !== scan);
    at.value = Math.max(0, Math.min(at.value, scans.value.length - 1));
  }
  function clear(): void {
    [...scans.value].forEach(drop);
  }
  function change(scan: Scan, change: Partial<Scan>): void {
    scans.value = scans.value.map((one) => (one === scan ? { ...one, ...change } : one));
  }
  /** Sends what is not there yet, one after another. The same again adds nothing. */
  async function sendAll(report: number): Promise<void> {
    for (const scan of scans.value.filter((one) => !one.isSent)) {
      try {
        await send(report, scan);
        change(scan, { isSent: true, fault: undefined });
      } catch (fault) {
        change(scan, { fault });
      }
    }
  }
  onBeforeUnmount(clear);
  return { scans, at, shown, add, drop, clear, change, sendAll };
}
