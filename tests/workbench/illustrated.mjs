// Photographs come with what is opened first: a report that is to be judged, two that may be the
// same, a case that is closed.
import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG of one shade of grey, 0 to 255. */
export function painted(width, height, shade) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 8; // bits a pixel; the other fields are 0: grey, not interlaced
  const line = Buffer.alloc(width + 1, shade);
  line[0] = 0; // as it is
  const lines = Buffer.concat(Array(height).fill(line));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Sends them to the office's server as somebody who judges reports and merges. */
export async function illustrate(address, place, login, password) {
  const entered = await fetch(`${address}/api/v1/session`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password, code: '' }),
  });
  const headers = { Cookie: entered.headers.get('Set-Cookie').split(';')[0] };
  const below = `${address}/api/v1/inspections/${place}`;
  const [inspection, object] = place.split('/');
  const read = async (url) => (await fetch(url, { headers })).json();
  const list = (what, query) => read(
    `${address}/api/v1/${what}?${new URLSearchParams({ inspection, object, limit: 1, ...query })}`);
  const reportOf = async (matter) => (await read(`${below}/matters/${matter}`)).of.report;
  const send = async (report, name, shade, isWorking = true) => {
    const form = new FormData();
    form.append('file', new Blob([painted(120, 80 + shade, shade)]), name);
    if (isWorking) form.append('working', '1');
    const answer = await fetch(`${below}/reports/${report}/attachments`,
      { method: 'POST', headers, body: form });
    assert.equal(answer.status, 201, await answer.text());
  };
  const [undecided] = (await list('matters', { state: 'undecided', order: 'oldest' })).items;
  const [alike] = (await read(`${below}/proposals?limit=1`)).items;
  const [closed] = (await list('cases', { standing: 'closed' })).items;
  const held = await read(`${below}/cases/${closed.file.case}`);
  const judged = [alike.matter, alike.nearest, held.matters[0]];
  for (const report of [undecided.of.report, ...await Promise.all(judged.map(reportOf))]) {
    await send(report, '模拟：之前.png', 60);
    await send(report, '模拟：之后.png', 180);
    await send(report, 'letter.png', 220, false);
  }
}
