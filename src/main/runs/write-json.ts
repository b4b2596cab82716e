import { writeFileAtomically } from '../formats/atomic-write';

/**
 * Writes plain data as readable JSON; a reader sees the old file or the new one.
 *
 * @throws StudioError `disk-full`, `folder-not-writable` or `write-failed`
 */
export function writeJson(path: string, value: unknown): Promise<void> {
  return writeFileAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}
