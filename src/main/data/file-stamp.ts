import { stat } from 'node:fs/promises';

/** Changes when one of the files does: path, size and time of change. */
export async function stampFiles(files: readonly string[]): Promise<string> {
  const lines = files.map(async (file) => {
    const { size, mtimeMs } = await stat(file);
    return `${file}\0${size}\0${mtimeMs}`;
  });
  return (await Promise.all(lines)).join('\n');
}
