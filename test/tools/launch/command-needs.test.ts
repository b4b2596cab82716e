import { describe, expect, it } from 'vitest';
import { tensorflowNeed } from '../../../tools/launch/command-needs.mjs';

describe('native TensorFlow', () => {
  it.each([
    ['train --preset quick-digits', 'required'],
    ['sample --run x', 'required'],
    ['train --backend js', 'none'],
    ['train --backend=js', 'none'],
    ['train --backend tensorflow', 'required'],
    ['train --help', 'none'],
    ['doctor --json', 'attempted'],
    ['runs', 'none'],
    ['presets', 'none'],
    ['', 'none'],
  ])('for “%s” is %s', (line, need) => {
    expect(tensorflowNeed(line.split(' ').filter((word) => word !== ''))).toBe(need);
  });
});
