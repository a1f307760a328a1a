// What was added and taken away between two texts: by words where the browser can tell them apart
// (Intl.Segmenter knows Chinese), else by characters.
export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

const MOST_CELLS = 4_000_000; // of the table; longer texts are compared as wholes

interface Segments {
  segment(text: string): Iterable<{ segment: string }>;
}
type Segmenter = new (locale: string, options: { granularity: 'word' }) => Segments;

export function pieces(text: string): string[] {
  const { Segmenter } = Intl as unknown as { Segmenter?: Segmenter };
  if (!Segmenter) return [...text];
  const words = new Segmenter('zh', { granularity: 'word' });
  return [...words.segment(text)].map((one) => one.segment);
}

/** Length of the longest common subsequence of what follows each pair of places. */
function table(before: string[], after: string[]): Uint16Array[] {
  const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; --i) {
    for (let j = after.length - 1; j >= 0; --j) {
      rows[i]![j] = before[i] === after[j]
        ? rows[i + 1]![j + 1]! + 1
        : Math.max(rows[i + 1]![j]!, rows[i]![j + 1]!);
    }
  }
  return rows;
}

function add(found: Piece[], kind: Piece['kind'], text: string): void {
  const last = found[found.length - 1];
  if (last?.kind === kind) last.text += text;
  else if (text) found.push({ kind, text });
}

export function differences(before: string, after: string): Piece[] {
  const [old, now] = [pieces(before), pieces(after)];
  const found: Piece[] = [];
  if (old.length * now.length > MOST_CELLS) {
    add(found, 'removed', before);
    add(found, 'added', after);
    return found;
  }
  const common = table(old, now);
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add(found, 'same', old[i]!);
      ++i;
      ++j;
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      add(found, 'removed', old[i++]!);
    } else {
      add(found, 'added', now[j++]!);
    }
  }
  return found;
}
