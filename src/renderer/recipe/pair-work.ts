/** How much both networks compute for one image. */
import { layerWork } from '../../shared/layer-work';
import type { NetworkRole } from '../../shared/network-problems';
import type { TracedLayer } from '../../shared/shape-inference';

/** Multiplications of one pass forward for one image; layers that make nothing count nothing. */
export function pairWork(
  traces: Readonly<Record<NetworkRole, readonly TracedLayer[]>>,
): Readonly<Record<NetworkRole, number>> {
  const sum = (traced: readonly TracedLayer[]): number =>
    traced.reduce((total, one) => total + (one.state === 'fits' ? layerWork(one) : 0), 0);
  return { generator: sum(traces.generator), discriminator: sum(traces.discriminator) };
}
