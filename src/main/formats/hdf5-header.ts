import { FormatError } from './format-error';
import type { Hdf5Bytes, Hdf5Cursor } from './hdf5-bytes';
import { worded } from '../../shared/wording/worded';

/** A piece of an object's header. */
export interface Hdf5Message {
  readonly type: number;
  readonly data: Buffer;
}

/** Types of messages that are read; others are passed over. */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

const mostMessages = 20_000;
const mostBlocks = 1_000;
const sharedFlag = 0x02;

interface Block {
  readonly address: number;
  readonly length: number;
}

/**
 * The messages of an object's header, versions 1 and 2.
 *
 * @throws FormatError where they are damaged, run in circles, or are kept elsewhere (shared messages)
 */
export function readHeader(bytes: Hdf5Bytes, address: number): readonly Hdf5Message[] {
  const isNew = bytes.take(address, 4).toString('latin1') === 'OHDR';
  return isNew ? readNewHeader(bytes, address) : readOldHeader(bytes, address);
}

function readOldHeader(bytes: Hdf5Bytes, address: number): readonly Hdf5Message[] {
  const start = bytes.from(address, 16);
  if (start.byte() !== 1) throw new FormatError(worded('hdf5.headerVersion'));
  start.skip(7);
  const first = { address: address + 16, length: start.uint32() };
  return followBlocks(first, (block) => {
    const cursor = bytes.from(block.address, block.length);
    return messagesIn(cursor, 8, () => {
      const [type, size, flags] = [cursor.uint16(), cursor.uint16(), cursor.byte()];
      cursor.skip(3);
      return { type, size, flags };
    });
  });
}

function readNewHeader(bytes: Hdf5Bytes, address: number): readonly Hdf5Message[] {
  const start = bytes.from(address, Math.min(64, bytes.size - address));
  start.signature('OHDR');
  if (start.byte() !== 2) throw new FormatError(worded('hdf5.headerVersion'));
  const flags = start.byte();
  start.skip((flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0));
  const length = [start.byte, start.uint16, start.uint32, start.uint64][flags & 3]?.() ?? 0;
  const first = { address: address + start.position(), length };
  const orderBytes = flags & 0x04 ? 2 : 0;
  return followBlocks(first, (block) => {
    // blocks that continue a header carry four letters before and a checksum behind
    const own = block === first ? block : { address: block.address + 4, length: block.length - 8 };
    if (block !== first) bytes.from(block.address, 4).signature('OCHK');
    const cursor = bytes.from(own.address, own.length);
    return messagesIn(cursor, 4 + orderBytes, () => {
      const [type, size, messageFlags] = [cursor.byte(), cursor.uint16(), cursor.byte()];
      cursor.skip(orderBytes);
      return { type, size, flags: messageFlags };
    });
  });
}

/** Reads a block, then those that its messages name, each once. */
function followBlocks(first: Block, read: (block: Block) => readonly Hdf5Message[]): readonly Hdf5Message[] {
  const messages: Hdf5Message[] = [];
  const blocks = [first];
  const seen = new Set<number>();
  for (let block = blocks.shift(); block; block = blocks.shift()) {
    if (seen.has(block.address) || seen.size > mostBlocks) throw new FormatError(worded('hdf5.headerCircle'));
    seen.add(block.address);
    for (const message of read(block)) {
      if (message.type === messageTypes.continuation && message.data.length >= 16) {
        const [address, length] = [message.data.readBigUInt64LE(0), message.data.readBigUInt64LE(8)];
        blocks.push({ address: Number(address), length: Number(length) });
      } else messages.push(message);
    }
    if (messages.length > mostMessages) throw new FormatError(worded('hdf5.messages', { most: mostMessages }));
  }
  return messages;
}

function messagesIn(
  cursor: Hdf5Cursor,
  headBytes: number,
  head: () => { type: number; size: number; flags: number },
): readonly Hdf5Message[] {
  const messages: Hdf5Message[] = [];
  const known: readonly number[] = Object.values(messageTypes);
  while (cursor.left() >= headBytes) {
    const { type, size, flags } = head();
    const data = cursor.bytes(size);
    if (!known.includes(type)) continue;
    if (flags & sharedFlag) throw new FormatError(worded('hdf5.shared'));
    messages.push({ type, data });
  }
  return messages;
}

/** The one message of a type; undefined where there is none. */
export function findMessage(messages: readonly Hdf5Message[], type: keyof typeof messageTypes): Buffer | undefined {
  return messages.find((message) => message.type === messageTypes[type])?.data;
}
