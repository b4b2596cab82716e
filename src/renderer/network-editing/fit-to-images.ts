import { findNetworkProblems } from '../../shared/network-problems';
import { suggestFixes } from './fixes';
import type { NetworkDesign } from './network-design';

/** Each mends a problem; a pair that needs more is another pair. */
const mostFixes = 8;

/**
 * A pair of networks for images of another shape: what no longer fits is mended by the first fix that the editor would
 * suggest, one after the other.
 *
 * @param images side in pixels, and channels
 * @param dataClasses as `suggestFixes` takes them
 * @returns null where that leads nowhere
 */
export function fitToImages(
  design: NetworkDesign,
  images: Pick<NetworkDesign['data'], 'side' | 'channels'>,
  dataClasses: number | null,
): NetworkDesign | null {
  let fitted: NetworkDesign = { ...design, data: { ...design.data, ...images } };
  for (let fixes = 0; fixes <= mostFixes; fixes++) {
    const [problem] = findNetworkProblems(fitted);
    if (!problem) return fitted;
    const fix = suggestFixes(fitted, problem, dataClasses).find(
      ({ design: { data } }) => data.side === images.side && data.channels === images.channels,
    );
    if (!fix) return null;
    fitted = fix.design;
  }
  return null;
}
