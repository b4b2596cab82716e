import { describe, expect, it } from 'vitest';
import { libraryPlan } from '../../../tools/setup/tensorflow-library.mjs';
import { chosenTensorflow, rememberTensorflow } from '../../../tools/setup/tensorflow-choice.mjs';
import { installOfficialTensorflow } from '../../../tools/setup/tensorflow-official.mjs';
import { temporaryFolder } from '../../temporary-folder';
import { quietProgress } from '../quiet-progress';

describe('the choice of TensorFlow', () => {
  it('is the processor’s until another is chosen, and that is remembered', async () => {
    const cache = await temporaryFolder();
    expect(await chosenTensorflow(cache, {})).toBe('cpu');
    await rememberTensorflow(cache, 'gpu');
    expect(await chosenTensorflow(cache, {})).toBe('gpu');
    expect(await chosenTensorflow(cache, { GAN_STUDIO_TENSORFLOW: 'cpu' })).toBe('cpu');
    await rememberTensorflow(cache, 'cpu');
    expect(await chosenTensorflow(cache, {})).toBe('cpu');
  });

  it('refuses an unknown one by key, value and what is allowed', async () => {
    const choosing = chosenTensorflow(await temporaryFolder(), { GAN_STUDIO_TENSORFLOW: 'tpu' });
    await expect(choosing).rejects.toThrow('GAN_STUDIO_TENSORFLOW is "tpu", and only cpu, gpu, official are known.');
  });

  it.each(['win32-x64', 'darwin-x64', 'freebsd-x64'])(
    'says for %s that there is no library, and what is left',
    (platform) => {
      expect(() => libraryPlan('cpu', platform)).toThrow(`no usable library for ${platform}`);
    },
  );

  it('offers CUDA for Linux x64 only', () => {
    expect(libraryPlan('gpu', 'linux-x64').wheels.map(({ project }) => project)).toContain('nvidia-cudnn-cu12');
    expect(() => libraryPlan('gpu', 'darwin-arm64')).toThrow('CUDA can be had for Linux x64 only');
  });

  it('of the official installer ends in a sentence where its host does not answer', async () => {
    const root = await temporaryFolder();
    const environment = { CDN_STORAGE: 'http://127.0.0.1:1/' };
    const installing = installOfficialTensorflow({ root, environment, progress: quietProgress().progress });
    await expect(installing).rejects.toMatchObject({
      message: 'The host of the official TensorFlow installer (http://127.0.0.1:1/) does not answer.',
      cure: expect.stringMatching(/npm run setup/) as string,
    });
  });
});
