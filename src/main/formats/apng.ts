import { deflate } from 'node:zlib';
import { promisify } from 'node:util';
import type { AnimationText, AnimationWriter, GrowingFile } from './animation';
import { encodeChunk, pngHead, withFilterBytes, type PngImage } from './png';
import { pngSignature } from './png-chunks';

const pack = promisify(deflate);

/**
 * A PNG file whose pictures follow one another for ever, after https://www.w3.org/TR/png-3/#apng-chunks. A program that
 * knows no animation shows the first.
 */
export function createApng(file: GrowingFile, { text, longText }: AnimationText): AnimationWriter {
  let frames = 0;
  let sequence = 0;
  let countAt = 0;

  async function begin(image: PngImage): Promise<void> {
    const { header, texts } = pngHead(image, text, longText === undefined ? {} : { longText });
    countAt = pngSignature.length + header.length;
    await file.append(Buffer.concat([pngSignature, header, control(0), texts]));
  }
  return {
    add: async (image, milliseconds) => {
      if (frames === 0) await begin(image);
      await file.append(frameControl(sequence++, image, milliseconds));
      const data = await pack(withFilterBytes(image));
      const chunk = frames === 0 ? encodeChunk('IDAT', data) : encodeChunk('fdAT', numbered(sequence++, data));
      await file.append(chunk);
      frames++;
    },
    finish: async () => {
      await file.append(encodeChunk('IEND', Buffer.alloc(0)));
      // how many there are is known only now
      await file.overwrite(control(frames), countAt);
    },
  };
}

/** How many pictures, and that they repeat for ever. */
function control(frames: number): Buffer {
  const data = Buffer.alloc(8);
  data.writeUInt32BE(frames, 0);
  return encodeChunk('acTL', data);
}

function frameControl(sequence: number, { width, height }: PngImage, milliseconds: number): Buffer {
  const data = Buffer.alloc(26);
  data.writeUInt32BE(sequence, 0);
  data.writeUInt32BE(width, 4);
  data.writeUInt32BE(height, 8);
  // a fraction of a second: milliseconds over 1000; 65.5 s at most
  data.writeUInt16BE(Math.min(0xffff, Math.max(1, Math.round(milliseconds))), 20);
  data.writeUInt16BE(1000, 22);
  return encodeChunk('fcTL', data);
}

function numbered(sequence: number, data: Uint8Array): Buffer {
  const numberedData = Buffer.alloc(4 + data.length);
  numberedData.writeUInt32BE(sequence, 0);
  numberedData.set(data, 4);
  return numberedData;
}
