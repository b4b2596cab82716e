import { FormatError } from '../formats/format-error';
import { worded, type Worded } from '../../shared/wording/worded';

/** A file of a tree, by the names of its folders and its own. */
export interface TreeFile {
  readonly folders: readonly string[];
  readonly name: string;
}

/** A file that is no image of the data set because of where it lies. */
export interface MisplacedFile {
  /** Within the source. */
  readonly place: string;
  readonly reason: Worded;
}

/** The tree as images with classes: one level of sub-folders names them. */
export interface Classified<F> {
  readonly files: readonly { readonly file: F; readonly label: number | null }[];
  /** Null where the images lie in no sub-folder. */
  readonly classNames: readonly string[] | null;
  readonly misplaced: readonly MisplacedFile[];
}

const pictureName = /\.(jpe?g|png|webp|bmp|gif|tiff?)$/i;

/** Whether a file is called like a picture; what it really is, its content says. */
function isPictureName(name: string): boolean {
  return pictureName.test(name);
}

/** A file's place in the tree. */
export function placeOf({ folders, name }: TreeFile): string {
  return [...folders, name].join('/');
}

/**
 * Sorts the files of a tree into classes: sub-folders in alphabetical order, of which only those count that hold a file
 * called like a picture directly. A folder that holds everything else is passed through.
 *
 * @throws FormatError where there is no image, or all pictures lie too deep
 */
export function classify<F extends TreeFile>(all: readonly F[]): Classified<F> {
  const pictures = all.filter(({ name }) => isPictureName(name));
  const depth = commonDepth(pictures);
  const classOf = ({ folders }: TreeFile): string | undefined => folders[depth];
  const inClasses = pictures.filter(({ folders }) => folders.length === depth + 1);
  const classNames = [...new Set(inClasses.flatMap((file) => classOf(file) ?? []))].sort();
  const hasClasses = classNames.length > 0;
  const wanted = hasClasses ? depth + 1 : depth;
  const labels = new Map(classNames.map((name, label) => [name, label]));
  const isPlaced = (file: TreeFile): boolean =>
    file.folders.length === wanted && (!hasClasses || labels.has(classOf(file) ?? ''));
  checkSomethingPlaced(all.filter(isPlaced), pictures);
  const files = all
    .filter(isPlaced)
    .sort(byPlace)
    .map((file) => ({ file, label: labels.get(classOf(file) ?? '') ?? null }));
  const misplaced = all
    .filter((file) => !isPlaced(file))
    .sort(byPlace)
    .map((file) => ({ place: placeOf(file), reason: whyMisplaced(file, wanted, hasClasses) }));
  return { files, classNames: hasClasses ? classNames : null, misplaced };
}

function checkSomethingPlaced(placed: readonly TreeFile[], pictures: readonly TreeFile[]): void {
  const [example] = pictures.toSorted(byPlace);
  if (example && !placed.some(({ name }) => isPictureName(name))) {
    throw new FormatError(worded('folder.tooDeep', { count: pictures.length, example: placeOf(example) }));
  }
  if (placed.length === 0) throw new FormatError(worded('folder.noPictures'));
}

function whyMisplaced({ folders, name }: TreeFile, wanted: number, hasClasses: boolean): Worded {
  if (folders.length < wanted) {
    return worded(hasClasses ? 'folder.besideClasses' : 'folder.outside');
  }
  if (hasClasses && folders.length > wanted) return worded('folder.deeperThanClasses');
  return worded(isPictureName(name) ? 'folder.twoDeep' : 'folder.withoutPictures');
}

/** How many folders all pictures lie in that hold nothing but one more folder. */
function commonDepth(pictures: readonly TreeFile[]): number {
  const [first] = pictures;
  if (!first) return 0;
  let depth = 0;
  const isShared = ({ folders }: TreeFile): boolean => folders[depth] === first.folders[depth];
  // the last folder is the class, unless it is the only one
  while (pictures.every((file) => file.folders.length > depth + 1 && isShared(file))) depth++;
  return pictures.every((file) => file.folders.length === depth + 1 && isShared(file)) ? depth + 1 : depth;
}

function byPlace(a: TreeFile, b: TreeFile): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
