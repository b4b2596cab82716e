import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { PaceCalibration, type PaceCalibrationOptions } from '../../../../src/main/app/pace-calibration';
import { paceReferences } from '../../../../src/shared/pace-references';
import { success } from '../../../../src/shared/result';
import type { Device } from '../../../../src/shared/run';
import { stepWork } from '../../../../src/shared/step-work';
import { temporaryFolder } from '../../../temporary-folder';

const device: Device = { kind: 'cpu', backend: 'tensorflow', name: 'CPU, 2 threads', threads: 2 };
const names = Object.keys(paceReferences);

async function setUp(changes: Partial<PaceCalibrationOptions> = {}) {
  const asked: string[] = [];
  const options: PaceCalibrationOptions = {
    path: join(await temporaryFolder(), 'pace.json'),
    measure: (reference) => {
      asked.push(reference);
      const [recipe] = Object.values(paceReferences);
      if (!recipe) throw new Error('There are no references.');
      const step = { name: reference, work: stepWork(recipe), seconds: 0.01 };
      return Promise.resolve(success({ step, device, tensorflow: '2.9.1' }));
    },
    isTraining: () => false,
    onMeasured: vi.fn(),
    quiet: 1,
    ...changes,
  };
  return { asked, options, calibration: await PaceCalibration.open(options) };
}

test('a machine is measured once, and it is kept', async () => {
  const { asked, options, calibration } = await setUp();
  await calibration.run(device);
  expect(asked).toEqual(names);
  expect(options.onMeasured).toHaveBeenCalledWith(calibration.measurement);
  expect(JSON.parse(await readFile(options.path, 'utf8'))).toEqual(calibration.measurement);
  const again = await PaceCalibration.open(options);
  await again.run(device);
  expect(asked).toEqual(names);
  expect(again.measurement).toEqual(calibration.measurement);
});

test('where nothing is to be measured nothing is', async () => {
  const { asked, calibration } = await setUp({ quiet: null });
  await calibration.run(device);
  expect(asked).toEqual([]);
  expect(calibration.measurement).toBeNull();
});

test('another device is measured anew', async () => {
  const { asked, calibration } = await setUp();
  await calibration.run(device);
  await calibration.run({ ...device, name: 'CPU, 8 threads' });
  expect(asked).toEqual([...names, ...names]);
});

test('nothing is measured while a run trains, and what a run began beside is measured again', async () => {
  const training = [true, false, false, false, true, false];
  const { asked, calibration } = await setUp({ isTraining: () => training.shift() ?? false });
  await calibration.run(device);
  const [first, second] = names;
  expect(asked.slice(0, 3)).toEqual([first, second, second]);
});

test('a studio that ends measures nothing more', async () => {
  const { asked, calibration, options } = await setUp();
  calibration.close();
  await calibration.run(device);
  expect(asked).toEqual([]);
  expect(options.onMeasured).not.toHaveBeenCalled();
});
