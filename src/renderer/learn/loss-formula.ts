/** What both networks want, as formulas: exactly the losses that the objective of a recipe makes. */
import { assertNever } from '../../shared/assert-never';
import type { ObjectiveSpec } from '../../shared/objective-spec';
import type { Recipe } from '../../shared/recipe';
import {
  fraction,
  lines,
  ofDiscriminator,
  ofGenerator,
  row,
  sub,
  sup,
  under,
  type MathNode,
  type MathPiece,
} from './math-nodes';

/** What the formula alone does not say. */
export type LossRemark =
  'smoothed' | 'clamped' | 'clipped' | 'interpolated' | 'zeroCentred' | 'classes' | 'sharedFake' | 'separateHalves';

export interface LossFormula {
  readonly discriminator: MathNode;
  readonly generator: MathNode;
  readonly remarks: readonly LossRemark[];
}

type LossParts = Pick<Recipe, 'objective' | 'networks'> & { readonly weightLimit: number | null };

/** Formulas of D and G, and the pieces that they are put together from. */
interface Words {
  readonly image: MathNode;
  readonly made: MathNode;
  /** D of a real image; D of a made one. */
  readonly real: MathNode;
  readonly fake: MathNode;
}

export function lossFormula({ objective, networks, weightLimit }: LossParts): LossFormula {
  const words = wordsOf(networks);
  const wanted = wantedOf(objective, words);
  const ofClasses =
    objective.classWeight === null ? [] : [row('+', ...classTerm(objective.classWeight, 'z', words.made))];
  const halves = weighed(wanted.discriminator, objective.discriminatorWeight);
  const extra = [...penaltyOf(objective), ...classesOf(objective, words)];
  return {
    discriminator: equation(ofDiscriminator('D'), [...halves, ...extra]),
    generator: equation(ofGenerator('G'), [wanted.generator, ...ofClasses]),
    remarks: remarksOf(objective, weightLimit),
  };
}

/** A loss with its first term; each further term in a line of its own. */
function equation(of: MathNode, [first = row(''), ...rest]: readonly MathNode[]): MathNode {
  const begin = row(sub('L', of), '=', first);
  return rest.length === 0 ? begin : lines(begin, ...rest);
}

function weighed(terms: readonly MathNode[], weight: number): readonly MathNode[] {
  if (weight === 1) return terms;
  return terms.map((term, index) => {
    const begun = index === 0 ? row(String(weight), '·(', term) : term;
    return index === terms.length - 1 ? row(begun, ')') : begun;
  });
}

function wordsOf(networks: Recipe['networks']): Words {
  const isTold = (role: 'generator' | 'discriminator'): boolean =>
    networks[role].layers.some(({ inputs = [] }) => inputs.includes('label'));
  const image = row('x');
  const made = ofGenerator(isTold('generator') ? 'G(z|y)' : 'G(z)');
  const judged = (what: MathNode): MathNode =>
    row(ofDiscriminator('D'), '(', what, ...(isTold('discriminator') ? ['|y'] : []), ')');
  return { image, made, real: judged(image), fake: judged(made) };
}

const mean = (over: string, ...inner: readonly MathPiece[]): MathNode => row(sub('E', over), '[', ...inner, ']');

function wantedOf(objective: ObjectiveSpec, words: Words): { discriminator: readonly MathNode[]; generator: MathNode } {
  const { real, fake } = words;
  const square = (...inner: readonly MathPiece[]): MathNode => sup(row('(', ...inner, ')'), '2');
  const half = fraction('1', '2');
  switch (objective.kind) {
    case 'nonSaturating':
      return { discriminator: crossEntropies(objective, words), generator: row('−', mean('z', 'log', fake)) };
    case 'saturating':
      return { discriminator: crossEntropies(objective, words), generator: mean('z', 'log(1−', fake, ')') };
    case 'leastSquares':
      return {
        discriminator: [row(half, mean('x', square(real, '−1'))), row('+', half, mean('z', sup(fake, '2')))],
        generator: row(half, mean('z', square(fake, '−1'))),
      };
    case 'hinge':
      return {
        discriminator: [mean('x', 'max(0,1−', real, ')'), row('+', mean('z', 'max(0,1+', fake, ')'))],
        generator: row('−', mean('z', fake)),
      };
    case 'wasserstein':
      return { discriminator: [mean('z', fake), row('−', mean('x', real))], generator: row('−', mean('z', fake)) };
    default:
      return assertNever(objective.kind);
  }
}

function crossEntropies({ realTarget, fakeTarget }: ObjectiveSpec, { real, fake }: Words): readonly MathNode[] {
  return [...crossEntropy('x', realTarget, real), ...crossEntropy('z', fakeTarget, fake)];
}

/** -E[share · log D + (1 - share) · log(1 - D)]; where labels are smoothed it takes two lines. */
function crossEntropy(over: string, share: number, of: MathNode): readonly MathNode[] {
  const [yes, no]: readonly [readonly MathPiece[], readonly MathPiece[]] = [
    ['log', of],
    ['log(1−', of, ')'],
  ];
  if (share === 1) return [row('−', mean(over, ...yes))];
  if (share === 0) return [row('−', mean(over, ...no))];
  const rest = String(Number((1 - share).toFixed(6)));
  return [row('−', sub('E', over), '[', String(share), ...yes), row('+', rest, ...no, ']')];
}

function penaltyOf({ gradientPenalty }: ObjectiveSpec): readonly MathNode[] {
  if (gradientPenalty === null) return [];
  const { kind, weight } = gradientPenalty;
  const slope = (at: string): MathNode => row('‖', sub('∇', at), ofDiscriminator('D'), '(', at, ')‖');
  switch (kind) {
    case 'interpolated':
      return [row('+', String(weight), '·', mean('x̂', sup(row('(', slope('x̂'), '−1)'), '2')))];
    case 'real':
      return [row('+', fraction(String(weight), '2'), mean('x', sup(slope('x'), '2')))];
    default:
      return assertNever(kind);
  }
}

function classTerm(weight: number, over: string, of: MathNode): readonly MathPiece[] {
  return [...(weight === 1 ? [] : [String(weight), '·']), mean(over, '−log', ofDiscriminator('p'), '(y|', of, ')')];
}

function classesOf({ classWeight, fakeClasses }: ObjectiveSpec, { image, made }: Words): readonly MathNode[] {
  if (classWeight === null) return [];
  const ofMade = fakeClasses ? [row('+', ...classTerm(classWeight, 'z', made))] : [];
  return [row('+', ...classTerm(classWeight, 'x', image)), ...ofMade];
}

function remarksOf(objective: ObjectiveSpec, weightLimit: number | null): readonly LossRemark[] {
  const remarks: readonly (readonly [LossRemark, boolean])[] = [
    ['smoothed', objective.realTarget !== 1 || objective.fakeTarget !== 0],
    ['clamped', objective.probabilityClamp !== null],
    ['clipped', weightLimit !== null],
    ['interpolated', objective.gradientPenalty?.kind === 'interpolated'],
    ['zeroCentred', objective.gradientPenalty?.kind === 'real'],
    ['classes', objective.classWeight !== null],
    ['separateHalves', objective.separateHalves],
    ['sharedFake', objective.sharedFake],
  ];
  return remarks.filter(([, holds]) => holds).map(([remark]) => remark);
}

/** V(D, G), the value for which both play, whatever the objective makes of it. */
export const minimaxValue: MathNode = lines(
  row(
    under('min', ofGenerator('G')),
    under('max', ofDiscriminator('D')),
    'V(',
    ofDiscriminator('D'),
    ',',
    ofGenerator('G'),
    ')=',
    mean('x', 'log', ofDiscriminator('D'), '(x)'),
  ),
  row('+', mean('z', 'log(1−', ofDiscriminator('D'), '(', ofGenerator('G(z)'), '))')),
);

/** The best answer of D to a generator, and what it is once both distributions are the same. */
export const bestDiscriminator: MathNode = row(
  sup(ofDiscriminator('D'), '*'),
  '(x)=',
  fraction(row(sub('p', 'data'), '(x)'), row(sub('p', 'data'), '(x)+', sub('p', ofGenerator('G')), '(x)')),
  '→',
  fraction('1', '2'),
);
