/**
 * Takes the pictures and curves of the explanation page out of a real run:
 *
 *   npm run --silent cli -- train --preset quick-digits --steps 1840 --set samples.everySteps=20 --runs runs
 *   node resources/take-earlier-run.mjs runs/<run folder>
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decode, encode } from 'fast-png';

const target = join(import.meta.dirname, '..', 'src', 'renderer', 'assets', 'earlier-run');
/** Steps of the pictures: much happens early. */
const moments = [20, 60, 140, 500, 1840];
/** Two by two of a sheet's images, 28 pixels each, that become four different digits. */
const side = 56;
const corner = { x: 7 * 28, y: 0 };
const curvePoints = 80;

const runFolder = process.argv[2];
if (runFolder === undefined) throw new Error('Name the folder of a finished run.');

for (const [index, step] of moments.entries()) {
  const sheet = await readFile(join(runFolder, 'samples', `${String(step).padStart(6, '0')}.png`));
  await writeFile(join(target, `sheet-${index + 1}.png`), cutCorner(decode(sheet)));
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
