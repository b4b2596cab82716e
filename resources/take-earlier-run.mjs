/**
 * Takes the pictures and curves of the explanation page out of a real run:
 *
 *   npm run --silent cli -- train --preset quick-digits --steps 1600 --runs runs
 *   node resources/take-earlier-run.mjs runs/<run folder>
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';

const target = join(import.meta.dirname, '..', 'src', 'renderer', 'assets', 'earlier-run');
/** How far into the run each picture lies, as a share of its sheets: much happens early. */
const moments = [0, 0.0625, 0.125, 0.3125, 1];
/** Two by two of a sheet's images, 28 pixels each: those at its lower left. */
const side = 56;
const corner = { x: 0, y: 8 * 28 };
const curvePoints = 80;

const runFolder = process.argv[2];
if (runFolder === undefined) throw new Error('Name the folder of a finished run.');

const sheets = (await readdir(join(runFolder, 'samples'))).filter((name) => name.endsWith('.png')).sort();
for (const [index, moment] of moments.entries()) {
  const name = sheets[Math.round(moment * (sheets.length - 1))];
  const picture = cutCorner(decode(await readFile(join(runFolder, 'samples', name))));
  await writeFile(join(target, `sheet-${index + 1}.png`), picture);
}

const lines = (await readFile(join(runFolder, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n');
const metrics = lines.map((line) => JSON.parse(line));
const beliefs = {
  real: means(metrics.map(({ realProbability }) => realProbability)),
  made: means(metrics.map(({ fakeProbability }) => fakeProbability)),
};
await writeFile(join(target, 'beliefs.json'), `${JSON.stringify(beliefs, null, 2)}\n`);

function cutCorner({ width, data }) {
  const pixels = new Uint8Array(side * side);
  for (let y = 0; y < side; y++) {
    const start = (corner.y + y) * width + corner.x;
    pixels.set(data.subarray(start, start + side), y * side);
  }
  return encode({ width: side, height: side, data: pixels, channels: 1, depth: 8 });
}

/** Means over equal shares of the run, three decimals. */
function means(values) {
  return Array.from({ length: curvePoints }, (_, point) => {
    const share = values.slice(
      Math.floor((point * values.length) / curvePoints),
      Math.floor(((point + 1) * values.length) / curvePoints),
    );
    return Number((share.reduce((sum, value) => sum + value, 0) / share.length).toFixed(3));
  });
}
