import { useI18n } from 'vue-i18n';
import type { NetworkRole } from '../../../shared/network-problems';
import { useLayerWords } from '../../i18n/use-layer-words';
import type { NetworkGraphStructure } from '../../network-drawing/graph-structure';

/** The graph in a few sentences, for those who cannot see it: how large the networks are, and which wires are special. */
export function useGraphWords(): (networks: Readonly<Record<NetworkRole, NetworkGraphStructure>>) => string {
  const { t } = useI18n();
  const words = useLayerWords();

  function ofOne(role: NetworkRole, { nodes, wires }: NetworkGraphStructure): string {
    const layers = nodes.filter(({ traced }) => traced !== null).length;
    const text = t('graph.described', { network: t(`editor.${role}`), layers, wires: wires.length });
    const skips = wires.filter(({ isSkip }) => isSkip);
    const listed = skips.map(({ source, target }) => `${words.source(source)} → ${target}`).join(t('graph.comma'));
    return skips.length === 0 ? text : `${text} ${t('graph.describedSkips', { listed })}`;
  }

  return ({ generator, discriminator }) => `${ofOne('generator', generator)} ${ofOne('discriminator', discriminator)}`;
}
