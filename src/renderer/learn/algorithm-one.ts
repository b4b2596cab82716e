/** Algorithm 1 of Goodfellow et al. 2014 as a recipe runs it, and which of its halves moved in a step. */
import { assertNever } from '../../shared/assert-never';
import type { Recipe } from '../../shared/recipe';
import type { StepMetrics } from '../../shared/run';

export type AlgorithmLine = {
  /** Whose half-step it belongs to; null = it frames both. */
  readonly half: 'discriminator' | 'generator' | null;
  readonly depth: 0 | 1;
} & (
  | { readonly kind: 'eachStep' | 'fixedTurn'; readonly steps: number }
  | { readonly kind: 'adaptiveTurn'; readonly lossLimit: number; readonly most: number; readonly lossBelow: number }
  | { readonly kind: 'rest'; readonly factor: number }
  | { readonly kind: 'drawBoth' | 'drawAgain'; readonly batch: number }
  | {
      readonly kind: 'moveDiscriminator' | 'moveOnReal' | 'moveOnFake' | 'clip' | 'useSame' | 'moveGenerator';
    }
);

export function algorithmLines({ objective, schedule, optimisers }: Recipe): readonly AlgorithmLine[] {
  const { turns, batchSize: batch } = schedule;
  const ofD = { half: 'discriminator', depth: 1 } as const;
  const ofG = { half: 'generator', depth: 1 } as const;
  const moves: readonly AlgorithmLine[] = objective.separateHalves
    ? [
        { ...ofD, kind: 'moveOnReal' },
        { ...ofD, kind: 'moveOnFake' },
      ]
    : [{ ...ofD, kind: 'moveDiscriminator' }];
  return [
    { half: null, depth: 0, kind: 'eachStep', steps: 1 },
    { ...ofD, kind: 'drawBoth', batch },
    ...moves,
    ...(optimisers.discriminator.weightLimit === null ? [] : [{ ...ofD, kind: 'clip' } as const]),
    ...turnLines(turns),
    objective.sharedFake && turns.kind === 'fixed' ? { ...ofG, kind: 'useSame' } : { ...ofG, kind: 'drawAgain', batch },
    { ...ofG, kind: 'moveGenerator' },
    ...(turns.kind === 'adaptive' ? [{ ...ofG, kind: 'rest', factor: turns.restFactor } as const] : []),
  ];
}

function turnLines(turns: Recipe['schedule']['turns']): readonly AlgorithmLine[] {
  switch (turns.kind) {
    case 'fixed':
      return [{ half: null, depth: 0, kind: 'fixedTurn', steps: turns.discriminatorSteps }];
    case 'adaptive': {
      const { lossLimit, mostGeneratorSteps: most, generatorLossLimit: lossBelow } = turns;
      return [{ half: null, depth: 0, kind: 'adaptiveTurn', lossLimit, most, lossBelow }];
    }
    default:
      return assertNever(turns);
  }
}

/** What the newest steps tell of who moved. */
export interface Moves {
  /** Newest step that was told of. */
  readonly step: number;
  /** The halves that moved in it: the discriminator's always does. */
  readonly lit: ReadonlySet<'discriminator' | 'generator'>;
  /** Of the last steps: how many there are, and in how many of them the generator moved. */
  readonly told: number;
  readonly generatorMoved: number;
}

/** Steps over which moves are counted. */
export const countedSteps = 100;

/** @param lines of one run, oldest first; null where nothing was told yet */
export function movesOf(lines: readonly Pick<StepMetrics, 'step' | 'generatorLoss'>[]): Moves | null {
  const last = lines.at(-1);
  if (!last) return null;
  const counted = lines.slice(-countedSteps);
  const moved = (line: Pick<StepMetrics, 'generatorLoss'>): boolean => line.generatorLoss !== undefined;
  return {
    step: last.step,
    lit: new Set(moved(last) ? ['discriminator', 'generator'] : ['discriminator']),
    told: counted.length,
    generatorMoved: counted.filter(moved).length,
  };
}
