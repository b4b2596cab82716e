import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../../src/main/formats/format-error';
import { readPickle } from '../../../../src/main/formats/pickle';
import {
  type PickleDict,
  PickleList,
  type PickleTensor,
  type PickleTuple,
} from '../../../../src/main/formats/pickle-values';

const protocol2 = '\x80\x02';

function pickle(...parts: readonly (string | Buffer)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)));
}

/** BINUNICODE */
function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return pickle('X', length, bytes);
}

describe('plain values', () => {
  test.each([
    ['None', 'N.', null],
    ['true as an opcode', '\x88.', true],
    ['false as INT writes it', 'I00\n.', false],
    ['a byte', 'K\xff.', 255],
    ['two bytes', 'M\x01\x02.', 0x201],
    ['four signed bytes', 'J\xfe\xff\xff\xff.', -2],
    ['a decimal', 'L123456789012345678901234L\n.', 123456789012345678901234n],
    ['a long of two bytes', '\x8a\x02\x00\x80.', -32768],
    ['a long of no bytes', '\x8a\x00.', 0],
    ['a float', 'G\x3f\xf8\x00\x00\x00\x00\x00\x00.', 1.5],
    ['a float as text', 'F-2.5\n.', -2.5],
    ['a quoted text', "S'abc'\n.", 'abc'],
    ['a text', pickle(text('größe'), '.'), 'größe'],
  ])('%s', (_name, bytes, value) => {
    expect(readPickle(pickle(bytes)).value).toEqual(value);
  });

  test('lists, tuples and dicts hold what was put into them, and a memo gives the same value again', () => {
    const bytes = pickle(protocol2, '}q\x00(', text('a'), ']q\x01(K\x01K\x02e', text('b'), 'h\x01\x85', 'u.');
    const { value, end } = readPickle(bytes);
    expect(end).toBe(bytes.length);
    const dict = value as PickleDict;
    const list = dict.get('a') as PickleList;
    expect(list.items).toEqual([1, 2]);
    expect((dict.get('b') as PickleTuple).items[0]).toBe(list);
  });

  test('a tensor is a view of a storage that lies elsewhere', () => {
    const storage = pickle('(', text('storage'), 'ctorch\nFloatStorage\n', text('7'), text('cpu'), 'K\x06tQ');
    const bytes = pickle(
      'ctorch._utils\n_rebuild_tensor_v2\n(',
      storage,
      'K\x01K\x02K\x02\x86K\x02K\x01\x86\x89N',
      'tR.',
    );
    const tensor = readPickle(bytes).value as PickleTensor;
    expect(tensor).toMatchObject({ offset: 1, shape: [2, 2], strides: [2, 1] });
    expect(tensor.storage).toMatchObject({ type: 'torch.FloatStorage', key: '7', count: 6 });
  });
});

describe('what could run something is refused, and named', () => {
  test.each([
    ['os.system by GLOBAL and REDUCE', "cos\nsystem\n(S'echo hi'\ntR.", 'asks for os.system'],
    ['posix.system', 'cposix\nsystem\n.', 'asks for posix.system'],
    ['eval of the built-ins', 'c__builtin__\neval\n.', 'asks for __builtin__.eval'],
    ['a global with dots', 'ctorch\n_utils._rebuild_tensor_v2\n(tR.', 'asks for torch._utils._rebuild_tensor_v2'],
    ['a class of a model', 'c__main__\nGenerator\n.', 'save torch.save(model.state_dict(), FILE) instead'],
    ['a prototype', 'c__proto__\ntoString\n.', 'asks for __proto__.toString'],
    ['a property of every object', 'ctoString\nconstructor\n.', 'asks for toString.constructor'],
    ['STACK_GLOBAL', pickle('\x80\x04', text('os'), text('system'), '\x93.'), 'asks for os.system'],
    ['STACK_GLOBAL of no text', 'K\x01K\x02\x93.', 'names no global'],
    ['EXT1', '\x82\x01.', 'EXT1'],
    ['EXT2', '\x83\x01\x00.', 'EXT2'],
    ['EXT4', '\x84\x01\x00\x00\x00.', 'EXT4'],
    ['INST', '(ios\nsystem\n.', 'INST'],
    ['OBJ', '(cos\nsystem\no.', 'asks for os.system'],
    ['NEWOBJ', 'ccollections\nOrderedDict\n)\x81.', 'NEWOBJ'],
    ['NEWOBJ_EX', 'ccollections\nOrderedDict\n)}\x92.', 'NEWOBJ_EX'],
    ['a persistent name as text', 'Pos.system\n.', 'PERSID'],
    ['a call of what a call made', 'ccollections\nOrderedDict\n)R)R.', 'calls something that is no function'],
    ['a call of a storage type', 'ctorch\nFloatStorage\n)R.', 'calls torch.FloatStorage'],
    ['the state of a function', 'ccollections\nOrderedDict\n}b.', 'sets the state of an object'],
    ['bytes from outside', '\x97.', 'NEXT_BUFFER'],
    ['a set', '\x8f.', 'opcode 0x8f'],
  ])('%s', (_name, bytes, reason) => {
    expect(() => readPickle(pickle(bytes))).toThrow(FormatError);
    expect(() => readPickle(pickle(bytes))).toThrow(reason);
  });
});

describe('damage and bombs are refused', () => {
  const bomb = pickle(
    ']q\x00',
    ...Array.from({ length: 40 }, (_, n) =>
      pickle(']q', Buffer.of(n + 1), '(', Buffer.from(`h${String.fromCharCode(n)}`.repeat(2), 'latin1'), 'e'),
    ),
    '0'.repeat(40),
    '.',
  );

  test('lists of lists that double take no more memory than they have bytes', () => {
    expect(readPickle(bomb).value).toBeInstanceOf(PickleList);
  });

  test.each([
    ['nothing', '', 'cut short'],
    ['no end', 'N', 'cut short'],
    ['an empty stack', '.', 'ends in its midst'],
    ['two values', 'NN.', 'ends in its midst'],
    ['an open mark', 'N(.', 'ends in its midst'],
    ['a pop of nothing', '0', 'more values than it has'],
    ['a pop through a mark', 'N(0', 'more values than it has'],
    ['a tuple of too much', 'N\x86.', 'more values than it has'],
    ['no mark', 'Nt.', 'lacks a mark'],
    ['a memo of nothing', 'h\x05.', 'never remembered'],
    ['a text of 4 GB', 'X\xff\xff\xff\xff', 'too long'],
    ['a text of less than nothing', 'T\xff\xff\xff\xff', 'too long'],
    ['a text of 2^63 bytes', '\x8d\x00\x00\x00\x00\x00\x00\x00\x80', 'too long'],
    ['a number of 2 GB', '\x8b\xff\xff\xff\x7f', 'too long'],
    ['a number that is none', 'Iabc\n.', 'a number in its pickle is none'],
    ['half a pair', '}(K\x01u.', 'half a pair'],
    ['a dict out of half a pair', '(K\x01d.', 'half a pair'],
    ['an append to a number', 'K\x01K\x02a.', 'no list'],
    ['a key of a number', 'K\x01K\x02K\x03s.', 'no dict'],
    ['an unknown protocol', '\x80\x09.', 'unknown protocol 9'],
    ['too many marks', '('.repeat(1001), 'nested too deeply'],
    ['a storage without a type', pickle('(', text('storage'), 'NNNNtQ.'), 'unknown kind'],
    [
      'a storage view',
      pickle(
        '(',
        text('storage'),
        'ctorch\nFloatStorage\n',
        text('0'),
        text('cpu'),
        'K\x01',
        '(K\x00K\x01K\x01t',
        'tQ.',
      ),
      'before version 0.4',
    ],
    ['a tensor without a storage', 'ctorch._utils\n_rebuild_tensor_v2\n(NNNNt' + 'R.', 'no storage'],
  ])('%s', (_name, bytes, reason) => {
    expect(() => readPickle(pickle(bytes))).toThrow(reason);
  });

  test('more opcodes than any state dict has', () => {
    const endless = Buffer.alloc(10_000_100, 'N0', 'latin1');
    expect(() => readPickle(endless)).toThrow('more than 5000000 opcodes');
  });

  test('more remembered values than any state dict has', () => {
    const greedy = Buffer.concat([Buffer.from('N'), Buffer.alloc(1_000_100, '\x94', 'latin1')]);
    expect(() => readPickle(greedy)).toThrow('remembers too many values');
  });
});
