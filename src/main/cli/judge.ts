import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { formatShape } from '../../shared/tensor';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { openDataSet } from '../data/open-data-set';
import { digitImageShape } from '../gan/judge/classifier';
import { confidentProbability, coverageShare, digitCount } from '../gan/judge/digit-figures';
import { fewestSamples, type Judgement } from '../gan/judge/judge';
import { asLabelledDigits } from '../gan/judge/labelled-digits';
import { openJudge, type JudgeObserver } from '../gan/judge/open-judge';
import { startTensorFlow } from '../gan/tensorflow';
import { openCheckpoint, type Checkpoint } from '../runs/checkpoint';
import { cacheFolder } from '../runs/locations';
import { drawSamples } from '../gan/draw-samples';
import { wholeNumber } from './number-option';
import { printNotice, printResult, table } from './output';

interface JudgeOptions {
  readonly run: string;
  readonly step?: number;
  readonly count: number;
  readonly seed: number;
  readonly json: boolean;
}

export function judgeCommand(): Command {
  return new Command('judge')
    .description('Measure how good the digits of a run are, by a classifier trained on MNIST.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--step <n>', 'checkpoint of this step; the newest good one if left out', wholeNumber(0, 1e9))
    .option('--count <n>', 'number of samples', wholeNumber(fewestSamples, 100_000), 1000)
    .option('--seed <s>', 'seed of the latents', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .option('--json', 'one JSON line with the result on standard output', false)
    .addHelpText('after', '\nThe first time the classifier is trained, which takes about a minute; then it is kept.')
    .action(run);
}

async function run(options: JudgeOptions): Promise<void> {
  const folder = resolve(options.run);
  const { checkpoint, skipped } = await openCheckpoint(folder, options.step);
  for (const { file, reason } of skipped) printNotice(worded('checkpoint.passedOver', { file, reason }));
  checkDigits(checkpoint);
  const device = await startTensorFlow({ backend: 'tensorflow' });
  const { training, test } = await openDataSet('mnist');
  if (!test) throw new StudioError('internal', worded('judge.noTest'));
  const judge = await openJudge(
    {
      cacheFolder: join(cacheFolder(), 'judge'),
      training: asLabelledDigits(training),
      test: asLabelledDigits(test),
    },
    observer(),
  );
  try {
    const judgement = judge.judge(drawSamples(checkpoint, options).pixels);
    const { testAccuracy } = judge;
    const result = { run: folder, step: checkpoint.step, seed: options.seed, ...judgement, testAccuracy };
    printResult({ ...result, device: device.name }, asText(checkpoint.step, judgement, testAccuracy), options.json);
  } finally {
    judge.dispose();
  }
}

/** The judge knows digits only: of anything else its figures would mean nothing. */
function checkDigits({ recipe }: Checkpoint): void {
  const { side, channels } = recipe.data;
  const made = formatShape([side, side, channels]);
  const wanted = formatShape(digitImageShape);
  if (made !== wanted) {
    throw new StudioError('invalid-request', worded('judge.made', { wanted, made }));
  }
  if (recipe.data.source !== 'mnist') {
    printNotice(`This run learnt from ${recipe.data.source}; the judge measures how much its images are like MNIST's.`);
  }
}

/** Says how far the classifier's training is, in tenths. */
function observer(): JudgeObserver {
  let tenths = 0;
  return {
    onNotice: printNotice,
    onTraining: (step, steps) => {
      if (step === 1) printNotice('Training the digit classifier once, which takes about a minute.');
      const reached = Math.floor((10 * step) / steps);
      if (reached > tenths) printNotice(`Digit classifier: ${reached * 10} %`);
      tenths = reached;
    },
  };
}

function asText(step: number, judgement: Judgement, testAccuracy: number): string {
  const { sampleCount, digitCounts, coverage, meanConfidence, confidentShare, digitEntropy } = judgement;
  const rows = [
    ['digits', digitCounts.map((count, digit) => `${digit}: ${count}`).join('  ')],
    ['coverage', `${coverage} of ${digitCount} digits make up at least ${percent(coverageShare)} of the samples`],
    ['entropy', `${digitEntropy.toFixed(3)} nats of at most ${Math.log(digitCount).toFixed(3)}`],
    [
      'confidence',
      `${meanConfidence.toFixed(3)} on average, ${percent(confidentShare)} at ${confidentProbability} or more`,
    ],
    [
      'distance',
      `${judgement.frechetDistance.toFixed(2)} (Fréchet, to the test images; training images have ${judgement.frechetFloor.toFixed(2)})`,
    ],
    ['classifier', `recognises ${percent(testAccuracy)} of the test images`],
  ];
  return `${sampleCount} samples of step ${step}\n${table(rows)}`;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(2))} %`;
}
