/** "Generator mirrors discriminator": the discriminator's stack turned round, so that noise takes the way back to an image. */
import type { LayerSpec, NetworkSpec } from '../../shared/layer-specs';
import { imageShape } from '../../shared/recipe';
import { traceNetwork } from '../../shared/network-problems';
import type { LayerDescription, TracedLayer } from '../../shared/shape-inference';
import { elementCount, type Shape } from '../../shared/tensor';
import { plainConvolutionTo, transposedTo, type Window } from './convolution-search';
import type { NetworkDesign } from './network-design';

const mostUnits = 65_536;
const mostKernel = 64;

type Weighted = LayerDescription & { readonly layer: Extract<LayerSpec, { kind: 'conv' | 'dense' }> };

/**
 * A generator for the pair's discriminator: its convolutions become transposed ones that restore the sides, its dense
 * layers dense ones, in reverse order, each with batch norm and ReLU; it ends in the image, with tanh or sigmoid as the
 * pixels' range asks. Told the class where the recipe is conditional.
 */
export function mirrorDiscriminator(design: NetworkDesign): NetworkSpec {
  const builder = new GeneratorBuilder(design);
  const steps = weightedPath(traceNetwork(design, 'discriminator')).reverse();
  for (const [index, step] of steps.entries()) builder.undo(step, steps[index + 1] === undefined);
  return builder.finish();
}

/** The dense and convolution layers on the way from the image to the verdict. */
function weightedPath(traced: readonly TracedLayer[]): Weighted[] {
  const byId = new Map(traced.map((one) => [one.layer.id, one]));
  const path: Weighted[] = [];
  for (let next = traced.at(-1); next; next = byId.get(next.sources[0] ?? '')) {
    if (next.state === 'fits' && isWeighted(next)) path.unshift(next);
  }
  return path;
}

function isWeighted(description: LayerDescription): description is Weighted {
  return description.layer.kind === 'conv' || description.layer.kind === 'dense';
}

/** Builds a generator from the noise on, and knows the shape that it has reached. */
class GeneratorBuilder {
  readonly #layers: LayerSpec[] = [];
  #shape: Shape;
  #number = 0;

  constructor(private readonly design: NetworkDesign) {
    const { size } = design.latent;
    this.#shape = [size];
    if (design.classes === null) return;
    this.#layers.push({ kind: 'embedding', id: 'classVector', inputs: ['label'], size });
    this.#layers.push({ kind: 'concat', id: 'joined', inputs: ['input', 'classVector'] });
    this.#shape = [2 * size];
  }

  /** @param isLast whether the image itself comes out */
  undo({ layer, inputShape, outputShape }: Weighted, isLast: boolean): void {
    const target: Shape = isLast ? imageShape(this.design) : inputShape;
    if (layer.kind === 'dense') return this.#undoDense(target, isLast);
    const [side = 1, width] = target;
    // images stay square on the way; what is not square has no side to go back to
    if (target.length !== 3 || side !== width) return;
    this.#becomeImage(outputShape);
    this.#transposeTo(side, isLast ? this.design.data.channels : (target[2] ?? 1), layer, isLast);
  }

  finish(): NetworkSpec {
    const [side, , channels] = imageShape(this.design);
    this.#becomeImage([1, 1, 1]);
    if (this.#shape[0] !== side || this.#shape[2] !== channels) {
      this.#transposeTo(side, channels, { kernel: 4, stride: 2, padding: 1 }, true);
    }
    const end = this.design.data.range === '[0, 1]' ? 'sigmoid' : 'tanh';
    return { layers: [...this.#layers, { kind: end, id: end }] };
  }

  #undoDense(target: Shape, isLast: boolean): void {
    const units = elementCount(target);
    // the image takes shape at the end, and what a convolution made where that convolution is undone
    if (units > mostUnits) return;
    this.#flatten();
    this.#layers.push({ kind: 'dense', id: `dense${++this.#number}`, units, bias: true });
    this.#shape = [units];
    if (!isLast) return this.#activate();
    this.#layers.push({ kind: 'reshape', id: 'image', shape: [...target] });
    this.#shape = target;
  }

  /** From flat numbers to an image of this side; an image stays what it is. */
  #becomeImage([wantedSide = 1, , wantedChannels = 1]: Shape): void {
    if (this.#shape.length === 3) return;
    const [numbers = 1] = this.#shape;
    const side = Math.min(wantedSide, this.design.data.side);
    const pixels = side * side;
    if (numbers % pixels !== 0 || (pixels > 1 && numbers === this.#latentNumbers)) {
      const channels = Math.max(1, Math.min(wantedChannels, Math.floor(mostUnits / pixels)));
      this.#layers.push({ kind: 'dense', id: `dense${++this.#number}`, units: pixels * channels, bias: true });
      this.#shape = [side, side, channels];
    } else {
      this.#shape = [side, side, numbers / pixels];
    }
    this.#layers.push({ kind: 'reshape', id: 'seed', shape: [...this.#shape] });
  }

  get #latentNumbers(): number {
    return this.design.latent.size * (this.design.classes === null ? 1 : 2);
  }

  /** As many layers as it takes from the side reached to `side`; the last of them makes `filters` channels. */
  #transposeTo(side: number, filters: number, wished: Window, isLast: boolean): void {
    for (;;) {
      const [from = 1] = this.#shape;
      const { kind, window, reached } = stepTowards(from, side, wished);
      const makes = reached === side ? filters : Math.min(256, Math.max(filters, this.#shape[2] ?? 1));
      const { kernel, stride, padding } = window;
      this.#layers.push({ kind, id: `up${++this.#number}`, filters: makes, kernel, stride, padding, bias: false });
      this.#shape = [reached, reached, makes];
      if (reached === side && isLast) return;
      this.#activate();
      if (reached === side) return;
    }
  }

  #activate(): void {
    this.#layers.push({ kind: 'batchNorm', id: `norm${this.#number}` }, { kind: 'relu', id: `relu${this.#number}` });
  }

  #flatten(): void {
    if (this.#shape.length === 1) return;
    this.#layers.push({ kind: 'flatten', id: `flat${this.#number}` });
    this.#shape = [elementCount(this.#shape)];
  }
}

interface Step {
  readonly kind: 'conv' | 'transposedConv';
  readonly window: Window;
  readonly reached: number;
}

/** The layer that leads from one side to another, or as far towards it as one layer can. */
function stepTowards(from: number, to: number, wished: Window): Step {
  const exact = transposedTo(from, to, wished);
  if (exact) return { kind: 'transposedConv', window: exact, reached: to };
  if (to < from) {
    const reached = Math.max(to, from - mostKernel + 1);
    const window = plainConvolutionTo(from, reached);
    if (window) return { kind: 'conv', window, reached };
  }
  // one pixel more for each further pixel of the kernel
  const reached = Math.min(to, from + mostKernel - 1);
  return { kind: 'transposedConv', window: { kernel: reached - from + 1, stride: 1, padding: 0 }, reached };
}
