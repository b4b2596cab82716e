import { StudioError } from '../../shared/studio-error';
import { drawDifferently, type FullCandidate } from './candidates';
import type { ForeignLayer } from './foreign-layers';
import type { ForeignNetworks } from './foreign-networks';
import { unreadableFile } from './unreadable-file';

/**
 * The candidate that a person named, or the first where they all draw the same.
 *
 * @param asked its id, or the name of its preset
 * @throws StudioError `file-unreadable` where nothing fits, `invalid-request` where the person must choose or chose another
 */
export function chooseCandidate(
  path: string,
  candidates: readonly FullCandidate[],
  problem: string | null,
  asked: string | null,
): FullCandidate {
  const [first] = candidates;
  if (!first) throw unreadableFile(path, problem ?? 'nothing fits its weights');
  const names = candidates.map(({ shown }) => shown.id).join(', ');
  if (asked === null) {
    if (!drawDifferently(candidates)) return first;
    throw new StudioError('invalid-request', `${path} can be read in several ways; choose one of: ${names}.`);
  }
  const byId = candidates.find(({ shown }) => shown.id === asked);
  const byPreset = candidates.filter(({ recipe }) => recipe.preset === asked);
  const chosen = byId ?? (byPreset.length === 1 ? byPreset[0] : undefined);
  if (chosen) return chosen;
  throw new StudioError('invalid-request', `The weights of ${path} do not fit "${asked}"; choose one of: ${names}.`);
}

/** Why no candidate was found. */
export function findProblem({ networks }: ForeignNetworks): string {
  if (networks.length === 0) return 'it holds no network';
  const generator =
    networks.find(({ role }) => role === 'generator' || role === 'unknown') ??
    networks.find(({ role }) => role === 'average');
  if (!generator) return 'it holds a discriminator but no generator, which drawing images needs';
  const unknown = generator.layers.find(({ kind }) => kind === 'unknown');
  if (unknown) return `its layer "${unknown.path}" is of a kind that cannot be told from its shapes`;
  if (endsInOne(generator.layers)) return 'it looks like a discriminator alone; drawing images needs a generator';
  return 'its layers fit no preset and are no plain sequence that ends in a square image';
}

function endsInOne(layers: readonly ForeignLayer[]): boolean {
  const last = layers.at(-1);
  return last?.kind === 'dense' && last.outputs === 1;
}
