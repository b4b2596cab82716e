import { describe, expect, it } from 'vitest';
import { requireNode } from '../../../tools/setup/node-version.mjs';

describe('the Node that the project runs on', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('may be %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(['18.20.4', '20.18.3'])('may not be %s, and the sentence says which is needed', (version) => {
    expect(() => requireNode(version)).toThrow(`This is Node ${version}, and GAN Studio needs 20.19 or newer.`);
  });
});
