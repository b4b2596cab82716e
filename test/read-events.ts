/** A small reader of TFRecord files and protocol buffers, for tests: it shares no code with the writers. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The data of all whole records; a torn end is left out. Checksums are not looked at. */
export function readRecords(file: Uint8Array): readonly Buffer[] {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const records: Buffer[] = [];
  for (let start = 0; start + 12 <= bytes.length;) {
    const end = start + 12 + Number(bytes.readBigUInt64LE(start));
    if (end + 4 > bytes.length) break;
    records.push(bytes.subarray(start + 12, end));
    start = end + 4;
  }
  return records;
}

type Field = number | bigint | Buffer;

/** The fields of a message by number, in order. Fixed 32 and 64 bits come as float and double. */
export function readMessage(bytes: Buffer): ReadonlyMap<number, readonly Field[]> {
  const fields = new Map<number, Field[]>();
  let at = 0;
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = BigInt(bytes.readUInt8(at++));
      value |= (byte & 127n) << shift;
      if (byte < 128n) return value;
    }
  };
  const value = (wire: number): Field => {
    if (wire === 0) return varint();
    if (wire === 1) return bytes.readDoubleLE((at += 8) - 8);
    if (wire === 5) return bytes.readFloatLE((at += 4) - 4);
    const length = Number(varint());
    return bytes.subarray(at, (at += length));
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const field = tag >> 3;
    fields.set(field, [...(fields.get(field) ?? []), value(tag & 7)]);
  }
  return fields;
}

/** An event as far as the tests look at it. */
export interface ReadEvent {
  readonly wallTime: number;
  readonly step: number;
  readonly version?: string;
  readonly graph?: Buffer;
  readonly scalars: Readonly<Record<string, number>>;
  readonly pictures: Readonly<Record<string, { width: number; height: number; channels: number; png: Buffer }>>;
}

export function readEvent(bytes: Buffer): ReadEvent {
  const fields = readMessage(bytes);
  const [version] = fields.get(3) ?? [];
  const [graph] = fields.get(4) ?? [];
  const [summary = Buffer.alloc(0)] = fields.get(5) ?? [];
  const values = (readMessage(summary as Buffer).get(1) ?? []).map((value) => readMessage(value as Buffer));
  const named = values.map((value) => [String(value.get(1)?.[0]), value.get(2)?.[0], value.get(4)?.[0]] as const);
  return {
    wallTime: Number(fields.get(1)?.[0]),
    step: Number(fields.get(2)?.[0] ?? 0),
    ...(version === undefined ? {} : { version: String(version) }),
    ...(graph === undefined ? {} : { graph: graph as Buffer }),
    scalars: Object.fromEntries(
      named.flatMap(([tag, scalar]) => (scalar === undefined ? [] : [[tag, Number(scalar)]])),
    ),
    pictures: Object.fromEntries(
      named.flatMap(([tag, , picture]) => (picture === undefined ? [] : [[tag, readPicture(picture as Buffer)]])),
    ),
  };
}

function readPicture(bytes: Buffer): ReadEvent['pictures'][string] {
  const fields = readMessage(bytes);
  const [height, width, channels] = [1, 2, 3].map((field) => Number(fields.get(field)?.[0]));
  return { width: width ?? 0, height: height ?? 0, channels: channels ?? 0, png: fields.get(4)?.[0] as Buffer };
}

/** All events of a run folder. */
export async function readRunEvents(runFolder: string): Promise<readonly ReadEvent[]> {
  const folder = join(runFolder, 'tensorboard');
  const [name = ''] = await readdir(folder);
  return readRecords(await readFile(join(folder, name))).map(readEvent);
}

/** The nodes of a GraphDef: name, op and inputs. */
export function readNodes(graph: Buffer): readonly { name: string; op: string; inputs: readonly string[] }[] {
  return (readMessage(graph).get(1) ?? []).map((bytes) => {
    const node = readMessage(bytes as Buffer);
    return {
      name: String(node.get(1)?.[0]),
      op: String(node.get(2)?.[0]),
      inputs: (node.get(3) ?? []).map(String),
    };
  });
}
