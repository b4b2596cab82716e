/** A file of a tree, by the names of its folders and its own. */
export interface TreeFile {
  readonly folders: readonly string[];
  readonly name: string;
}

/** The tree as images with classes: one level of sub-folders names them. */
export interface Classified<F> {
  readonly files: readonly { readonly file: F; readonly label: number | null }[];
  /** Null where the images lie in no sub-folder. */
  readonly classNames: readonly string[] | null;
  /** Files that lie elsewhere: beside the classes, or deeper. */
  readonly misplaced: readonly F[];
}

const pictureName = /\.(jpe?g|png|webp|bmp|gif|tiff?)$/i;

/** Whether a file is called like a picture; what it really is, its content says. */
export function isPictureName(name: string): boolean {
  return pictureName.test(name);
}

/**
 * Sorts the files of a tree into classes: sub-folders in alphabetical order, of which only those count that hold a file
 * called like a picture. A folder that holds everything else is passed through.
 */
export function classify<F extends TreeFile>(all: readonly F[]): Classified<F> {
  const depth = commonDepth(all);
  const classOf = ({ folders }: F): string | undefined => folders[depth];
  const classNames = [
    ...new Set(all.filter(({ name }) => isPictureName(name)).flatMap((file) => classOf(file) ?? [])),
  ].sort();
  const wanted = classNames.length > 0 ? depth + 1 : depth;
  const isPlaced = (file: F): boolean =>
    file.folders.length === wanted && (classNames.length === 0 || classNames.includes(classOf(file) as string));
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const files = all
    .filter(isPlaced)
    .sort(byPlace)
    .map((file) => ({ file, label: labels.get(classOf(file) ?? '') ?? null }));
  return {
    files,
    classNames: classNames.length > 0 ? classNames : null,
    misplaced: all.filter((file) => !isPlaced(file)),
  };
}

/** Folders that every file lies in and that hold nothing but one more folder. */
function commonDepth(all: readonly TreeFile[]): number {
  const pictures = all.filter(({ name }) => isPictureName(name));
  const [first] = pictures;
  if (!first) return 0;
  let depth = 0;
  // the last folder is the class, unless it is the only one
  while (first.folders.length > depth + 1 && pictures.every(({ folders }) => folders[depth] === first.folders[depth]))
    depth++;
  const isOnlyFolder = pictures.every(
    ({ folders }) => folders.length === depth + 1 && folders[depth] === first.folders[depth],
  );
  return isOnlyFolder && first.folders.length > 0 ? depth + 1 : depth;
}

function byPlace(a: TreeFile, b: TreeFile): number {
  const [left, right] = [a, b].map(({ folders, name }) => [...folders, name].join('/')) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
