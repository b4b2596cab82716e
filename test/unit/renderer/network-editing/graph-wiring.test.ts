import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { connectLayers, disconnectLayers, insertOnWire } from '../../../../src/renderer/network-editing/graph-wiring';
import { isJoin, sourcesAt } from '../../../../src/renderer/network-editing/layer-wiring';
import { networkSpecSchema, type NetworkSpec } from '../../../../src/shared/layer-specs';
import { findPreset } from '../../../../src/shared/presets';
import { anyNewLayer, anyPresetDesign } from './arbitrary-networks';

const anyNetwork = fc
  .tuple(anyPresetDesign, fc.constantFrom<'generator' | 'discriminator'>('generator', 'discriminator'))
  .map(([{ networks }, role]) => networks[role]);
/** A network with a join put in somewhere, and two of its layers. */
const anyEnds = fc
  .tuple(anyNetwork, fc.nat(40), fc.nat(40), fc.nat(40))
  .map(([network, place, from, to]): { network: NetworkSpec; source: string; target: string } => {
    const layers = [...network.layers];
    layers.splice(place % layers.length, 0, { kind: 'add', id: 'sum' });
    const ids = ['input', ...layers.map(({ id }) => id)];
    const target = layers[to % layers.length]?.id ?? '';
    return { network: { ...network, layers }, source: ids[from % ids.length] ?? '', target };
  });

const wiresOf = (network: NetworkSpec): ReadonlyMap<string, readonly string[]> =>
  new Map(network.layers.map(({ id }, index) => [id, sourcesAt(network, index)]));

/** Every layer takes only what lies before it, and the recipe allows the network. */
function expectSound(network: NetworkSpec): void {
  expect(networkSpecSchema.safeParse(network).error).toBeUndefined();
  const before = new Set(['input', 'label']);
  for (const [index, { id }] of network.layers.entries()) {
    expect(sourcesAt(network, index).filter((source) => !before.has(source))).toEqual([]);
    before.add(id);
  }
}

describe('laws that hold for any network', () => {
  test('a wire that is drawn is there, what a single input took is replaced, and every other wire stays', () => {
    fc.assert(
      fc.property(anyEnds, ({ network, source, target }) => {
        const wiring = connectLayers(network, source, target);
        fc.pre(wiring.ok);
        expectSound(wiring.network);
        const [old, next] = [wiresOf(network), wiresOf(wiring.network)];
        const taken = old.get(target) ?? [];
        const taker = network.layers.find(({ id }) => id === target);
        expect(next.get(target)).toEqual(taker && isJoin(taker) ? [...taken, source] : [source]);
        for (const [id, sources] of old) if (id !== target) expect(next.get(id), id).toEqual(sources);
        expect(next.size).toBe(old.size);
      }),
    );
  });

  test('no wire ever closes a circle: what is refused so depends on its taker', () => {
    fc.assert(
      fc.property(anyEnds, ({ network, source, target }) => {
        const wiring = connectLayers(network, source, target);
        fc.pre(!wiring.ok && wiring.problem === 'loop');
        const wires = wiresOf(network);
        const open = [source];
        const reached = new Set<string>();
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          reached.add(id);
          open.push(...(wires.get(id) ?? []).filter((one) => !reached.has(one)));
        }
        expect(reached.has(target)).toBe(true);
      }),
    );
  });

  test('what a join takes further can be taken away again, and all is as before', () => {
    fc.assert(
      fc.property(anyEnds, ({ network, source }) => {
        const drawn = connectLayers(network, source, 'sum');
        fc.pre(drawn.ok);
        const undrawn = disconnectLayers(drawn.network, source, 'sum');
        expect(undrawn.ok && wiresOf(undrawn.network)).toEqual(wiresOf(network));
      }),
    );
  });

  test('a layer put into a wire stands between both ends of it, and every other wire stays', () => {
    fc.assert(
      fc.property(anyEnds, anyNewLayer, ({ network, target }, layer) => {
        const old = wiresOf(network);
        const [source = ''] = old.get(target) ?? [];
        const { network: longer, ids } = insertOnWire(network, source, target, layer);
        expectSound(longer);
        const [id = ''] = ids;
        const next = wiresOf(longer);
        expect(next.get(target)).toEqual((old.get(target) ?? []).map((one) => (one === source ? id : one)));
        expect(next.get(id)).toEqual(layer.inputs ?? [source]);
        for (const [other, sources] of old) if (other !== target) expect(next.get(other), other).toEqual(sources);
      }),
    );
  });
});

describe('what cannot be', () => {
  const { discriminator } = findPreset('dcgan-28').networks;
  const problemOf = (source: string, target: string): string | null => {
    const wiring = connectLayers(discriminator, source, target);
    return wiring.ok ? null : wiring.problem;
  };
  const [first = '', second = ''] = discriminator.layers.map(({ id }) => id);

  test('a layer takes neither itself, nor what depends on it, nor the same twice, nor what is not there', () => {
    expect(problemOf(first, first)).toBe('itself');
    expect(problemOf(second, first)).toBe('loop');
    expect(problemOf(first, second)).toBe('already');
    expect(problemOf('nowhere', first)).toBe('missing');
    expect(problemOf(first, 'input')).toBe('missing');
  });

  test('the only wire of a layer stays where the layer before it is what it takes', () => {
    expect(disconnectLayers(discriminator, first, second)).toEqual({ ok: false, problem: 'only' });
  });

  test('a join takes sixteen at most', () => {
    const layers = Array.from({ length: 17 }, (_, index) => ({ kind: 'relu' as const, id: `relu${index}` }));
    const inputs = layers.slice(0, 16).map(({ id }) => id);
    const network = { layers: [...layers, { kind: 'concat' as const, id: 'joined', inputs }] };
    expect(connectLayers(network, 'relu16', 'joined')).toEqual({ ok: false, problem: 'full' });
  });
});

test('a taker that stood before what it takes moves behind it', () => {
  const network: NetworkSpec = {
    layers: [
      { kind: 'add', id: 'sum' },
      { kind: 'relu', id: 'relu', inputs: ['input'] },
      { kind: 'tanh', id: 'end' },
    ],
  };
  const wiring = connectLayers(network, 'relu', 'sum');
  expect(wiring.ok && wiring.network.layers.map(({ id }) => id)).toEqual(['relu', 'sum', 'end']);
  expect(wiring.ok && wiresOf(wiring.network).get('sum')).toEqual(['input', 'relu']);
  expect(wiring.ok && wiresOf(wiring.network).get('end')).toEqual(['relu']);
});
