import { readFile } from 'node:fs/promises';
import type { Device } from '../../shared/run';

/** Whether mixed precision takes less time than float32 on a device. */
export type MixedPrecisionGain = 'gains' | 'loses' | 'unknown';

/** Flags of /proc/cpuinfo that stand for products of bfloat16 in hardware: Intel and AMD, then Arm. */
const bfloat16Flags = ['avx512_bf16', 'amx_bf16', 'avx_ne_convert', 'bf16'];

/** Graphics cards multiply in float16; of processors only Linux tells. */
export async function mixedPrecisionGain(device: Device): Promise<MixedPrecisionGain> {
  if (device.backend === 'js') return 'loses';
  if (device.kind === 'gpu') return 'gains';
  if (process.platform !== 'linux') return 'unknown';
  const flags = processorFlags(await readFile('/proc/cpuinfo', 'utf8'));
  return bfloat16Flags.some((flag) => flags.has(flag)) ? 'gains' : 'loses';
}

/** The features of the first processor of /proc/cpuinfo. */
export function processorFlags(text: string): ReadonlySet<string> {
  const [, flags = ''] = /^(?:flags|Features)\s*:\s*(.*)$/m.exec(text) ?? [];
  return new Set(flags.split(/\s+/));
}
