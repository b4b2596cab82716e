import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginHistory, record, redo, settle, undo } from '../../../../src/renderer/network-editing/history';

const values = fc.array(fc.integer(), { minLength: 1, maxLength: 50 });

test('undo after an edit is as if there had been none, and redo brings it back', () => {
  fc.assert(
    fc.property(values, fc.integer(), (earlier, value) => {
      const before = earlier.reduce((history, next) => record(history, next), beginHistory(0));
      fc.pre(!Object.is(value, before.present));
      const after = record(before, value);
      expect(undo(after).present).toBe(before.present);
      expect(undo(after).past).toBe(before.past);
      expect(redo(undo(after)).present).toBe(value);
    }),
  );
});

test('every state comes back in order, however many there were', () => {
  const count = 10_000;
  let history = beginHistory(0);
  for (let value = 1; value <= count; value++) history = record(history, value);
  for (let value = count - 1; value >= 0; value--) {
    history = undo(history);
    expect(history.present).toBe(value);
  }
  expect(undo(history)).toBe(history);
  for (let value = 1; value <= count; value++) history = redo(history);
  expect(history.present).toBe(count);
  expect(redo(history)).toBe(history);
});

test('typing in one field is one step; another field, or coming back later, is another', () => {
  const typed = ['1', '12', '128'].reduce((history, text) => record(history, text, 'up1.filters'), beginHistory('64'));
  expect(undo(typed).present).toBe('64');
  const other = record(typed, '3', 'up1.kernel');
  expect(undo(other).present).toBe('128');
  const again = record(settle(typed), '256', 'up1.filters');
  expect(undo(again).present).toBe('128');
  expect(undo(record(undo(other), '5', 'up1.kernel')).present).toBe('128');
});

test('an edit after undo forgets what was undone', () => {
  const history = record(undo(record(beginHistory('a'), 'b')), 'c');
  expect(redo(history)).toBe(history);
  expect(undo(history).present).toBe('a');
});
