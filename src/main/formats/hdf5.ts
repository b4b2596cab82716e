import type { Shape } from '../../shared/tensor';
import { worded } from '../../shared/wording/worded';
import { FormatError } from './format-error';
import { shownName } from './foreign-tensors';
import { hdf5Bytes, type Hdf5Bytes } from './hdf5-bytes';
import { readDataBytes } from './hdf5-data';
import { findMessage, messageTypes, readHeader, type Hdf5Message } from './hdf5-header';
import { readLinks } from './hdf5-links';
import { readAttribute, readDataspace, readDatatype } from './hdf5-values';
import type { NumberKind } from './number-kinds';

/** An array of numbers of an HDF5 file. */
export interface Hdf5DataSet {
  /** With `/` between groups, without one at the beginning. */
  readonly path: string;
  readonly shape: Shape;
  readonly number: NumberKind;
  readonly littleEndian: boolean;
  /** Row-major. Only here are numbers read. @throws FormatError */
  read(): Uint8Array;
}

export interface Hdf5File {
  readonly dataSets: readonly Hdf5DataSet[];
  /** The texts of an attribute of the object at a path ('' = the root); null where there is none or it is no text. */
  texts(path: string, attribute: string): readonly string[] | null;
}

/** With what every HDF5 file that Keras writes begins. */
export const hdf5Signature = Buffer.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a);

const mostObjects = 50_000;
const mostDepth = 32;

/**
 * Lists an HDF5 file after https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html: the part of the format that
 * h5py and Keras write. Groups, data sets of numbers and attributes of texts; soft links, links to other files, objects
 * that are reached twice and filters other than deflate and shuffle are refused. Nothing is read by its claimed size.
 *
 * @throws FormatError with the reason
 */
export function openHdf5(file: Buffer): Hdf5File {
  const bytes = hdf5Bytes(file);
  const dataSets: Hdf5DataSet[] = [];
  const headers = new Map<string, readonly Hdf5Message[]>();
  const seen = new Set<number>();
  function visit(path: string, address: number, depth: number): void {
    if (seen.has(address)) throw new FormatError(worded('hdf5.twoWays', { path: shownName(path) }));
    if (depth > mostDepth || seen.size > mostObjects) throw new FormatError(worded('hdf5.objects'));
    seen.add(address);
    const messages = readHeader(bytes, address);
    headers.set(path, messages);
    const space = findMessage(messages, 'dataspace');
    const type = findMessage(messages, 'datatype');
    if (space && type) dataSets.push(...dataSetOf(bytes, path, messages, space, type));
    else {
      for (const link of readLinks(bytes, messages)) {
        visit(path === '' ? link.name : `${path}/${link.name}`, link.address, depth + 1);
      }
    }
  }
  visit('', rootAddress(bytes), 0);
  return { dataSets, texts: (path, name) => textsOf(bytes, headers.get(path) ?? [], name) };
}

/** Address of the root group's header. */
function rootAddress(bytes: Hdf5Bytes): number {
  const head = bytes.from(0, 12);
  if (!hdf5Signature.equals(head.bytes(8))) throw new FormatError(worded('hdf5.none'));
  const version = head.byte();
  const isOld = version === 0 || version === 1;
  if (!isOld && version !== 2 && version !== 3) throw new FormatError(worded('hdf5.version', { version }));
  const sizes = bytes.take(isOld ? 13 : 9, 2);
  if (sizes[0] !== 8 || sizes[1] !== 8) throw new FormatError(worded('hdf5.addresses'));
  const base = isOld ? 24 + 4 * version : 12;
  if (bytes.from(base, 8).uint64() !== 0) throw new FormatError(worded('hdf5.begin'));
  return bytes.from(isOld ? base + 40 : 36, 8).uint64();
}

/** Data sets of anything but numbers are passed over. */
function dataSetOf(
  bytes: Hdf5Bytes,
  path: string,
  messages: readonly Hdf5Message[],
  space: Buffer,
  typeData: Buffer,
): readonly Hdf5DataSet[] {
  const type = readDatatype(typeData);
  if (type.kind !== 'number') return [];
  const shape = readDataspace(space);
  const read = (): Uint8Array => readDataBytes(bytes, messages, shape, type.size);
  return [{ path, shape, number: type.number, littleEndian: type.littleEndian, read }];
}

function textsOf(bytes: Hdf5Bytes, messages: readonly Hdf5Message[], name: string): readonly string[] | null {
  for (const { type, data } of messages) {
    if (type !== messageTypes.attribute) continue;
    const attribute = readAttribute(bytes, data);
    if (attribute.name === name) return attribute.texts();
  }
  return null;
}
