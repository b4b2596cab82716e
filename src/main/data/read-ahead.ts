/** The images of the coming batch are read on a thread of their own while the step before it computes. */
import { Worker } from 'node:worker_threads';

export interface ReadAhead {
  /** Begins to read these images, in place of whatever was begun before. @param images their indices */
  begin(images: Uint32Array): void;
  /**
   * Hands over what was begun, waiting for the rest of it.
   *
   * @param target takes image after image
   * @returns false where other images were begun or they could not be read: the caller reads them, and finds out why
   */
  take(images: Uint32Array, target: Uint8Array): boolean;
  /** Ends the thread. @returns when it is no more, and the file may be closed */
  close(): Promise<void>;
}

/** Where the images of a packed file lie. */
export interface StoredPlace {
  /** Of the file, open for reading for as long as the thread is. */
  readonly descriptor: number;
  /** Of one image. Bytes. */
  readonly size: number;
  /** Of the first image in the file. Bytes. */
  readonly start: number;
}

interface Shared extends StoredPlace {
  /** [2]: the number of the request, and of the one that is done, negative where it failed. */
  readonly numbers: Int32Array;
  readonly images: Uint32Array;
  readonly pixels: Uint8Array;
}

/** Longest that a step waits for the thread before it reads by itself. Milliseconds. */
const patience = 10_000;

export function openReadAhead(place: StoredPlace): ReadAhead {
  let thread: { readonly worker: Worker; readonly shared: Shared } | null = null;

  /** The threads that are ending, one after the other. */
  let ending: Promise<unknown> = Promise.resolve();

  function end(): void {
    const ended = thread?.worker.terminate();
    ending = ending.then(() => ended);
    thread = null;
  }

  function open(count: number): Shared {
    end();
    const shared: Shared = {
      ...place,
      numbers: new Int32Array(new SharedArrayBuffer(8)),
      images: new Uint32Array(new SharedArrayBuffer(4 * count)),
      pixels: new Uint8Array(new SharedArrayBuffer(count * place.size)),
    };
    const worker = new Worker(threadCode, { eval: true, workerData: shared });
    worker.unref();
    thread = { worker, shared };
    return shared;
  }

  return {
    begin(images) {
      const isFit = thread?.shared.images.length === images.length;
      const shared = thread && isFit ? thread.shared : open(images.length);
      shared.images.set(images);
      Atomics.add(shared.numbers, 0, 1);
      Atomics.notify(shared.numbers, 0);
    },
    take(images, target) {
      if (!thread || !areSame(thread.shared.images, images)) return false;
      const { numbers, pixels } = thread.shared;
      const request = Atomics.load(numbers, 0);
      for (let done = Atomics.load(numbers, 1); done !== request; done = Atomics.load(numbers, 1)) {
        if (done === -request || Atomics.wait(numbers, 1, done, patience) === 'timed-out') {
          end();
          return false;
        }
      }
      target.set(pixels);
      return true;
    },
    async close() {
      end();
      await ending;
    },
  };
}

function areSame(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}

/** As text, because it must run from the sources and from the built program alike. */
const threadCode = `
const { workerData } = require('node:worker_threads');
const { readSync } = require('node:fs');
const { descriptor, size, start, numbers, images, pixels } = workerData;

function readImages() {
  for (let place = 0; place < images.length; place++) {
    for (let done = 0; done < size;) {
      const read = readSync(descriptor, pixels, place * size + done, size - done, start + images[place] * size + done);
      if (read === 0) throw new RangeError('The file ends before its images do.');
      done += read;
    }
  }
}

for (let served = 0; ;) {
  Atomics.wait(numbers, 0, served);
  served = Atomics.load(numbers, 0);
  let answer = served;
  try {
    readImages();
  } catch {
    answer = -served;
  }
  Atomics.store(numbers, 1, answer);
  Atomics.notify(numbers, 1);
}
`;
