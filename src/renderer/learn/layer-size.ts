/** The size formula of a layer: in letters, and with the layer's own numbers. */
import type { LayerKind } from '../../shared/layer-specs';
import type { NetworkRole } from '../../shared/network-problems';
import type { TracedLayer } from '../../shared/shape-inference';
import { sizeFormula, type SizeFormula } from '../network-editing/size-formula';
import { fraction, ofDiscriminator, ofGenerator, row, sub, type MathNode } from './math-nodes';

export interface LayerSize {
  readonly of: SizeFormula['of'];
  /** Null where letters say no more than the numbers do. */
  readonly inLetters: MathNode | null;
  readonly inNumbers: MathNode;
}

const out = sub('n', row({ kind: 'words', text: 'out' }));
const from = sub('n', row({ kind: 'words', text: 'in' }));

/** Of the layers whose numbers alone do not show the rule. */
const inLetters: Partial<Record<LayerKind, MathNode>> = {
  conv: row(out, '=⌊', fraction(row(from, '+2p−k'), 's'), '⌋+1'),
  transposedConv: row(out, '=(', from, '−1)·s−2p+k'),
  upsample: row(out, '=', from, '·f'),
};

/** Null where the layer keeps the shape that it gets, or its shapes are not known. */
export function layerSize(traced: TracedLayer, role: NetworkRole): LayerSize | null {
  if (traced.state !== 'fits') return null;
  const formula = sizeFormula(traced.layer, traced.inputShapes);
  if (!formula) return null;
  const coloured = role === 'generator' ? ofGenerator : ofDiscriminator;
  const parts = formula.parts.map(({ text, isSetting }) => (isSetting ? coloured(text) : text.replaceAll('-', '−')));
  return { of: formula.of, inLetters: inLetters[traced.layer.kind] ?? null, inNumbers: row(...parts) };
}
