import { createRequire } from 'node:module';
import type sharpModule from 'sharp';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { createGarbageCount } from './garbage-count';

export type SharpModule = typeof sharpModule;

export interface PictureDecoder {
  readonly sharp: SharpModule;
  /** To be told after each picture how many bytes went in and came out. */
  readonly onDecoded: (bytes: number) => void;
}

/**
 * Electron on Linux loads the system's GLib, whose functions then take the place of those inside sharp's native program:
 * each picture leaks, and some systems' GLib ends the process (https://github.com/electron/electron/issues/46323). What
 * is compiled to WebAssembly shares nothing with the process around it.
 */
const needsWebAssembly = process.platform === 'linux' && 'electron' in process.versions;

let loading: Promise<PictureDecoder> | null = null;

/**
 * The decoder, loaded when the first picture needs it: a machine without its program still reads every other data set.
 *
 * @throws StudioError `data-set-unreadable` where there is none for this machine
 */
export function loadSharp(): Promise<PictureDecoder> {
  loading ??= load().catch((error: unknown) => {
    throw new StudioError('data-set-unreadable', worded('picture.noDecoder'), { cause: error });
  });
  return loading;
}

async function load(): Promise<PictureDecoder> {
  const sharp = needsWebAssembly ? requireWebAssembly() : (await import('sharp')).default;
  // pictures come once each: nothing is worth keeping
  sharp.cache(false);
  // several pictures at once use the cores better than several threads on one
  sharp.concurrency(1);
  return { sharp, onDecoded: needsWebAssembly ? createGarbageCount() : () => undefined };
}

/** The name of the processor is all by which sharp chooses; nothing else runs until it is put back. */
function requireWebAssembly(): SharpModule {
  const arch = Object.getOwnPropertyDescriptor(process, 'arch');
  if (!arch) throw new Error('This Node does not say what its processor is.');
  Object.defineProperty(process, 'arch', { ...arch, value: 'wasm32' });
  try {
    return createRequire(import.meta.url)('sharp') as SharpModule;
  } finally {
    Object.defineProperty(process, 'arch', arch);
  }
}
