/** How fast a recipe will train here: what earlier runs reached, and what was measured of this machine. */
import { fitPace, predictSeconds, type PaceModel } from '../../shared/pace-model';
import type { PaceMeasurement } from '../../shared/pace-measurement';
import { paceKey } from '../../shared/pace-key';
import type { Device, RunSummary } from '../../shared/run';
import { stepWork } from '../../shared/step-work';
import type { Recipe } from '../../shared/recipe';

export interface ExpectedPace {
  readonly stepsPerSecond: number;
  /** Earlier runs that it rests on: of the same recipe, or of the preset that it was made from. */
  readonly runs: number;
  /** When this machine was measured; null where only runs are known. ISO 8601. */
  readonly measuredAt: string | null;
}

/** What is known of this machine. */
export interface KnownPaces {
  readonly device: string;
  readonly model: PaceModel | null;
  readonly measuredAt: string | null;
  /** Paces that runs reached on this device, by what decides them. */
  readonly reached: ReadonlyMap<string, readonly number[]>;
}

/** A mean over less is mostly start. */
const fewestSteps = 50;
const fewestSeconds = 2;

export function knownPaces(
  device: Device | null,
  measurement: PaceMeasurement | null,
  runs: readonly RunSummary[],
): KnownPaces {
  const name = device?.name ?? '';
  const reached = new Map<string, number[]>();
  for (const { pace, state, step, seconds, stepsPerSecond } of runs) {
    const isTelling = state !== 'running' && step >= fewestSteps && seconds >= fewestSeconds && stepsPerSecond > 0;
    if (!pace || pace.device !== name || !isTelling) continue;
    reached.set(pace.key, [...(reached.get(pace.key) ?? []), stepsPerSecond]);
  }
  const own = measurement?.device.name === name ? measurement : null;
  return { device: name, model: own ? fitPace(own.steps) : null, measuredAt: own?.measuredAt ?? null, reached };
}

/**
 * Runs of the same recipe say it themselves. Otherwise the model does, corrected by how the preset's own runs went
 * beside what it tells of them.
 *
 * @param preset that the recipe was made from
 * @returns null where neither runs nor the machine's measurement can tell
 */
export function expectedPace(recipe: Recipe, preset: Recipe, known: KnownPaces): ExpectedPace | null {
  const { model, measuredAt } = known;
  const own = known.reached.get(paceKey(recipe)) ?? [];
  if (own.length > 0) return { stepsPerSecond: median(own), runs: own.length, measuredAt };
  if (!model) return null;
  const told = 1 / predictSeconds(model, stepWork(recipe));
  const ofPreset = known.reached.get(paceKey(preset)) ?? [];
  if (ofPreset.length === 0) return { stepsPerSecond: told, runs: 0, measuredAt };
  const correction = median(ofPreset) * predictSeconds(model, stepWork(preset));
  return { stepsPerSecond: told * correction, runs: ofPreset.length, measuredAt };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
