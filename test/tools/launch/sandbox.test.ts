import { describe, expect, it } from 'vitest';
import { requireSandbox, sandboxSwitches } from '../../../tools/launch/sandbox.mjs';
import { temporaryFolder } from '../../temporary-folder';

const root = process.platform === 'linux' && process.getuid?.() === 0;

describe('the sandbox of the window', () => {
  it('is left out for root on Linux, and only there', () => {
    expect(sandboxSwitches({ platform: 'linux', user: 0 })).toEqual(['--no-sandbox']);
    expect(sandboxSwitches({ platform: 'linux', user: 1000 })).toEqual([]);
    expect(sandboxSwitches({ platform: 'darwin', user: 0 })).toEqual([]);
    expect(sandboxSwitches()).toEqual(root ? ['--no-sandbox'] : []);
  });

  it('that this system forbids to ordinary users is refused with the cure, unless its helper belongs to root', async () => {
    const folder = await temporaryFolder();
    const person = { platform: 'linux', user: 1000 } as const;
    const forbids = (path: string): string => (path.includes('apparmor') ? '1' : '');
    expect(() => requireSandbox(folder, person, forbids)).toThrow(/does not let an ordinary user/);
    expect(() => requireSandbox(folder, person, () => undefined)).not.toThrow();
    expect(() => requireSandbox(folder, { ...person, user: 0 }, forbids)).not.toThrow();
  });
});
