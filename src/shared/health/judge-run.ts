import type { CurveTable } from '../curve-table';
import type { ObjectiveSpec } from '../objective-spec';
import { judgeBalance, judgeSaturation } from './balance';
import { judgeVariety, type SheetVariety } from './collapse';
import type { Finding, FindingKind } from './finding';
import { fewestStretches, healthSeries } from './health-series';
import { divergence, judgeGradients, judgeLosses } from './stability';
import type { RemedyName } from './remedies';

/** What the rules look at. */
export interface RunSigns {
  readonly curves: CurveTable;
  readonly objective: Pick<ObjectiveSpec, 'kind'>;
  /** Of the newest sheet; null where none was looked at. */
  readonly variety: SheetVariety | null;
  /** Why the run ended by a number that was infinite or none; null where it did not. */
  readonly divergedBecause: string | null;
}

export interface Health {
  /** `unknown`: too little to say anything. */
  readonly verdict: 'unknown' | 'healthy' | 'watch' | FindingKind;
  /** The most serious first. */
  readonly findings: readonly Finding[];
  /** What may help, the likeliest first; each once. */
  readonly remedies: readonly RemedyName[];
}

/** Before so many steps a generator's images are alike because it has learnt nothing yet. */
const firstLearning = 300;

const gravity = ['bad', 'caution', 'note', 'good'] as const;

/** All that can be said of a run's health. Pure: the same signs give the same words. */
export function judgeRun({ curves, objective, variety, divergedBecause }: RunSigns): Health {
  const of = (name: Parameters<typeof healthSeries>[1]): ReturnType<typeof healthSeries> => healthSeries(curves, name);
  const knowsProbabilities = objective.kind === 'nonSaturating' || objective.kind === 'saturating';
  const hasLearnt = curves.length >= fewestStretches && curves.lastStep - curves.head(0, 'firstStep') >= firstLearning;
  const found = [
    divergedBecause === null ? null : divergence(divergedBecause),
    judgeBalance(of('realProbability'), of('fakeProbability'), knowsProbabilities),
    judgeSaturation(of('discriminatorLoss'), of('generatorLoss'), knowsProbabilities),
    hasLearnt ? judgeVariety(variety) : null,
    judgeLosses(of('generatorLoss'), of('discriminatorLoss')),
    judgeGradients(of('generatorGradientNorm'), of('discriminatorGradientNorm')),
  ].filter((finding) => finding !== null);
  const findings = gravity.flatMap((level) => found.filter((finding) => finding.level === level));
  const [worst] = findings;
  const remedies = [...new Set(findings.flatMap((finding) => finding.remedies))];
  return { verdict: verdictOf(worst, findings), findings, remedies };
}

function verdictOf(worst: Finding | undefined, findings: readonly Finding[]): Health['verdict'] {
  if (!worst) return 'unknown';
  if (worst.level === 'bad' || worst.level === 'caution') return worst.kind;
  if (findings.some(({ kind }) => kind === 'discriminatorAhead')) return 'discriminatorAhead';
  return findings.some(({ kind }) => kind === 'balanced') ? 'healthy' : 'watch';
}
