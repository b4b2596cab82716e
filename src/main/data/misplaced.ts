import type { TreeFile } from './class-folders';
import { mostExamples, type Findings } from './image-reader';

/** Counts files that lie where no image is looked for among the skipped ones. */
export function withMisplaced({ skipped, sizes }: Findings, misplaced: readonly TreeFile[]): Findings {
  const sentences = misplaced
    .slice(0, Math.max(0, mostExamples - skipped.examples.length))
    .map(
      ({ folders, name }) =>
        `${[...folders, name].join('/')}: it lies beside the folders that are the classes, or deeper`,
    );
  return {
    skipped: { count: skipped.count + misplaced.length, examples: [...skipped.examples, ...sentences] },
    sizes,
  };
}
