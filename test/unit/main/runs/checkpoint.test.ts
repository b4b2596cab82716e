import fc from 'fast-check';
import { copyFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { encodeSafetensors } from '../../../../src/main/formats/safetensors';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  openCheckpoint,
  readCheckpoint,
  type Checkpoint,
} from '../../../../src/main/runs/checkpoint';
import { createRun } from '../../../../src/main/runs/create-run';
import { newRun, tensorsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';
import { tinyRecipe } from '../../../tiny-recipe';
import { inWords } from '../../../../src/shared/wording/worded';

const checkpoint: Checkpoint = { step: 600, recipe: tinyRecipe, dataFingerprint: 'f1', tensors: tensorsOf(0.5) };
const bytes = encodeCheckpoint(checkpoint);

test('step, recipe, data and tensors come back', () => {
  expect(decodeCheckpoint(bytes)).toEqual(checkpoint);
});

test('text that looks like the checksum leads nobody astray', () => {
  const misleading = { ...tinyRecipe, preset: `"checksum":"${'f'.repeat(64)}"` };
  const decoy: Checkpoint = { ...checkpoint, recipe: misleading, dataFingerprint: '"checksum":"' };
  expect(decodeCheckpoint(encodeCheckpoint(decoy))).toEqual(decoy);
});

test('any changed byte anywhere in the file is found', () => {
  for (let index = 0; index < bytes.length; index++) {
    const changed = Uint8Array.from(bytes);
    changed[index] = (changed[index] as number) ^ (1 << (index % 8));
    expect(() => decodeCheckpoint(changed), `byte ${index}`).toThrow(FormatError);
  }
});

test('any damage in several places is found', () => {
  const damage = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(damage, (changes) => {
      const changed = Uint8Array.from(bytes);
      for (const [index, value] of changes) changed[index] = value;
      if (Buffer.compare(changed, bytes) === 0) expect(decodeCheckpoint(changed)).toEqual(checkpoint);
      else expect(() => decodeCheckpoint(changed)).toThrow(FormatError);
    }),
  );
});

test('every file that is cut short, and one with something behind it, is refused', () => {
  for (let length = 0; length < bytes.length; length += 7) {
    expect(() => decodeCheckpoint(bytes.subarray(0, length)), `${length} bytes`).toThrow(FormatError);
  }
  expect(() => decodeCheckpoint(Buffer.concat([bytes, Buffer.of(0)]))).toThrow('checksum does not match');
});

test('safetensors from elsewhere are no checkpoint', () => {
  expect(() => decodeCheckpoint(encodeSafetensors(tensorsOf(1), {}))).toThrow('it carries no checksum');
});

test('a damaged file is named', async () => {
  const file = join(await temporaryFolder(), '000600.safetensors');
  await writeFile(file, bytes.subarray(1));
  await expect(readCheckpoint(file)).rejects.toMatchObject({ code: 'checkpoint-damaged' });
  await expect(readCheckpoint(file)).rejects.toThrow(file);
});

describe('of a run', () => {
  /** A finished run with checkpoints 100, 200 and 300. */
  async function runWithThree(): Promise<{ folder: string; file: (step: number) => string }> {
    const recipe = { ...tinyRecipe, checkpoints: { everySeconds: 60, everySteps: null, keep: 3 } };
    const writer = await createRun(newRun(await temporaryFolder(), { recipe }));
    for (const step of [100, 200, 300]) await writer.writeCheckpoint(step, tensorsOf(step));
    await writer.finish('finished', null);
    const { folder } = writer;
    return { folder, file: (step) => join(folder, 'checkpoints', `000${step}.safetensors`) };
  }

  test('the newest opens, and any one by its step', async () => {
    const { folder, file } = await runWithThree();
    const newest = await openCheckpoint(folder);
    expect(newest).toMatchObject({ checkpoint: { step: 300, dataFingerprint: 'f1' }, file: file(300), skipped: [] });
    expect(newest.checkpoint.tensors).toEqual(tensorsOf(300));
    expect((await openCheckpoint(folder, 100)).checkpoint.tensors).toEqual(tensorsOf(100));
  });

  test('damaged ones are passed over, and that is said', async () => {
    const { folder, file } = await runWithThree();
    await truncate(file(300), 5);
    await writeFile(file(200), 'no checkpoint at all, but long enough to have a length');
    const { checkpoint: opened, skipped } = await openCheckpoint(folder);
    expect(opened.step).toBe(100);
    expect(skipped.map((one) => one.file)).toEqual([file(300), file(200)]);
    expect(skipped.every(({ reason }) => inWords(reason, 'en').length > 0)).toBe(true);
  });

  test('a damaged one that was asked for is not replaced by another', async () => {
    const { folder, file } = await runWithThree();
    await truncate(file(300), 5);
    await expect(openCheckpoint(folder, 300)).rejects.toMatchObject({ code: 'checkpoint-damaged' });
  });

  test('where none can be read, each is named with its damage', async () => {
    const { folder, file } = await runWithThree();
    for (const step of [100, 200, 300]) await truncate(file(step), 5);
    await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'no-checkpoint' });
    await expect(openCheckpoint(folder)).rejects.toThrow(file(100));
  });

  test('a step that has none is said with those that do', async () => {
    const { folder } = await runWithThree();
    await expect(openCheckpoint(folder, 250)).rejects.toMatchObject({
      code: 'no-checkpoint',
      message: `The run ${folder} has no checkpoint of step 250; choose one of: 100, 200, 300.`,
    });
  });

  test('other files in the folder are left alone', async () => {
    const { folder, file } = await runWithThree();
    await copyFile(file(300), join(folder, 'checkpoints', 'best.safetensors'));
    await copyFile(file(300), join(folder, 'checkpoints', '0000400.safetensors'));
    await writeFile(join(folder, 'checkpoints', '.abc.tmp'), '');
    expect((await openCheckpoint(folder)).checkpoint.step).toBe(300);
  });

  test('a run that is not there is said', async () => {
    const { file } = await runWithThree();
    for (const folder of ['/nowhere', file(100)]) {
      await expect(openCheckpoint(folder)).rejects.toMatchObject({ code: 'no-such-run' });
    }
  });

  test('a run before its first has none', async () => {
    const writer = await createRun(newRun(await temporaryFolder()));
    await expect(openCheckpoint(writer.folder)).rejects.toMatchObject({ code: 'no-checkpoint' });
    await expect(openCheckpoint(writer.folder, 5)).rejects.toThrow('has no checkpoint of step 5; it has none.');
  });
});
