import type { DataSet, Images } from './image-set';

/** A class that only one of the two parts shows still counts for both. */
export function withCommonClasses({ training, test }: DataSet<Images>): DataSet<Images> {
  if (training.classCount === null || !test || test.classCount === null) return { training, test };
  const classCount = Math.max(training.classCount, test.classCount);
  return { training: { ...training, classCount }, test: { ...test, classCount } };
}
