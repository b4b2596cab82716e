import { describe, expect, it } from 'vitest';
import { runStage, stageGroups, stages } from '../../../tools/checks/stages.mjs';
import { SetupFault } from '../../../tools/setup/setup-fault.mjs';
import { quietProgress } from '../quiet-progress';

describe('the stages of npm test', () => {
  it('each come after those that they need, and all run once', () => {
    const names = stages.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, after } of stages) {
      for (const earlier of after) {
        expect(names.indexOf(earlier)).toBeGreaterThanOrEqual(0);
        expect(names.indexOf(earlier)).toBeLessThan(names.indexOf(name));
      }
    }
    expect(stageGroups(stages).flat()).toEqual(stages);
  });

  it('run together where each uses about one core, or only what is left of it; those that train run alone', () => {
    const groups = stageGroups(stages).map((group) => group.map(({ name }) => name));
    expect(groups).toEqual([
      ['build'],
      ['typecheck', 'unit', 'tools'],
      ['integration'],
      ['newer-node'],
      ['lint', 'e2e'],
    ]);
  });

  it('count a fault of the machine as a failure and tell it with its cure', async () => {
    const { progress, lines } = quietProgress();
    const installation = { cache: '', newerNode: undefined, electron: undefined, electronNotice: undefined };
    const context = { root: '', environment: {}, progress, installation: { ...installation, systemFault: undefined } };
    const [stage] = stages;
    if (stage === undefined) throw new Error('There are no stages.');
    const failing = { ...stage, run: () => Promise.reject(new SetupFault('No Xvfb.', 'Install it.')) };
    expect(await runStage(failing, context)).toMatchObject({ passed: 0, failed: 1, skipped: 0 });
    expect(lines.join('')).toContain('No Xvfb.\nInstall it.');
    const broken = { ...stage, run: () => Promise.reject(new TypeError('a defect')) };
    await expect(runStage(broken, context)).rejects.toThrow('a defect');
  });
});
