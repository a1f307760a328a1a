// Letters and photographs for those who test or show what is done with them.

/** A picture of a letter, as a scanner would give it. */
export async function scanned(page, name, type = 'image/png', words = '模拟：一封信') {
  const bytes = await page.evaluate(async ([kind, text]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 1130 });
    const paper = canvas.getContext('2d');
    paper.fillStyle = '#fdfcf7';
    paper.fillRect(0, 0, 800, 1130);
    paper.fillStyle = '#222';
    paper.font = '28px sans-serif';
    for (let y = 140; y < 1000; y += 60) paper.fillText(`${text} ${y}`, 90, y);
    const blob = await new Promise((done) => canvas.toBlob(done, kind));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [type, words]);
  return { name, mimeType: type, buffer: Buffer.from(bytes) };
}

/** A photograph of a chimney before a sky, so wide and high, with more or less smoke. */
export async function photographed(page, name, { type = 'image/jpeg', size, smoke = 0 }) {
  const bytes = await page.evaluate(async ([kind, [width, height], puffs]) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const film = canvas.getContext('2d');
    film.fillStyle = '#a9c4d8';
    film.fillRect(0, 0, width, height);
    film.fillStyle = '#6b705c';
    film.fillRect(0, height * 0.8, width, height * 0.2);
    film.fillStyle = '#7f4f3a';
    film.fillRect(width * 0.45, height * 0.35, width * 0.1, height * 0.5);
    film.fillStyle = '#4a4a4acc';
    for (let puff = 0; puff < puffs; ++puff) {
      film.beginPath();
      const radius = (height * (3 + puff)) / 60;
      film.arc(width * (0.5 + puff * 0.06), height * (0.3 - puff * 0.04), radius, 0, 7);
      film.fill();
    }
    const blob = await new Promise((done) => canvas.toBlob(done, kind));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, [type, size, smoke]);
  return { name, mimeType: type, buffer: Buffer.from(bytes) };
}
