import { expect, test } from 'vitest';
import { isEnough } from './alike';
import { expanded } from './phrases';
import {
  begun, contentOf, copyPlace, drawNumber, isBlank, spoken, wholePlace, type Writing,
} from './report';

const regions = [
  { code: '3701', name: '济南市', within: '山东省' },
  { code: '370112', name: '历城区', within: '济南市' },
];
function writing(change: Partial<Writing>): Writing {
  return { ...begun('call'), ...change };
}

test('a number can be read aloud, and is no case number', () => {
  const number = drawNumber('call');
  expect(number).toMatch(/^D\d{3}-\d{3}$/);
  expect(drawNumber('letter')).toMatch(/^X/);
  expect(spoken('D048-196')).toBe('D 048 196');
});

test('a place is said with what it lies in', () => {
  const county = writing({ region: '370112', place: ' 港沟街道 ' });
  expect(wholePlace(county, regions)).toBe('济南市历城区港沟街道');
  expect(wholePlace(writing({ region: '3701' }), regions)).toBe('济南市');
  expect(wholePlace(writing({ place: '某地' }), regions)).toBe('某地');
});

test('what is not known is not sent', () => {
  const content = contentOf(writing({ text: '模拟' }), 'letter', regions);
  expect(content).not.toHaveProperty('postmark');
  expect([content.channel, content.kind, content.reporter_name])
    .toEqual(['letter', 'complaint', '']);
});

test('what was copied overwrites nothing', () => {
  const last = writing({ region: '3701', place: '甲', enterprise: '乙', types: ['air'] });
  const next = writing({ place: '丙' });
  copyPlace(last, next);
  expect([next.region, next.place, next.enterprise, next.types]).toEqual(['', '丙', '乙', ['air']]);
  expect(isBlank(next)).toBe(false);
  expect(isBlank(begun('call'))).toBe(true);
});

test('a phrase stands where its code stood', () => {
  const of = (code: string) => `<${code}>`;
  expect(expanded('a;yxb', 4, of)).toEqual({ text: 'a<yx>b', caret: 5 });
  expect(expanded('；FC', 3, of)).toEqual({ text: '<fc>', caret: 4 });
  expect(expanded('a;yxb', 5, of)).toBeUndefined();
  expect(expanded(';zz', 3, of)).toBeUndefined();
});

test('nothing is looked for before there is something to have in common', () => {
  expect(isEnough(writing({}))).toBe(false);
  expect(isEnough(writing({ place: ' 港 ' }))).toBe(false);
  expect(isEnough(writing({ place: '港沟' }))).toBe(true);
  expect(isEnough(writing({ text: '噪声' }))).toBe(true);
});
