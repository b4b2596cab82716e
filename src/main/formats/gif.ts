import type { AnimationText, AnimationWriter, GrowingFile } from './animation';
import { gifenc, type GifPalette } from './gif-encoder';
import { asciiJson, type PngImage } from './png';

const mostColours = 256;
/** Of a picture in colour, so many pixels are looked at to find its palette. */
const pixelsLookedAt = 65_536;
const longestPart = 255;
const greys: GifPalette = Array.from({ length: mostColours }, (_, grey) => [grey, grey, grey]);

/**
 * An animation after https://www.w3.org/Graphics/GIF/spec-gif89a.txt that runs for ever. Grey pictures keep every pixel;
 * those in colour get the 256 colours that suit each best. Times are whole hundredths of a second, at least two: players
 * take less for a mistake and show a tenth.
 */
export function createGif(file: GrowingFile, { text }: AnimationText): AnimationWriter {
  const encoder = gifenc.GIFEncoder({ auto: false });
  let isFirst = true;
  /** What rounding has kept from earlier pictures, so that the whole takes the time that it should. Milliseconds. */
  let owed = 0;

  async function flush(): Promise<void> {
    await file.append(encoder.bytes());
    encoder.reset();
  }
  return {
    add: async (image, milliseconds) => {
      const { palette, index } = indexed(image);
      const delay = Math.max(20, Math.round((milliseconds + owed) / 10) * 10);
      owed += milliseconds - delay;
      if (isFirst) encoder.writeHeader();
      const options = isFirst || image.channels === 3 ? { palette } : {};
      encoder.writeFrame(index, image.width, image.height, { ...options, first: isFirst, delay, repeat: 0 });
      isFirst = false;
      await flush();
    },
    finish: async () => {
      await file.append(comment(asciiJson(text)));
      encoder.finish();
      await flush();
    },
  };
}

function indexed({ width, height, channels, pixels }: PngImage): { palette: GifPalette; index: Uint8Array } {
  if (channels === 1) return { palette: greys, index: pixels };
  const count = width * height;
  const rgba = withAlpha(pixels, count, 1);
  const stride = Math.max(1, Math.ceil(count / pixelsLookedAt));
  const palette = gifenc.quantize(stride === 1 ? rgba : withAlpha(pixels, count, stride), mostColours);
  return { palette, index: gifenc.applyPalette(rgba, palette) };
}

/** Each `stride`-th pixel. */
function withAlpha(pixels: Uint8Array, count: number, stride: number): Uint8Array {
  const taken = Math.ceil(count / stride);
  const rgba = new Uint8Array(taken * 4).fill(255);
  for (let pixel = 0; pixel < taken; pixel++) {
    const from = pixel * stride * 3;
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = pixels[from + channel] as number;
  }
  return rgba;
}

/** A comment extension. */
function comment(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'latin1');
  const parts: Buffer[] = [Buffer.of(0x21, 0xfe)];
  for (let start = 0; start < bytes.length; start += longestPart) {
    const part = bytes.subarray(start, start + longestPart);
    parts.push(Buffer.of(part.length), part);
  }
  return Buffer.concat([...parts, Buffer.of(0)]);
}
