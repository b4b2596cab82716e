import { failure } from '../../../shared/result';
import { StudioError } from '../../../shared/studio-error';
import type { NamedVariable } from '../network';
import { checkTensors, readVariables, shapesOf, writeVariables } from '../state';
import { classifierFile, keepClassifier, readClassifier, type ClassifierOrigin } from './classifier-file';
import { classifierVersion, createClassifier, type Classifier } from './classifier';
import { createJudge, type Judge } from './judge';
import type { LabelledDigits } from './labelled-digits';
import { classifierSchedule, trainClassifier, type ClassifierSchedule } from './train-classifier';

export interface JudgeRequest {
  /** Absolute path of the folder that keeps the classifier's weights. */
  readonly cacheFolder: string;
  /** All that the classifier learns from. */
  readonly training: LabelledDigits;
  /** What samples are compared with. */
  readonly test: LabelledDigits;
  /** Left out: the one that ships. */
  readonly schedule?: ClassifierSchedule;
}

/** Who watches while a judge is opened. */
export interface JudgeObserver {
  /** A sentence for a person. */
  onNotice(sentence: string): void;
  /** After each step of training the classifier; never called where its weights were kept. */
  onTraining(step: number, steps: number): void;
}

/**
 * Opens a judge with the classifier kept in the cache folder, or trains it first, which takes about a minute. Damaged
 * weights are made anew and said; so is a cache folder that cannot be written.
 */
export async function openJudge(request: JudgeRequest, observer: JudgeObserver): Promise<Judge> {
  return createJudge(await openClassifier(request, observer), request.training, request.test);
}

/** The classifier alone. */
export async function openClassifier(
  { cacheFolder, training, schedule = classifierSchedule }: Omit<JudgeRequest, 'test'>,
  observer: JudgeObserver,
): Promise<Classifier> {
  const origin = originOf(training, schedule);
  const kept = await restoreKept(cacheFolder, origin, schedule, observer);
  if (kept) return kept;
  const classifier = trainClassifier(training, schedule, observer.onTraining);
  await keep(classifier, cacheFolder, origin, observer);
  return classifier;
}

/** The classifier if its weights are kept, without a lesson. @returns null where none can be used */
export function openKeptClassifier(
  { cacheFolder, training, schedule = classifierSchedule }: Omit<JudgeRequest, 'test'>,
  observer: JudgeObserver,
): Promise<Classifier | null> {
  return restoreKept(cacheFolder, originOf(training, schedule), schedule, observer);
}

/** What the weights of a classifier come from that learnt `schedule` from these digits. */
export function originOf(
  { fingerprint }: LabelledDigits,
  { epochs, batchSize, peakLearningRate, seed }: ClassifierSchedule,
): ClassifierOrigin {
  return JSON.stringify({ classifierVersion, fingerprint, epochs, batchSize, peakLearningRate, seed });
}

export function variablesOf({ trainable, statistics }: Classifier): readonly NamedVariable[] {
  return [...trainable, ...statistics];
}

/** Null where there are no weights that can be used. */
async function restoreKept(
  cacheFolder: string,
  origin: ClassifierOrigin,
  { seed }: ClassifierSchedule,
  observer: JudgeObserver,
): Promise<Classifier | null> {
  let classifier: Classifier | null = null;
  try {
    const tensors = await readClassifier(cacheFolder, origin);
    if (!tensors) return null;
    classifier = createClassifier(seed);
    checkTensors(tensors, shapesOf(variablesOf(classifier)), []);
    writeVariables(tensors, variablesOf(classifier));
    return classifier;
  } catch (error) {
    classifier?.dispose();
    const file = classifierFile(cacheFolder, origin);
    observer.onNotice(
      `The kept digit classifier ${file} cannot be used (${failure(error).message}); it is trained again.`,
    );
    return null;
  }
}

async function keep(
  classifier: Classifier,
  cacheFolder: string,
  origin: ClassifierOrigin,
  observer: JudgeObserver,
): Promise<void> {
  try {
    await keepClassifier(cacheFolder, origin, readVariables(variablesOf(classifier)));
  } catch (error) {
    // the judge works all the same, it only has to learn again next time
    if (!(error instanceof StudioError)) throw error;
    observer.onNotice(`The digit classifier could not be kept for the next time: ${failure(error).message}`);
  }
}
