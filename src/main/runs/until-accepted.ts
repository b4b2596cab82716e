import { StudioError, type ErrorCode } from '../../shared/studio-error';

/** What is done while a disk refuses to keep something. */
export interface Patience {
  /** Fulfilled when it shall be tried again; rejects with what the writer's caller gets instead. */
  onRefusal(refusal: StudioError): Promise<void>;
  /** Once it was kept after all. */
  onAccepted(): void;
}

const refusals: readonly ErrorCode[] = ['disk-full', 'folder-not-writable', 'write-failed'];

/**
 * Repeats a write that leaves nothing behind where it fails, until the disk accepts it or the patience ends.
 *
 * @param patience null = the first refusal comes out
 */
export async function untilAccepted<T>(write: () => Promise<T>, patience: Patience | null): Promise<T> {
  for (let refused = false; ; refused = true) {
    try {
      const result = await write();
      if (refused) patience?.onAccepted();
      return result;
    } catch (error) {
      if (!patience || !(error instanceof StudioError) || !refusals.includes(error.code)) throw error;
      await patience.onRefusal(error);
    }
  }
}
