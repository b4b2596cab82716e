import type { PngImage } from './png';

/** Where the bytes of an animation go: a file that grows. */
export interface GrowingFile {
  append(bytes: Uint8Array): Promise<void>;
  /** Writes over bytes that were appended. */
  overwrite(bytes: Uint8Array, position: number): Promise<void>;
}

/** Takes pictures one after the other and holds none of them. */
export interface AnimationWriter {
  /** All pictures have the size and channels of the first. @param milliseconds how long it stands */
  add(image: PngImage, milliseconds: number): Promise<void>;
  /** Writes what stands at the end. To be called once, after one picture at least. */
  finish(): Promise<void>;
}

/** What an animation says of itself. */
export interface AnimationText {
  readonly text: Readonly<Record<string, string>>;
  /** As for `encodePng`. */
  readonly longText?: string;
}
