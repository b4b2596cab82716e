import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, it } from 'vitest';
import { readCheckpoint } from '../../../../src/main/runs/checkpoint';
import { buildFixture, type BuiltFixture } from '../../../build-fixture';
import { expectOtherTensors, expectSameTensors } from '../../../expect-same-tensors';
import { temporaryFolder } from '../../../temporary-folder';

let fixture: BuiltFixture;
beforeAll(async () => {
  fixture = await buildFixture('test/fixtures/train-and-save.ts');
});
afterAll(() => fixture.remove());

it.each(['compiled', 'eager'])(
  'a run that goes on in a fresh process ends bit for bit as if it had never stopped, %s',
  async (execution) => {
    const folder = await temporaryFolder();
    const [whole, half, continued] = ['whole', 'half', 'continued'].map((name) => join(folder, `${name}.safetensors`));
    const train = (first: number, last: number, from: string, to = ''): Promise<unknown> =>
      promisify(execFile)(process.execPath, [fixture.script, execution, String(first), String(last), from, to]);
    await train(1, 20, '-', whole);
    await train(1, 10, '-', half);
    await train(11, 20, half ?? '', continued);
    const expected = await readCheckpoint(whole ?? '');
    expectSameTensors((await readCheckpoint(continued ?? '')).tensors, expected.tensors);
    expectOtherTensors((await readCheckpoint(half ?? '')).tensors, expected.tensors);
  },
);
