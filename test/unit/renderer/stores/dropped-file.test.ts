import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, test } from 'vitest';
import { foundActions, foundFacts } from '../../../../src/renderer/components/import/found-facts';
import { useDroppedFile } from '../../../../src/renderer/stores/dropped-file';
import { useNavigation } from '../../../../src/renderer/stores/navigation';
import { useNotices } from '../../../../src/renderer/stores/notices';
import { useTraining } from '../../../../src/renderer/stores/training';
import { noKnownRuns } from '../../../../src/shared/known-runs';
import type { ImportCandidate, Recognised, RecognisedWeights } from '../../../../src/shared/recognised';
import { fakeStudio, type FakeStudio } from './fake-studio';
import { curvesOf, detailsOf } from './run-summary';
import { worded } from '../../../../src/shared/wording/worded';

let studio: FakeStudio;

beforeEach(() => {
  setActivePinia(createPinia());
  studio = fakeStudio();
  studio.answer('run:curves', () => ({ ok: true, value: curvesOf([]) }));
});

function candidateOf(id: string): ImportCandidate {
  return {
    id,
    preset: 'dcgan-28',
    exact: true,
    latentSize: 100,
    imageShape: [28, 28, 1],
    generatorParameters: 1_066_880,
    guessed: [],
    missing: ['discriminator'],
    unused: [],
  };
}

function weightsOf(changes: Partial<RecognisedWeights> = {}): RecognisedWeights {
  return {
    kind: 'weights',
    path: '/home/a/G.pth',
    format: 'pytorch',
    tensorCount: 12,
    networks: [],
    candidates: [candidateOf('dcgan-28')],
    ambiguous: false,
    problem: null,
    notes: [],
    ...changes,
  };
}

async function drop(found: Recognised): Promise<ReturnType<typeof useDroppedFile>> {
  studio.answer('file:recognise', () => ({ ok: true, value: found }));
  const dropped = useDroppedFile();
  await dropped.look(found.path);
  return dropped;
}

describe('a dropped file', () => {
  test('is shown with the only reading that fits already chosen', async () => {
    const dropped = await drop(weightsOf());
    expect(dropped.found).toEqual(weightsOf());
    expect(dropped.candidate).toBe('dcgan-28');
    expect(dropped.stage).toBe('found');
  });

  test('with several readings waits for the person to choose', async () => {
    const dropped = await drop(weightsOf({ ambiguous: true, candidates: [candidateOf('a'), candidateOf('b')] }));
    expect(dropped.candidate).toBeNull();
  });

  test('that cannot be read is reported and put away', async () => {
    studio.answer('file:recognise', () => ({ ok: false, code: 'file-unreadable', message: 'It is cut short.' }));
    const dropped = useDroppedFile();
    await dropped.look('/home/a/x.pth');
    expect(dropped.path).toBeNull();
    expect(useNotices().problems).toMatchObject([{ message: 'It is cut short.' }]);
  });

  test('becomes a run that is shown, and goes on training where that was asked', async () => {
    const dropped = await drop(weightsOf());
    const asked: unknown[] = [];
    const imported = { runId: 'run-1', folder: '/runs/run-1', created: true, notices: [] };
    studio.answer('file:import', (...args) => {
      asked.push(args);
      return { ok: true, value: imported };
    });
    studio.answer('run:list', () => ({ ok: true, value: noKnownRuns }));
    studio.answer('run:read', () => ({ ok: true, value: detailsOf('run-1', 'stopped') }));
    studio.answer('run:resume', (id) => ({ ok: true, value: id }));
    await dropped.goOn();
    expect(asked).toEqual([['/home/a/G.pth', { candidate: 'dcgan-28' }]]);
    expect(useNavigation().page).toBe('watch');
    expect(useTraining().runIds).toEqual(['run-1']);
    expect(dropped.path).toBeNull();
  });

  test('that cannot be imported stays open with the reason told', async () => {
    const dropped = await drop(weightsOf());
    studio.answer('file:import', () => ({ ok: false, code: 'disk-full', message: 'The disk is full.' }));
    expect(await dropped.open()).toBeNull();
    expect(dropped.stage).toBe('found');
    expect(dropped.path).toBe('/home/a/G.pth');
    expect(useNotices().problems).toMatchObject([{ code: 'disk-full' }]);
  });
});

describe('what can be done', () => {
  const nothing = { sample: false, goOn: false, open: false };

  test('weights can be used once a reading is chosen, and never where nothing fits', () => {
    expect(foundActions(weightsOf(), 'dcgan-28')).toEqual({ ...nothing, sample: true, goOn: true, open: true });
    expect(foundActions(weightsOf(), null)).toEqual(nothing);
    expect(foundActions(weightsOf({ problem: worded('import.noSequence') }), 'dcgan-28')).toEqual(nothing);
  });

  test('a sheet opens its run, or trains its recipe again, or nothing', () => {
    const sheet = { kind: 'sheet', path: '/s.png', preset: 'p', step: 5, latentSeed: 0, recipeHash: 'h' } as const;
    const recipe = detailsOf('a', 'finished').recipe;
    expect(foundActions({ ...sheet, runs: ['a'], recipe: null }, null)).toEqual({ ...nothing, open: true });
    expect(foundActions({ ...sheet, runs: [], recipe }, null)).toEqual({ ...nothing, goOn: true });
    expect(foundActions({ ...sheet, runs: [], recipe: null }, null)).toEqual(nothing);
  });

  test('a finished run has nothing left to train', () => {
    const run = {
      kind: 'run',
      path: '/r',
      packed: true,
      name: 'r',
      preset: 'p',
      step: 9,
      checkpointSteps: [9],
      sheetCount: 1,
      runId: null,
    } as const;
    expect(foundActions({ ...run, state: 'finished' }, null)).toEqual({ ...nothing, open: true });
    expect(foundActions({ ...run, state: 'interrupted' }, null)).toEqual({ ...nothing, open: true, goOn: true });
    expect(foundFacts({ ...run, state: 'finished' }).map(({ key }) => key)).toContain('checkpoints');
  });
});
