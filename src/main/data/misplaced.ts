import { worded } from '../../shared/wording/worded';
import type { MisplacedFile } from './class-folders';
import { mostExamples, type Findings } from './image-reader';

/** Counts files that lie where no image is looked for among the skipped ones. */
export function withMisplaced({ skipped, sizes }: Findings, misplaced: readonly MisplacedFile[]): Findings {
  const sentences = misplaced
    .slice(0, Math.max(0, mostExamples - skipped.examples.length))
    .map(({ place, reason }) => worded('data.skipped', { place, reason }));
  return {
    skipped: { count: skipped.count + misplaced.length, examples: [...skipped.examples, ...sentences] },
    sizes,
  };
}
