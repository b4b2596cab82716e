import { defineStore } from 'pinia';
import { computed, ref, watch } from 'vue';
import type { LayerKind, LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { networkInputShape, type NetworkProblem, type NetworkRole } from '../../shared/network-problems';
import { newLayer } from '../network-editing/layer-catalogue';
import { layersAsText } from '../network-editing/layer-clipboard';
import {
  connectLayers,
  disconnectLayers,
  insertOnWire,
  type Wiring,
  type WiringProblem,
} from '../network-editing/graph-wiring';
import {
  duplicateLayers,
  indexOfLayer,
  insertLayers,
  mostLayers,
  moveLayers,
  removeLayers,
  replaceLayer,
  setInputs,
  shiftLayers,
  type Insertion,
} from '../network-editing/layer-edits';
import { withField, type FieldValue, type LayerField } from '../network-editing/layer-fields';
import { renameLayer } from '../network-editing/layer-ids';
import { mirrorDiscriminator } from '../network-editing/mirror';
import { withNetwork, type NetworkDesign } from '../network-editing/network-design';
import { useNetworkDesign } from './network-design';

/** What is picked in the editor, and what is done to it. */
export const useNetworkEditor = defineStore('network-editor', () => {
  const networks = useNetworkDesign();
  /** How both networks are shown. */
  const shown = ref<'layers' | 'graph'>('layers');
  const role = ref<NetworkRole>('generator');
  /** Ids of layers, or `input` or `label`; the last one picked is the lead. */
  const picked = ref<readonly string[]>([]);
  const anchor = ref<string | null>(null);
  /** Grows when the lead's row should take the focus. */
  const focusWish = ref(0);

  const lead = computed(() => picked.value.at(-1) ?? null);
  const network = computed(() => networks.design.networks[role.value]);
  const pickedLayers = computed(() => new Set(picked.value.filter((id) => indexOfLayer(network.value, id) >= 0)));

  const isPicked = (of: NetworkRole, id: string): boolean => of === role.value && picked.value.includes(id);
  /** What is picked alone lies open. */
  const isOpen = (of: NetworkRole, id: string): boolean => isPicked(of, id) && picked.value.length === 1;

  // other networks have other layers
  watch(
    () => networks.origin,
    () => (picked.value = []),
  );

  function pick(of: NetworkRole, id: string): void {
    networks.settle();
    role.value = of;
    picked.value = [id];
    anchor.value = id;
  }

  /** Everything from the one picked first to this one. */
  function pickUpTo(of: NetworkRole, id: string): void {
    const { layers } = networks.design.networks[of];
    const from = layers.findIndex((layer) => layer.id === anchor.value);
    const to = layers.findIndex((layer) => layer.id === id);
    if (of !== role.value || from < 0 || to < 0) return pick(of, id);
    const range = layers.slice(Math.min(from, to), Math.max(from, to) + 1).map((layer) => layer.id);
    picked.value = from <= to ? range : range.reverse();
  }

  function pickToo(of: NetworkRole, id: string): void {
    if (of !== role.value) return pick(of, id);
    picked.value = picked.value.includes(id) ? picked.value.filter((other) => other !== id) : [...picked.value, id];
    anchor.value = id;
  }

  function clear(): void {
    networks.settle();
    picked.value = [];
  }

  function focusLead(): void {
    focusWish.value++;
  }

  function replace(of: NetworkRole, next: NetworkSpec, field: string | null = null): void {
    networks.edit(withNetwork(networks.design, of, next), field);
  }

  function takeInsertion(of: NetworkRole, { network: next, ids }: Insertion): void {
    if (next.layers.length > mostLayers) return;
    replace(of, next);
    role.value = of;
    picked.value = ids;
    anchor.value = ids[0] ?? null;
    focusLead();
  }

  /** @param index where it will stand */
  function add(of: NetworkRole, index: number, kind: LayerKind): void {
    const before = networks.traces[of][index - 1];
    const input = index === 0 ? (of === 'generator' ? [networks.design.latent.size] : null) : before?.outputShape;
    takeInsertion(of, insertLayers(networks.design.networks[of], index, [newLayer(kind, input ?? null)]));
  }

  /** Puts a layer between another one and what it takes. */
  function addOnWire(of: NetworkRole, source: string, target: string, kind: LayerKind): void {
    const shape = networks.traces[of].find(({ layer }) => layer.id === source)?.outputShape;
    const input = source === 'input' ? networkInputShape(networks.design, of) : (shape ?? null);
    takeInsertion(of, insertOnWire(networks.design.networks[of], source, target, newLayer(kind, input)));
  }

  /** @returns why it cannot be; null where it was done */
  function takeWiring(of: NetworkRole, wiring: Wiring): WiringProblem | null {
    if (!wiring.ok) return wiring.problem;
    replace(of, wiring.network);
    return null;
  }

  /** Lets `target` take what `source` makes. @returns as `takeWiring` */
  function connect(of: NetworkRole, source: string, target: string): WiringProblem | null {
    const problem = takeWiring(of, connectLayers(networks.design.networks[of], source, target));
    if (problem === null) pick(of, target);
    return problem;
  }

  function disconnect(of: NetworkRole, source: string, target: string): WiringProblem | null {
    return takeWiring(of, disconnectLayers(networks.design.networks[of], source, target));
  }

  function paste(layers: readonly LayerSpec[]): void {
    const last = network.value.layers.findLastIndex(({ id }) => pickedLayers.value.has(id));
    const place = last < 0 ? network.value.layers.length : last + 1;
    takeInsertion(role.value, insertLayers(network.value, place, layers));
  }

  function duplicate(): void {
    if (pickedLayers.value.size > 0) takeInsertion(role.value, duplicateLayers(network.value, pickedLayers.value));
  }

  /** @returns the layers that went */
  function remove(): readonly LayerSpec[] {
    const ids = pickedLayers.value;
    const { layers } = network.value;
    const gone = layers.filter(({ id }) => ids.has(id));
    const last = layers.findLastIndex(({ id }) => ids.has(id));
    const next = layers.slice(last + 1).find(({ id }) => !ids.has(id)) ?? layers.findLast(({ id }) => !ids.has(id));
    if (gone.length === 0) return gone;
    replace(role.value, removeLayers(network.value, ids));
    picked.value = next ? [next.id] : [];
    anchor.value = next?.id ?? null;
    focusLead();
    return gone;
  }

  function shift(direction: 1 | -1): void {
    replace(role.value, shiftLayers(network.value, pickedLayers.value, direction));
    focusLead();
  }

  /** @param index before which one they go */
  function moveTo(of: NetworkRole, ids: ReadonlySet<string>, index: number): void {
    replace(of, moveLayers(networks.design.networks[of], ids, index));
  }

  function setField(of: NetworkRole, layer: LayerSpec, name: LayerField['name'], value: FieldValue): boolean {
    const changed = withField(layer, name, value);
    if (!changed) return false;
    replace(of, replaceLayer(networks.design.networks[of], layer.id, changed), `${of}.${layer.id}.${name}`);
    return true;
  }

  function takeInputs(of: NetworkRole, id: string, inputs: readonly string[]): void {
    replace(of, setInputs(networks.design.networks[of], id, inputs));
  }

  function rename(of: NetworkRole, id: string, wanted: string): void {
    const next = renameLayer(networks.design.networks[of], id, wanted);
    if (next === networks.design.networks[of]) return;
    replace(of, next);
    picked.value = picked.value.map((one) => (one === id ? wanted : one));
  }

  /** @param field as in `edit` */
  function change(part: Partial<NetworkDesign>, field: string): void {
    networks.edit({ ...networks.design, ...part }, field);
  }

  function mirror(): void {
    replace('generator', mirrorDiscriminator(networks.design));
    if (role.value === 'generator') picked.value = [];
  }

  /** Goes to a problem's layer. */
  function show({ network: of, layerId }: NetworkProblem): void {
    pick(of, layerId);
    focusLead();
  }

  return {
    shown,
    role,
    picked,
    lead,
    pickedLayers,
    focusWish,
    isPicked,
    isOpen,
    pick,
    pickUpTo,
    pickToo,
    clear,
    focusLead,
    add,
    addOnWire,
    connect,
    disconnect,
    paste,
    duplicate,
    remove,
    shift,
    moveTo,
    setField,
    takeInputs,
    rename,
    change,
    mirror,
    show,
    copied: () => layersAsText(network.value, pickedLayers.value),
  };
});
