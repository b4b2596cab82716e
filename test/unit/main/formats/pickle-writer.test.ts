import { expect, test } from 'vitest';
import { encodePickle, type PickleValue } from '../../../../src/main/formats/pickle-writer';

const tuple = (...items: readonly PickleValue[]): PickleValue => ({ kind: 'tuple', items });
const ordered: PickleValue = {
  kind: 'call',
  callee: { kind: 'global', module: 'collections', name: 'OrderedDict' },
  arguments: [],
};

/** What `pickletools.optimize(pickle.dumps(value, 2))` of Python 3.11 gives, which leaves an unused memo out. */
test.each<[string, PickleValue, string]>([
  ['a text', 'weight', '800258060000007765696768742e'],
  ['letters beyond ASCII', 'größe', '800258070000006772c3b6c39f652e'],
  ['0', 0, '80024b002e'],
  ['the largest of one byte', 255, '80024bff2e'],
  ['the smallest of two bytes', 256, '80024d00012e'],
  ['the largest of two bytes', 65_535, '80024dffff2e'],
  ['the smallest of four bytes', 65_536, '80024a000001002e'],
  ['-1', -1, '80024affffffff2e'],
  ['the largest of four bytes', 2 ** 31 - 1, '80024affffff7f2e'],
  ['the least of four bytes', -(2 ** 31), '80024a000000802e'],
  ['the smallest long number', 2 ** 31, '80028a0500000080002e'],
  ['a negative long number', -(2 ** 31) - 1, '80028a05ffffff7fff2e'],
  ['the largest safe number', 2 ** 53 - 1, '80028a07ffffffffffff1f2e'],
  ['yes', true, '8002882e'],
  ['no', false, '8002892e'],
  ['an empty tuple', tuple(), '8002292e'],
  ['a tuple of one', tuple(1), '80024b01852e'],
  ['a tuple of two', tuple(1, 2), '80024b014b02862e'],
  ['a tuple of three', tuple(1, 2, 3), '80024b014b024b03872e'],
  ['a tuple of four', tuple(1, 2, 3, 4), '8002284b014b024b034b04742e'],
  [
    'an ordered dictionary',
    {
      kind: 'filled',
      dictionary: ordered,
      entries: [
        ['a', 1],
        ['b', tuple(2, 'c')],
      ],
    },
    '800263636f6c6c656374696f6e730a4f726465726564446963740a2952285801000000614b015801000000624b0258010000006386752e',
  ],
  ['something outside', { kind: 'persistent', id: tuple('storage', 7) }, '8002580700000073746f726167654b0786512e'],
])('%s is written as Python writes it', (_what, value, expected) => {
  expect(Buffer.from(encodePickle(value)).toString('hex')).toBe(expected);
});

test.each([0.5, Number.NaN, 2 ** 53])('%d is refused', (number) => {
  expect(() => encodePickle(number)).toThrow(TypeError);
});
