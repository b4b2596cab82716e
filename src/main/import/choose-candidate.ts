import { StudioError } from '../../shared/studio-error';
import { worded, type Told, type Worded } from '../../shared/wording/worded';
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
  problem: Told | null,
  asked: string | null,
): FullCandidate {
  const [first] = candidates;
  if (!first) throw unreadableFile(path, problem ?? worded('import.nothingFits'));
  const names = candidates.map(({ shown }) => shown.id).join(', ');
  if (asked === null) {
    if (!drawDifferently(candidates)) return first;
    throw new StudioError('invalid-request', worded('import.several', { path, names }));
  }
  const byId = candidates.find(({ shown }) => shown.id === asked);
  const byPreset = candidates.filter(({ recipe }) => recipe.preset === asked);
  const chosen = byId ?? (byPreset.length === 1 ? byPreset[0] : undefined);
  if (chosen) return chosen;
  throw new StudioError('invalid-request', worded('import.misfit', { path, asked, names }));
}

/** Why no candidate was found. */
export function findProblem({ networks }: ForeignNetworks): Worded {
  if (networks.length === 0) return worded('import.noNetwork');
  const generator =
    networks.find(({ role }) => role === 'generator' || role === 'unknown') ??
    networks.find(({ role }) => role === 'average');
  if (!generator) return worded('import.noGenerator');
  const unknown = generator.layers.find(({ kind }) => kind === 'unknown');
  if (unknown) return worded('import.layerKind', { path: unknown.path });
  if (endsInOne(generator.layers)) return worded('import.discriminatorAlone');
  return worded('import.noSequence');
}

function endsInOne(layers: readonly ForeignLayer[]): boolean {
  const last = layers.at(-1);
  return last?.kind === 'dense' && last.outputs === 1;
}
