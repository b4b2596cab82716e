import type { GrowingFile } from '../formats/animation';

/** An animation that is to be looked at, not kept. */
export interface BytesInMemory extends GrowingFile {
  readonly bytes: () => Uint8Array;
}

export function bytesInMemory(): BytesInMemory {
  let whole = Buffer.alloc(0);
  return {
    append: (bytes) => {
      whole = Buffer.concat([whole, bytes]);
      return Promise.resolve();
    },
    overwrite: (bytes, position) => {
      whole.set(bytes, position);
      return Promise.resolve();
    },
    bytes: () => whole,
  };
}
