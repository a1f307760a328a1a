import { expect, test } from 'vitest';
import { differences, type Piece } from './difference';

const side = (pieces: Piece[], left: Piece['kind']) =>
  pieces.filter((one) => one.kind !== left).map((one) => one.text).join('');

test('both texts can be read off the pieces', () => {
  const texts = ['', '搅拌站夜里生产', '搅拌站每天夜间生产，粉尘很大', 'dust at night', '夜里', '生产夜里'];
  for (const before of texts) {
    for (const after of texts) {
      const pieces = differences(before, after);
      expect(side(pieces, 'added')).toBe(before);
      expect(side(pieces, 'removed')).toBe(after);
      expect(pieces.every((one) => one.kind === 'same')).toBe(before === after);
    }
  }
});

test('what is common stays', () => {
  const pieces = differences('夜里粉尘很大', '夜里噪声很大');
  expect(pieces[0]).toEqual({ kind: 'same', text: '夜里' });
  expect(pieces.at(-1)?.kind).toBe('same');
});

test('texts that are too long for a table are compared as wholes', () => {
  const long = (letter: string) => `${letter} `.repeat(1500);
  expect(differences(long('a'), long('b')).map((one) => one.kind)).toEqual(['removed', 'added']);
});
