import { assertNever } from '../../shared/assert-never';
import type { TurnsSpec } from '../../shared/turns-spec';
import type { StepEntry } from '../gan/execution';
import type { GeneratorNumbers, SessionNumbers } from '../gan/session';

/** How the halves of one step are run. */
export interface Turns {
  discriminator(): SessionNumbers;
  /** Both halves, the discriminator first. */
  both(): SessionNumbers;
  /** @param turn 0 for the first of this step */
  generator(turn: number): GeneratorNumbers;
}

/** Decides who moves in a step. */
export interface TurnTaking {
  /** The session's entries that it asks for. */
  readonly entries: readonly StepEntry[];
  /**
   * @param step 1 for the first
   * @param epoch epochs done before the step, as a fraction
   * @returns the step's numbers; those of the generator's last turn, where it had one
   */
  take(step: number, epoch: number, turns: Turns): SessionNumbers;
}

export function createTurnTaking(spec: TurnsSpec): TurnTaking {
  switch (spec.kind) {
    case 'fixed':
      return takeFixedTurns(spec.discriminatorSteps);
    case 'adaptive':
      return takeAdaptiveTurns(spec);
    default:
      return assertNever(spec);
  }
}

function takeFixedTurns(discriminatorSteps: number): TurnTaking {
  return {
    entries: discriminatorSteps === 1 ? ['both'] : ['both', 'discriminator'],
    take: (step, _epoch, turns) => (step % discriminatorSteps === 0 ? turns.both() : turns.discriminator()),
  };
}

/** See `turnsSpecSchema`. */
function takeAdaptiveTurns(spec: Extract<TurnsSpec, { kind: 'adaptive' }>): TurnTaking {
  let meanEpoch = 0;
  let lossSum = 0;
  let lossCount = 0;
  /** Steps for which the generator still rests; it moves at 0 or below. */
  let rest = 0;

  const noteLoss = (epoch: number, loss: number): number => {
    if (Math.floor(epoch) !== meanEpoch) {
      meanEpoch = Math.floor(epoch);
      lossSum = 0;
      lossCount = 0;
    }
    lossSum += loss;
    lossCount += 1;
    return lossSum / lossCount;
  };
  return {
    entries: ['discriminator', 'generator'],
    take: (_step, epoch, turns) => {
      const numbers = turns.discriminator();
      const meanLoss = noteLoss(epoch, numbers.discriminatorLoss);
      const isRested = rest <= 0;
      rest -= 1;
      if (meanLoss >= spec.lossLimit || !isRested) return numbers;
      const last = moveUntilWeak(spec, turns);
      rest = 1 + Math.floor(spec.restFactor * Math.abs(last.generatorLoss));
      return { ...numbers, ...last };
    },
  };
}

/** The generator moves while its loss is small, at least once. */
function moveUntilWeak(
  { generatorLossLimit, mostGeneratorSteps }: Extract<TurnsSpec, { kind: 'adaptive' }>,
  turns: Turns,
): GeneratorNumbers {
  let last = turns.generator(0);
  for (let turn = 1; turn < mostGeneratorSteps && Math.abs(last.generatorLoss) < generatorLossLimit; turn++) {
    last = turns.generator(turn);
  }
  return last;
}
