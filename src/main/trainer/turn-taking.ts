import { assertNever } from '../../shared/assert-never';
import type { TurnsSpec, TurnState } from '../../shared/turns-spec';
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
  /** What a checkpoint must keep; null where turns depend on the step alone. */
  state(): TurnState | null;
}

const firstState: TurnState = { meanEpoch: 0, lossSum: 0, lossCount: 0, rest: 0 };

/** @param state where an earlier run's turns stood; left out at the start of a run */
export function createTurnTaking(spec: TurnsSpec, state: TurnState = firstState): TurnTaking {
  switch (spec.kind) {
    case 'fixed':
      return takeFixedTurns(spec.discriminatorSteps);
    case 'adaptive':
      return takeAdaptiveTurns(spec, state);
    default:
      return assertNever(spec);
  }
}

function takeFixedTurns(discriminatorSteps: number): TurnTaking {
  return {
    entries: discriminatorSteps === 1 ? ['both'] : ['both', 'discriminator'],
    take: (step, _epoch, turns) => (step % discriminatorSteps === 0 ? turns.both() : turns.discriminator()),
    state: () => null,
  };
}

/** See `turnsSpecSchema`. */
function takeAdaptiveTurns(spec: Extract<TurnsSpec, { kind: 'adaptive' }>, begun: TurnState): TurnTaking {
  let state = begun;
  return {
    entries: ['discriminator', 'generator'],
    take: (_step, epoch, turns) => {
      const numbers = turns.discriminator();
      state = noteLoss(state, Math.floor(epoch), numbers.discriminatorLoss);
      const isRested = state.rest <= 0;
      state = { ...state, rest: state.rest - 1 };
      if (state.lossSum / state.lossCount >= spec.lossLimit || !isRested) return numbers;
      const last = moveUntilWeak(spec, turns);
      state = { ...state, rest: 1 + Math.floor(spec.restFactor * Math.abs(last.generatorLoss)) };
      return { ...numbers, ...last };
    },
    state: () => state,
  };
}

/** The mean begins anew with each epoch. */
function noteLoss(state: TurnState, epoch: number, loss: number): TurnState {
  const { lossSum, lossCount } = epoch === state.meanEpoch ? state : firstState;
  return { ...state, meanEpoch: epoch, lossSum: lossSum + loss, lossCount: lossCount + 1 };
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
