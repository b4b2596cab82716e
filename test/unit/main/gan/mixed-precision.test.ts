import { expect, it } from 'vitest';
import { mixedPrecisionGain, processorFlags } from '../../../../src/main/gan/mixed-precision';

it('finds the features of a processor of Intel, AMD and Arm', () => {
  expect(processorFlags('processor : 0\nflags\t\t: fpu avx512_bf16 amx_tile\n')).toContain('avx512_bf16');
  expect(processorFlags('processor : 0\nFeatures\t: fp asimd bf16\n')).toContain('bf16');
  expect(processorFlags('nothing to see')).not.toContain('bf16');
});

it('gains on graphics cards and never on the pure-JavaScript backend', async () => {
  const device = { name: '', threads: 1 } as const;
  expect(await mixedPrecisionGain({ ...device, kind: 'gpu', backend: 'tensorflow' })).toBe('gains');
  expect(await mixedPrecisionGain({ ...device, kind: 'cpu', backend: 'js' })).toBe('loses');
});
