import { StudioError } from '../../../shared/studio-error';
import { worded, type Worded } from '../../../shared/wording/worded';
import { digitImageShape } from './classifier';
import { digitCount } from './digit-figures';

/** Pictures of digits with their labels. */
export interface LabelledDigits {
  readonly count: number;
  /** [count, 28, 28, 1], 0 to 255. */
  readonly pixels: Uint8Array;
  /** [count], 0 to 9. */
  readonly labels: Uint8Array;
  /** SHA-256 over pixels and labels; hexadecimal. */
  readonly fingerprint: string;
}

/** What a data set says about one of its parts. */
interface ImagesToLearnFrom extends Omit<LabelledDigits, 'labels'> {
  readonly name: string;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly labels: Uint8Array | Uint16Array | null;
}

/** @throws StudioError `data-set-unreadable` where the images are not labelled digits of 28x28x1. */
export function asLabelledDigits(images: ImagesToLearnFrom): LabelledDigits {
  const { name, count, height, width, channels, pixels, labels, fingerprint } = images;
  const refuse = (reason: Worded): StudioError =>
    new StudioError('data-set-unreadable', worded('judge.data', { name, reason }));
  const [wantedHeight, wantedWidth, wantedChannels] = digitImageShape;
  if (height !== wantedHeight || width !== wantedWidth || channels !== wantedChannels) {
    throw refuse(worded('judge.imageShape', { height, width, channels, wanted: digitImageShape.join('x') }));
  }
  if (!labels) throw refuse(worded('judge.noLabels'));
  if (labels.some((label) => label >= digitCount)) throw refuse(worded('judge.labels'));
  return { count, pixels, labels: Uint8Array.from(labels), fingerprint };
}
