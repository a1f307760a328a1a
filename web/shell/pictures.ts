// Pictures before the eye: how large they are shown, what stays in the middle, which two are
// compared first.

export interface Picture {
  address: string;
  caption: string;
}

/** How much larger than the place that a picture has, one after another. */
export const ZOOMS = [1, 1.5, 2.5];

export function zoomAfter(zoom: number): number {
  return ZOOMS[(ZOOMS.indexOf(zoom) + 1) % ZOOMS.length] ?? 1;
}

/**
 * What is in the middle of a window, as a part of the whole that it shows, 0 to 1.
 *
 * from     where the window begins
 * window   how much of the whole it shows
 */
export function middleOf(from: number, window: number, whole: number): number {
  return (from + window / 2) / whole;
}

/** Where a window must begin for this to be in its middle, as far as the whole reaches. */
export function beginningFor(middle: number, window: number, whole: number): number {
  return Math.max(0, Math.min(whole - window, middle * whole - window / 2));
}

/** Which two are compared first: of two reports, where there are two. */
export function firstPair(pictures: { report: number }[]): [number, number] {
  const other = pictures.findIndex((one) => one.report !== pictures[0]?.report);
  return [0, other < 0 ? 1 : other];
}
