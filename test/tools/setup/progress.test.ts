import { describe, expect, it } from 'vitest';
import { Progress } from '../../../tools/setup/progress.mjs';

function shown(terminal: boolean): { readonly progress: Progress; readonly text: () => string } {
  let text = '';
  const stream = { isTTY: terminal, columns: 20, write: (part: string) => (text += part) };
  return { progress: new Progress(stream), text: () => text };
}

describe('progress', () => {
  it('in a log is a line at the start and one at the end of a step, however often it is updated', () => {
    const { progress, text } = shown(false);
    progress.begin('Fetching');
    for (let megabytes = 0; megabytes < 100; megabytes += 1) progress.update(`${megabytes} MB`);
    progress.done();
    expect(text()).toMatch(/^Fetching …\nFetching: done in \d+\.\d s\n$/);
  });

  it('on a terminal stays in one line no longer than the terminal is wide', () => {
    const { progress, text } = shown(true);
    progress.begin('Fetching a thing with a long name');
    progress.done();
    progress.note('A sentence.');
    expect(text()).not.toContain('\n\n');
    const parts = text()
      .replaceAll('\u001b[K', '')
      .split(/[\r\n]/);
    expect(parts.filter((part) => part.length >= 20)).toEqual([]);
    expect(text().endsWith('\nA sentence.\n')).toBe(true);
  });
});
