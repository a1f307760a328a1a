// How much paper a letter takes, and where its imprint (版记) goes: GB/T 9704-2012, 7.4 and 7.5.

export interface Imprint {
  page: number; // at the foot of this one
  isApart: boolean; // behind a blank page: neither of the two bears a number
}

/** At the foot of the last even page, below the text. */
export function imprintOf(pages: number, pagesWithIt: number): Imprint {
  const isEven = pages % 2 === 0;
  if (!isEven) return { page: pages + 1, isApart: false };
  return pagesWithIt > pages
    ? { page: pages + 2, isApart: true }
    : { page: pages, isApart: false };
}

/**
 * Pages that a part of this page takes on paper: a copy of class `measured`, in columns as wide and
 * as high as the pages, breaks where they do. `without` are parts of it that are not printed there.
 */
export function pagesOf(part: HTMLElement, without = ''): number {
  const copy = part.cloneNode(true) as HTMLElement;
  copy.classList.add('measured');
  if (without) copy.querySelector(without)?.remove();
  part.after(copy);
  const pages = Math.max(1, Math.round(copy.scrollWidth / copy.clientWidth));
  copy.remove();
  return pages;
}
