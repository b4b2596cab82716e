import { lstat } from 'node:fs/promises';

/** What the system's save dialog answers. */
export interface SaveAnswer {
  readonly canceled: boolean;
  readonly filePath: string;
}

/**
 * Asks where a file goes, so that its name ends as the file is, and nothing is overwritten that the dialog did not ask
 * about: it asked about the name that was typed, so where an ending is added and that file exists, it is shown again with
 * the whole name.
 *
 * @param endings without the dot, the first is added where none of them is there; none = any name, as for a folder
 * @param show the system's dialog, with the name that it begins with
 * @returns null where the person thought better of it
 */
export async function askForSavePath(
  proposal: string,
  endings: readonly string[],
  show: (proposal: string) => Promise<SaveAnswer>,
): Promise<string | null> {
  let offered = proposal;
  for (;;) {
    const { canceled, filePath } = await show(offered);
    if (canceled || filePath === '') return null;
    const path = withEnding(filePath, endings);
    if (path === filePath || !(await isThere(path))) return path;
    offered = path;
  }
}

/** `figure` → `figure.png`; `Figure.PNG` stays. */
export function withEnding(path: string, endings: readonly string[]): string {
  const [usual] = endings;
  const lower = path.toLowerCase();
  if (usual === undefined || endings.some((ending) => lower.endsWith(`.${ending}`))) return path;
  // a name may end in its dot already
  return `${path.replace(/\.$/, '')}.${usual}`;
}

/** A link that leads nowhere would be replaced too. */
async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    // whatever keeps it from being looked at keeps it from being written, which says why
    return !(error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'));
  }
}
