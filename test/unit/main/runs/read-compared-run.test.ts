import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../src/main/runs/create-run';
import { keepJudgement, readJudgement } from '../../../../src/main/runs/judgement-file';
import { readComparedRun } from '../../../../src/main/runs/read-compared-run';
import { metricsOf, newRun, samplesOf, tensorsOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

test('a run is read as a comparison needs it', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.appendMetrics([metricsOf(1), metricsOf(2)]);
  await writer.writeSheet(samplesOf(2));
  await writer.writeCheckpoint(2, tensorsOf(1));
  await writer.update({ step: 2 });
  await writer.finish('finished', null);
  const run = await readComparedRun(writer.folder);
  expect(run).toMatchObject({ sheetSteps: [2], checkpointSteps: [2], summary: { id: writer.id, step: 2 } });
});

test('its curves are not read along: millions of lines are another process’ work', async () => {
  const writer = await createRun(newRun(await temporaryFolder()));
  await writer.finish('finished', null);
  await rm(join(writer.folder, 'metrics.jsonl'), { force: true });
  await mkdir(join(writer.folder, 'metrics.jsonl'));
  expect(await readComparedRun(writer.folder)).toMatchObject({ summary: { id: writer.id, state: 'finished' } });
});

test('a folder that is gone is told as such', async () => {
  await expect(readComparedRun(join(await temporaryFolder(), 'gone'))).rejects.toMatchObject({ code: 'no-such-run' });
});

test('what the judge said is kept with the run; what cannot be read of it is asked again', async () => {
  const folder = await temporaryFolder();
  expect(await readJudgement(folder, 2)).toBe(null);
  const judged = {
    formatVersion: 1,
    step: 2,
    sampleCount: 1000,
    frechetDistance: 56.5,
    frechetFloor: 1.5,
    digitsCovered: 9,
  } as const;
  await keepJudgement(folder, judged);
  expect(await readJudgement(folder, 2)).toEqual(judged);
  expect(await readJudgement(folder, 3)).toBe(null);
  await mkdir(join(folder, 'cache'), { recursive: true });
  await writeFile(join(folder, 'cache', 'judgement-000002.json'), '{');
  expect(await readJudgement(folder, 2)).toBe(null);
});
