import { FormatError } from './format-error';
import { shownName } from './foreign-tensors';
import { hdf5Cursor, nowhere, type Hdf5Bytes } from './hdf5-bytes';
import { findMessage, messageTypes, type Hdf5Message } from './hdf5-header';
import { worded, type Worded } from '../../shared/wording/worded';

/** A name in a group and the address of the object's header. */
export interface Hdf5Link {
  readonly name: string;
  readonly address: number;
}

const mostLinks = 20_000;
const mostDepth = 32;
const softLink = 1;
const externalLink = 64;

/**
 * The links of a group: of the old kind (a symbol table) or the new one (a message each).
 *
 * @throws FormatError where one is soft or leads to another file, or there are too many
 */
export function readLinks(bytes: Hdf5Bytes, messages: readonly Hdf5Message[]): readonly Hdf5Link[] {
  const table = findMessage(messages, 'symbolTable');
  const links = messages.filter(({ type }) => type === messageTypes.link).map(({ data }) => readLink(data));
  const info = findMessage(messages, 'linkInfo');
  if (info && hasHeap(info)) throw new FormatError(worded('hdf5.linkHeap'));
  return table ? [...links, ...readTable(bytes, table)] : links;
}

function hasHeap(info: Buffer): boolean {
  const cursor = hdf5Cursor(info);
  cursor.byte();
  if (cursor.byte() & 1) cursor.skip(8);
  return cursor.uint64() !== nowhere;
}

function readLink(data: Buffer): Hdf5Link {
  const cursor = hdf5Cursor(data);
  if (cursor.byte() !== 1) throw new FormatError(worded('hdf5.linkVersion'));
  const flags = cursor.byte();
  const type = flags & 0x08 ? cursor.byte() : 0;
  cursor.skip((flags & 0x04 ? 8 : 0) + (flags & 0x10 ? 1 : 0));
  const length = [cursor.byte, cursor.uint16, cursor.uint32, cursor.uint64][flags & 3]?.() ?? 0;
  const name = cursor.bytes(length).toString('utf8');
  if (type !== 0) throw refusedLink(type, name);
  return { name, address: cursor.uint64() };
}

function refusedLink(type: number, name: string): FormatError {
  const kinds: Readonly<Record<number, Worded>> = {
    [softLink]: worded('hdf5.softLink'),
    [externalLink]: worded('hdf5.externalLink'),
  };
  const kind = kinds[type] ?? worded('hdf5.unknownLink');
  return new FormatError(worded('hdf5.link', { name: shownName(name), kind }));
}

/** A tree of tables, whose names lie in a heap. */
function readTable(bytes: Hdf5Bytes, message: Buffer): readonly Hdf5Link[] {
  const cursor = hdf5Cursor(message);
  const [tree, heap] = [cursor.uint64(), cursor.uint64()];
  const names = readHeap(bytes, heap);
  const links: Hdf5Link[] = [];
  const seen = new Set<number>();
  function visit(address: number, depth: number): void {
    if (seen.has(address) || depth > mostDepth) throw new FormatError(worded('hdf5.groupCircle'));
    seen.add(address);
    if (bytes.take(address, 4).toString('latin1') === 'SNOD') {
      links.push(...readNode(bytes, address, names));
      if (links.length > mostLinks) throw new FormatError(worded('hdf5.groupNames', { most: mostLinks }));
      return;
    }
    const node = bytes.from(address, 24);
    node.signature('TREE');
    if (node.byte() !== 0) throw new FormatError(worded('hdf5.noGroupTable'));
    node.byte();
    const count = node.uint16();
    const pairs = bytes.from(address + 24, count * 16);
    for (let index = 0; index < count; index++) {
      pairs.uint64();
      visit(pairs.uint64(), depth + 1);
    }
  }
  visit(tree, 0);
  return links;
}

function readHeap(bytes: Hdf5Bytes, address: number): Buffer {
  const cursor = bytes.from(address, 32);
  cursor.signature('HEAP');
  cursor.skip(4);
  const size = cursor.uint64();
  cursor.skip(8);
  return bytes.take(cursor.uint64(), size);
}

function readNode(bytes: Hdf5Bytes, address: number, names: Buffer): readonly Hdf5Link[] {
  const head = bytes.from(address, 8);
  head.skip(6);
  const count = head.uint16();
  const entries = bytes.from(address + 8, count * 40);
  return Array.from({ length: count }, () => {
    const [nameAt, header, cache] = [entries.uint64(), entries.uint64(), entries.uint32()];
    entries.skip(20);
    const end = names.indexOf(0, Math.min(nameAt, names.length));
    if (nameAt >= names.length || end < 0) throw new FormatError(worded('hdf5.nameMissing'));
    const name = names.toString('utf8', nameAt, end);
    // a table keeps soft links by the place of their target's name
    if (cache === 2) throw refusedLink(softLink, name);
    return { name, address: header };
  });
}
