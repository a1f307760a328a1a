// What the workbench is built with, from what the repository has already.
//
//   node web/build/generate.mjs FOLDER
//
// api.d.ts       the types of docs/openapi.json
// codes.json     its enumerations with their words, by the field that holds them; one name may
//                stand for several: {"state": [[["undecided", "待判", "undecided"]]]}
// regions.json   [code, name, parent] of data/regions.csv
// initials.json  the characters of data/pinyin.csv by first letter
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

/** Adds every enumeration within `schema` to `codes`, in the order of its codes. */
function collect(schema, field, codes) {
  if (schema === null || typeof schema !== 'object') return;
  if (schema['x-words']) {
    const enumeration = schema.enum.map((code) => [code, ...schema['x-words'][code]]);
    const known = (codes[field] ??= []);
    if (!known.some((one) => String(one) === String(enumeration))) known.push(enumeration);
  }
  for (const [name, inner] of Object.entries(schema)) {
    if (name === 'x-words') continue;
    if (name === 'properties') {
      for (const [key, value] of Object.entries(inner)) collect(value, key, codes);
    } else {
      collect(inner, name === 'parameters' ? '' : schema.in ? schema.name : field, codes);
    }
  }
}

/** The rows of a table whose cells hold neither commas nor quotes, without its head. */
function rowsOf(path) {
  const lines = readFileSync(join(root, path), 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => line.split(','));
}

function initials() {
  const letters = {};
  for (const [syllable, characters] of rowsOf('data/pinyin.csv')) {
    letters[syllable[0]] = (letters[syllable[0]] ?? '') + characters;
  }
  return letters;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const [folder] = process.argv.slice(2);
if (folder) {
  const document = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
  const codes = {};
  collect(document, '', codes);
  const write = (name, content) => writeFileSync(join(folder, name), content);
  mkdirSync(folder, { recursive: true });
  write('codes.json', JSON.stringify(codes));
  write('regions.json', JSON.stringify(rowsOf('data/regions.csv').map((row) => row.slice(0, 3))));
  write('initials.json', JSON.stringify(initials()));
  write('api.d.ts', astToString(await openapiTypescript(document)));
}
