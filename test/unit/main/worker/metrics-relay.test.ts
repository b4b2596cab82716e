import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMetricsRelay } from '../../../../src/main/worker/metrics-relay';
import type { StepMetrics } from '../../../../src/shared/run';

const line = (step: number): StepMetrics => {
  return { step, epoch: 0, seconds: step, discriminatorLoss: 1, realProbability: 0.5, fakeProbability: 0.5 };
};

function relayAt(clock: { seconds: number }) {
  const messages: (readonly number[])[] = [];
  const relay = createMetricsRelay(
    (lines) => messages.push(lines.map(({ step }) => step)),
    () => clock.seconds,
  );
  return { relay, messages };
}

test('a window that can be seen is told at once', () => {
  const { relay, messages } = relayAt({ seconds: 0 });
  relay.add([line(1)]);
  relay.add([line(2), line(3)]);
  expect(messages).toEqual([[1], [2, 3]]);
});

test('one that cannot is told every half a minute, and the rest when it is shown again', () => {
  const clock = { seconds: 0 };
  const { relay, messages } = relayAt(clock);
  relay.setVisible(false);
  for (const [index, seconds] of [0, 0.1, 29.9, 30, 30.1].entries()) {
    clock.seconds = seconds;
    relay.add([line(index + 1)]);
  }
  expect(messages).toEqual([[1], [2, 3, 4]]);
  relay.setVisible(true);
  expect(messages.at(-1)).toEqual([5]);
  relay.setVisible(true);
  expect(messages).toHaveLength(3);
});

test('no step is dropped or told twice, whatever happens', () => {
  const happening = fc.oneof(
    fc.record({ pause: fc.double({ min: 0, max: 45, noNaN: true }) }),
    fc.record({ visible: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(happening), (happenings) => {
      const clock = { seconds: 0 };
      const { relay, messages } = relayAt(clock);
      let step = 0;
      for (const next of happenings) {
        if ('visible' in next) relay.setVisible(next.visible);
        else {
          clock.seconds += next.pause;
          relay.add([line(++step)]);
        }
      }
      relay.flush();
      expect(messages.flat()).toEqual(Array.from({ length: step }, (_, index) => index + 1));
    }),
  );
});
