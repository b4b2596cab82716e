import { drawLabels } from '../../shared/labels';
import { drawLatents } from '../../shared/latents';
import { randomStreams, randomWords, uniformNumbers, type RandomStream } from '../../shared/random';
import { drawsInsideStep, imageShape, type Recipe } from '../../shared/recipe';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import type { ImageFacts } from '../data/image-set';
import { mirrorImages } from '../data/mirror';
import type { SessionInputs } from '../gan/session';

type Drawn = Omit<SessionInputs, 'real' | 'realLabels' | 'epoch'>;

/** Every random number of a turn of the discriminator: a pure function of the recipe's seed and the step. */
export function drawForDiscriminator(recipe: Recipe, step: number): Drawn {
  return {
    step,
    discriminatorLatents: latentsOf(recipe, randomStreams.discriminatorLatents, step, 0),
    discriminatorLabels: labelsOf(recipe, randomStreams.discriminatorLabels, step, 0),
    mixing: recipe.objective.gradientPenalty?.kind === 'interpolated' ? mixingOf(recipe, step) : null,
    insideSeed: insideSeedOf(recipe, step, 0),
  };
}

/** Of a turn of both: the generator draws its own where the fake batch is not shared. */
export function drawForBoth(recipe: Recipe, step: number): Drawn {
  const ofDiscriminator = drawForDiscriminator(recipe, step);
  return recipe.objective.sharedFake ? ofDiscriminator : { ...drawForGenerator(recipe, step, 0), ...ofDiscriminator };
}

/** @param turn 0 for the generator's first turn in this step */
export function drawForGenerator(
  recipe: Recipe,
  step: number,
  turn: number,
): Pick<Drawn, 'step' | 'generatorLatents' | 'generatorLabels' | 'insideSeed'> {
  return {
    step,
    generatorLatents: latentsOf(recipe, randomStreams.generatorLatents, step, turn),
    generatorLabels: labelsOf(recipe, randomStreams.generatorLabels, step, turn),
    // table 0 is the discriminator's turn
    insideSeed: insideSeedOf(recipe, step, 1 + turn),
  };
}

function latentsOf({ latent, schedule, seed }: Recipe, stream: RandomStream, step: number, table: number) {
  return drawLatents(latent, { seed, stream, step, table }, schedule.batchSize);
}

function labelsOf({ classes, schedule, seed }: Recipe, stream: RandomStream, step: number, table: number) {
  return classes === null ? null : drawLabels(classes, { seed, stream, step, table }, schedule.batchSize);
}

function mixingOf({ schedule, seed }: Recipe, step: number): Float32Array {
  return uniformNumbers({ seed, stream: randomStreams.mixing, step }, schedule.batchSize, 0, 1);
}

/** The images as the recipe shows them: mirrored at random where it says so, in place. */
export function mirrorAtRandom(recipe: Recipe, step: number, pixels: Uint8Array): Uint8Array {
  if (!recipe.augmentation.mirror) return pixels;
  const draws = randomWords({ seed: recipe.seed, stream: randomStreams.mirrors, step }, recipe.schedule.batchSize);
  mirrorImages(
    pixels,
    imageShape(recipe),
    Array.from(draws, (word) => word >>> 31 === 1),
  );
  return pixels;
}

function insideSeedOf(recipe: Recipe, step: number, table: number): Int32Array | null {
  if (!drawsInsideStep(recipe)) return null;
  const [first = 0, second = 0] = randomWords({ seed: recipe.seed, stream: randomStreams.insideStep, step, table }, 2);
  return Int32Array.of(first >>> 1, second >>> 1);
}

/** @throws StudioError `invalid-recipe` where the recipe wants classes that the data set does not have */
export function checkClasses({ classes }: Recipe, { name, classCount }: ImageFacts): void {
  if (classes === null) return;
  if (classCount === null) {
    const message = worded('data.noLabels', { name });
    throw new StudioError('invalid-recipe', message);
  }
  if (classCount <= classes) return;
  const message = worded('data.moreClasses', { classes, name, found: classCount });
  throw new StudioError('invalid-recipe', message);
}
