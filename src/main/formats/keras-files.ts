import { FormatError } from './format-error';
import {
  foreignLimits,
  roundedNote,
  shownName,
  tensorBudget,
  type ForeignTensor,
  type ForeignTensors,
} from './foreign-tensors';
import { openHdf5, type Hdf5File } from './hdf5';
import { readNumbers } from './number-kinds';
import { parseStrictJson } from './strict-json';
import { openZipArchive, readMember, type ZipMember } from './zip-archive';
import { worded } from '../../shared/wording/worded';

const mostConfigBytes = 16 * 1024 * 1024;

/**
 * Reads weights that Keras wrote as HDF5: a whole model with its description, or weights alone. Names end in `kernel`,
 * `bias`, `gamma` and so on, or in `vars/0`, `vars/1` in Keras 3's own order.
 *
 * @throws FormatError with the reason
 */
export function readKerasHdf5(bytes: Buffer): ForeignTensors {
  const file = openHdf5(bytes);
  const config = file.texts('', 'model_config')?.[0];
  const model = config === undefined ? null : parseStrictJson(config);
  return { format: 'keras-h5', ...tensorsOf(file, bytes.length), model };
}

/**
 * Reads a `.keras` file: a ZIP with config.json and model.weights.h5.
 *
 * @throws FormatError with the reason
 */
export async function readKerasArchive(bytes: Buffer): Promise<ForeignTensors> {
  const archive = await openZipArchive(bytes);
  try {
    const find = (name: string): ZipMember | undefined => archive.members.find(({ path }) => path === name);
    const config = await readWithin(find('config.json'), mostConfigBytes);
    const weights = await readWithin(find('model.weights.h5'), foreignLimits.bytes);
    const model = parseStrictJson(config.toString('utf8'));
    return { format: 'keras', ...tensorsOf(openHdf5(weights), weights.length), model };
  } finally {
    archive.close();
  }
}

async function readWithin(member: ZipMember | undefined, most: number): Promise<Buffer> {
  if (!member) throw new FormatError(worded('keras.missing'));
  if (member.size > most) throw new FormatError(worded('zip.memberLarge', { member: member.path, most }));
  return Buffer.from(await readMember(member));
}

function tensorsOf(file: Hdf5File, fileBytes: number): Pick<ForeignTensors, 'tensors' | 'notes'> {
  const budget = tensorBudget(fileBytes);
  // all are counted before the first is read
  for (const { path, shape } of file.dataSets) budget.claim(path, shape);
  const rounded: string[] = [];
  const tensors = inOrder(file).map(({ path, shape, number, littleEndian, read }): ForeignTensor => {
    const { data, exact } = readNumbers(read(), number, littleEndian);
    const name = path.replace(/:0$/, '');
    if (!exact) rounded.push(name);
    return { name, dtype: number, shape, data };
  });
  if (tensors.length === 0) throw new FormatError(worded('keras.noNumbers'));
  return { tensors, notes: roundedNote(rounded) };
}

/** In the order of the layers, where the file tells it; groups themselves are sorted by name. */
function inOrder(file: Hdf5File): Hdf5File['dataSets'] {
  const root = file.texts('model_weights', 'layer_names') ? 'model_weights' : '';
  const names = file.texts(root, 'layer_names');
  if (!names) return file.dataSets;
  const prefix = root === '' ? '' : `${root}/`;
  const ordered = names.flatMap((name) => file.dataSets.filter(({ path }) => path.startsWith(`${prefix}${name}/`)));
  if (new Set(ordered).size !== ordered.length)
    throw new FormatError(worded('keras.layerTwice', { name: shownName(names[0] ?? '') }));
  return ordered;
}
