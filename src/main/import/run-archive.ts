import { runLayout } from '../runs/run-layout';

/** The folder of a run inside an archive: '' where its files lie at the top, `NAME/` otherwise; null where it holds none. */
export function runRoot(paths: readonly string[]): string | null {
  const records = paths.filter((path) => path === runLayout.record || path.endsWith(`/${runLayout.record}`));
  const [record] = records;
  if (record === undefined || records.length > 1) return null;
  const root = record.slice(0, -runLayout.record.length);
  const isPlain = root === '' || /^[^/]+\/$/.test(root);
  return isPlain && paths.includes(`${root}${runLayout.recipe}`) ? root : null;
}

export function isRunArchive(paths: readonly string[]): boolean {
  return runRoot(paths) !== null;
}
