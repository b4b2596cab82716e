import { expect, test } from 'vitest';
import { graphEvent, pictureEvent, scalarsEvent, versionEvent } from '../../../../../src/main/runs/tensorboard/events';
import recorded from '../../../../fixtures/tensorboard/events.json';

const png = Buffer.from('89504e47', 'hex');
const scalars = [
  { tag: 'loss/generator', value: 1.25 },
  { tag: 'zero', value: 0 },
];

test.each([
  ['version', versionEvent(1.5)],
  ['graph', graphEvent(1.5, Buffer.from(recorded.graph, 'hex'))],
  ['scalars', scalarsEvent({ wallTime: 1_700_000_000.5, step: 86_942 }, scalars)],
  ['picture', pictureEvent({ wallTime: 2, step: 0 }, { tag: 'samples', width: 16, height: 8, channels: 3, png })],
] as const)("an event of the kind %s has the bytes that TensorBoard's own messages have", (kind, event) => {
  expect(Buffer.from(event).toString('hex')).toBe(recorded.events[kind]);
});
