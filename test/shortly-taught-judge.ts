import { openDataSet } from '../src/main/data/open-data-set';
import { keepClassifier } from '../src/main/gan/judge/classifier-file';
import { asLabelledDigits } from '../src/main/gan/judge/labelled-digits';
import { originOf, variablesOf } from '../src/main/gan/judge/open-judge';
import { classifierSchedule, trainClassifier } from '../src/main/gan/judge/train-classifier';
import { readVariables } from '../src/main/gan/state';
import { startTensorFlow } from '../src/main/gan/tensorflow';

/** Two hundred steps, in place of the minute that `npm run test:slow -- judge` takes. */
const shortLesson = { ...classifierSchedule, epochs: 0.43 };

/** A classifier that knows most digits, where the judge looks for the one that it would train itself. @param folder of the judge, in the cache */
export async function keepShortlyTaughtJudge(folder: string): Promise<void> {
  await startTensorFlow({ backend: 'tensorflow' });
  const digits = asLabelledDigits((await openDataSet('mnist')).training);
  const classifier = trainClassifier(digits, shortLesson, () => undefined);
  await keepClassifier(folder, originOf(digits, classifierSchedule), readVariables(variablesOf(classifier)));
  classifier.dispose();
}
