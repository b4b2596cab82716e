import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEpochs } from '../../../../src/main/runs/read-epochs';
import { epochOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

async function read(...lines: readonly string[]): ReturnType<typeof readEpochs> {
  const file = join(await temporaryFolder(), 'epochs.jsonl');
  await writeFile(file, lines.join('\n'));
  return readEpochs(file);
}

const cutShort = epochOf(3, { complete: false });
const whole = [1, 2].map((epoch) => JSON.stringify(epochOf(epoch)));

test('the newest line and the newest whole epoch are told apart', async () => {
  expect(await read(...whole, '')).toEqual({ last: epochOf(2), lastComplete: epochOf(2), damagedLines: 0 });
  const { last, lastComplete } = await read(...whole, JSON.stringify(cutShort), '');
  expect([last, lastComplete]).toEqual([cutShort, epochOf(2)]);
});

test('a file that is empty or missing, as in runs of older versions, has no epochs', async () => {
  const nothing = { last: null, lastComplete: null, damagedLines: 0 };
  expect(await read('')).toEqual(nothing);
  expect(await readEpochs(join(await temporaryFolder(), 'missing'))).toEqual(nothing);
});

test('damaged lines, a torn last one among them, are passed over and counted', async () => {
  const last = JSON.stringify(cutShort);
  const damaged = ['no JSON', '[]', last.replace('"steps":100', '"steps":0'), last.replace('false', '0')];
  for (let length = 1; length < last.length; length++) {
    const found = await read(...damaged, ...whole, last.slice(0, length));
    expect(found).toEqual({ last: epochOf(2), lastComplete: epochOf(2), damagedLines: damaged.length + 1 });
  }
});
