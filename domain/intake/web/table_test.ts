import { expect, test } from 'vitest';
import {
  asUtf8, bodyOf, fieldsOf, lineIn, rejectedTable, rowsAt, tableOf, textOf,
} from './table';

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

test('fields are quoted or not, and hold quotes, commas and lines', () => {
  expect(fieldsOf('a,b,')).toEqual(['a', 'b', '']);
  expect(fieldsOf('"a,1","say ""x""",5" pipe')).toEqual(['a,1', 'say "x"', '5" pipe']);
  expect(fieldsOf('"two\nlines",x')).toEqual(['two\nlines', 'x']);
  expect(fieldsOf('')).toEqual(['']);
});

test('a table is cut between rows, and lines are counted through it', () => {
  const rows = Array.from({ length: 1201 }, (_, at) => `${at},"two\nlines ${at}"`);
  const table = tableOf(bytes(`id,text\r\n${rows.join('\r\n')}\r\n\r\n`));
  expect(table.columns).toEqual(['id', 'text']);
  expect(table.first).toEqual(['0', 'two\nlines 0']);
  expect(table.rows).toBe(1201);
  expect(table.parts.map((part) => [part.rows, part.line])).toEqual([
    [500, 2], [500, 1002], [201, 2002],
  ]);
  const [, second] = table.parts;
  expect(textOf(table.bytes, second!.from, second!.from + 3)).toBe('500');
  expect(bodyOf(table, second!).size).toBe(table.header + second!.to - second!.from);
  expect(lineIn(table, second!, 4)).toBe(1004);
  expect(rowsAt(table, second!, new Set([1004]))).toEqual(
    new Map([[1004, ['501', 'two\nlines 501']]]),
  );
});

test('a quote within a field is a character, a lone CR ends a line', () => {
  const table = tableOf(bytes('id,text\r1,5" pipe\r2,x\r'));
  expect(table.rows).toBe(2);
  expect(table.parts[0]?.line).toBe(2);
});

test('without rows there is a header to be looked at', () => {
  const table = tableOf(bytes('id,time\n'));
  expect([table.rows, table.parts]).toEqual([0, [{ from: 8, to: 8, rows: 0, line: 2 }]]);
  expect(tableOf(bytes('')).columns).toEqual(['']);
});

test('tables of spreadsheets are read: marks, GB18030, UTF-16', () => {
  const words = '编号';
  expect(asUtf8(bytes(`\ufeff${words}`))).toEqual(bytes(words));
  expect(asUtf8(new Uint8Array([0xb1, 0xe0, 0xba, 0xc5]))).toEqual(bytes(words));
  const spoilt = new Uint8Array([...bytes(words), 0xb1, 0xe0]);
  expect(asUtf8(spoilt)).toBe(spoilt);
  expect(asUtf8(new Uint8Array([0xff, 0xfe, 0x16, 0x7f, 0xf7, 0x53]))).toEqual(bytes(words));
});

test('what was rejected is a table again', () => {
  const rejected = [
    { line: 3, fields: ['1'], reason: 'no, really' },
    { line: 9, fields: ['2', 'a', 'b'], reason: 'x' },
  ];
  expect(rejectedTable(['id', 'text'], rejected)).toBe(
    '\ufeffid,text,line,reason\r\n1,,3,"no, really"\r\n2,"a,b",9,x\r\n',
  );
  const again = [{ line: 2, fields: ['1', 'a', '3', 'old'], reason: 'new' }];
  expect(rejectedTable(['id', 'text', 'line', 'reason'], again)).toBe(
    '\ufeffid,text,line,reason\r\n1,a,2,new\r\n',
  );
});
