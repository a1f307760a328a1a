// A comma-separated table as bytes (RFC 4180), cut into parts that the server takes one after
// another. What is in a row is the server's business; here is only known where rows begin.

export interface Part {
  from: number; // bytes of the table
  to: number;
  rows: number;
  line: number; // of its first row; the table's first line is 1
}

export interface Table {
  bytes: Uint8Array<ArrayBuffer>; // UTF-8 without a mark
  columns: string[];
  header: number; // bytes of it, with its line end
  lines: number; // of it
  first: string[]; // the first row, to be looked at
  parts: Part[];
  rows: number;
}

const ROWS_A_PART = 500;
const BYTES_A_PART = 4 << 20;
const MOST_BYTES = 9 << 20; // of a part: a quote that is never closed takes all that is left
const [LF, CR, QUOTE, COMMA] = [10, 13, 34, 44];

/** As the server finds an encoding: UTF-8, else what spreadsheets write under Chinese Windows. */
export function asUtf8(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [one, two, three] = bytes;
  if (one === 0xef && two === 0xbb && three === 0xbf) return bytes.subarray(3);
  if (one === 0xff && two === 0xfe) return decoded(bytes, 'utf-16le');
  if (one === 0xfe && two === 0xff) return decoded(bytes, 'utf-16be');
  return isSpoiltUtf8(bytes) ? bytes : decoded(bytes, 'gb18030');
}

/** Unchanged where it does not decode: the server refuses what it cannot read, row by row. */
function decoded(bytes: Uint8Array<ArrayBuffer>, from: string): Uint8Array<ArrayBuffer> {
  try {
    return new TextEncoder().encode(new TextDecoder(from, { fatal: true }).decode(bytes));
  } catch {
    return bytes;
  }
}

/** UTF-8, if with single bad bytes; text in GB18030 has hardly a sequence of three good ones. */
function isSpoiltUtf8(bytes: Uint8Array): boolean {
  let bad = 0;
  let long = 0;
  for (const character of new TextDecoder().decode(bytes)) {
    if (character === '\ufffd') ++bad;
    else if (character >= '\u0800') ++long;
  }
  return bad <= long;
}

interface End {
  at: number; // behind the line end
  lines: number; // that the row takes
}

/** Where the row that begins at `from` ends. Quotes count at the beginning of a field alone. */
function rowEnd(bytes: Uint8Array, from: number): End {
  let isQuoted = false;
  let isFresh = true;
  let lines = 0;
  for (let at = from; at < bytes.length; ++at) {
    const byte = bytes[at];
    const isPair = byte === CR && bytes[at + 1] === LF;
    const isEnd = byte === LF || byte === CR;
    if (isEnd) ++lines;
    if (isPair) ++at;
    if (isQuoted) {
      if (byte !== QUOTE) continue;
      if (bytes[at + 1] === QUOTE) ++at;
      else isQuoted = false;
    } else if (isEnd) return { at: at + 1, lines };
    else if (byte === QUOTE && isFresh) isQuoted = true;
    isFresh = byte === COMMA;
  }
  return { at: bytes.length, lines: lines + 1 };
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes.subarray(from, to).every((byte) => byte === LF || byte === CR);
}

/** The fields of one row, as text. */
export function fieldsOf(row: string): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= row.length; ++at) {
    let field = '';
    if (row[at] === '"') {
      for (++at; at < row.length && (row[at] !== '"' || row[at + 1] === '"'); ++at) {
        if (row[at] === '"') ++at;
        field += row[at];
      }
      ++at;
    }
    const comma = row.indexOf(',', at);
    const end = comma < 0 ? row.length : comma;
    fields.push(field + row.slice(at, end));
    at = end;
  }
  return fields;
}

export function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, to)).replace(/[\r\n]+$/, '');
}

/** Cuts a table into parts; its rows stay whole. */
export function tableOf(given: Uint8Array<ArrayBuffer>): Table {
  const bytes = asUtf8(given);
  const header = rowEnd(bytes, 0);
  const parts: Part[] = [];
  let part: Part | undefined;
  let line = 1 + header.lines;
  for (let from = header.at; from < bytes.length; ) {
    const end = rowEnd(bytes, from);
    if (!part || part.rows === ROWS_A_PART || end.at - part.from > BYTES_A_PART) {
      part = { from, to: from, rows: 0, line };
      parts.push(part);
    }
    if (!isBlank(bytes, from, end.at)) ++part.rows;
    part.to = end.at;
    line += end.lines;
    from = end.at;
  }
  const first = rowEnd(bytes, header.at);
  // Without rows the header is looked at all the same.
  if (!part) parts.push({ from: header.at, to: header.at, rows: 0, line });
  return {
    bytes,
    columns: fieldsOf(textOf(bytes, 0, header.at)).map((name) => name.trim()),
    header: header.at,
    lines: header.lines,
    first: fieldsOf(textOf(bytes, header.at, first.at)),
    parts,
    rows: parts.reduce((sum, one) => sum + one.rows, 0),
  };
}

/** A part as a table of its own. */
export function bodyOf(table: Table, part: Part): Blob {
  const to = Math.min(part.to, part.from + MOST_BYTES);
  return new Blob([table.bytes.subarray(0, table.header), table.bytes.subarray(part.from, to)]);
}

/** The line in the whole table of a line in a part. */
export function lineIn(table: Table, part: Part, line: number): number {
  return line - table.lines - 1 + part.line;
}

/** Reads the rows that begin on some lines of a part, by line. */
export function rowsAt(table: Table, part: Part, lines: Set<number>): Map<number, string[]> {
  const found = new Map<number, string[]>();
  let { line } = part;
  for (let from = part.from; from < part.to; ) {
    const end = rowEnd(table.bytes, from);
    if (lines.has(line)) found.set(line, fieldsOf(textOf(table.bytes, from, end.at)));
    line += end.lines;
    from = end.at;
  }
  return found;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface Rejected {
  line: number;
  fields: string[];
  reason: string;
}

/**
 * The rejected rows as a table that is mended and imported again: with line and reason, as
 * `ducha import` writes it. Missing fields are left empty, surplus ones joined to the last.
 */
export function rejectedTable(columns: string[], rejected: Rejected[]): string {
  const isAgain = columns.at(-2) === 'line' && columns.at(-1) === 'reason';
  const own = isAgain ? columns.slice(0, -2) : columns;
  const rows = rejected.map(({ line, fields, reason }) => {
    const kept = isAgain ? fields.slice(0, -2) : fields;
    const last = kept.slice(own.length - 1).join(',');
    const filled = own.map((_, at) => (at === own.length - 1 ? last : kept[at] ?? ''));
    return [...filled, String(line), reason];
  });
  const all = [[...own, 'line', 'reason'], ...rows];
  return `\ufeff${all.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
