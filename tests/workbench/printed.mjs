// What stands where on paper: the words of a PDF, in points from its left upper corner.
import { execFileSync } from 'node:child_process';

const PAGE = /<page width="([\d.]+)" height="([\d.]+)">([\s\S]*?)<\/page>/g;
const WORD = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/g;

/** The pages of what a person sees, as they would be printed, each with its words in lines. */
export async function printed(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const found = execFileSync('pdftotext', ['-bbox', '-', '-'], {
    input: pdf, encoding: 'utf8', maxBuffer: 1 << 26, stdio: 'pipe',
  });
  return [...found.matchAll(PAGE)].map(([, width, height, content]) => ({
    size: [Math.round(width), Math.round(height)], lines: linesOf(content),
  }));
}

function linesOf(content) {
  const lines = [];
  const words = [...content.matchAll(WORD)].map(([, left, top, right, bottom, text]) => ({
    left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text,
  }));
  for (const word of words.sort((one, other) => one.top - other.top || one.left - other.left)) {
    const line = lines.find((one) => Math.abs(one.top - word.top) < 3);
    if (!line) {
      lines.push({ ...word });
      continue;
    }
    line.text += ` ${word.text}`;
    line.left = Math.min(line.left, word.left);
    line.right = Math.max(line.right, word.right);
    line.bottom = Math.max(line.bottom, word.bottom);
  }
  return lines;
}
