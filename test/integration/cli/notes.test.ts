import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../src/main/runs/create-run';
import { newRun } from '../../new-run';
import { temporaryFolder } from '../../temporary-folder';
import { jsonResult, runStudio } from './studio-command';

test('a run is named, tagged and starred from the command line, and the list shows it', async () => {
  const runs = await temporaryFolder();
  const { folder } = await createRun(newRun(runs));
  const notes = (...more: readonly string[]) => runStudio(['notes', '--run', folder, ...more]);
  const first = await notes('--name', ' First  try ', '--tag', 'mnist', '--tag', 'slow', '--star', '--json');
  expect(first.code, first.stderr).toBe(0);
  expect(jsonResult(first)).toEqual({
    run: folder,
    name: 'First try',
    tags: ['mnist', 'slow'],
    star: true,
    notes: '',
    problem: null,
  });
  const second = await notes('--untag', 'slow', '--unstar', '--notes', 'Too fast at first.', '--json');
  expect(jsonResult(second)).toMatchObject({ name: 'First try', tags: ['mnist'], star: false });
  await notes('--star');

  const listed = await runStudio(['runs', '--runs', runs]);
  expect(listed.stdout).toMatch(/★ +First try .* mnist$/m);
  const asJson = jsonResult(await runStudio(['runs', '--runs', runs, '--json']));
  expect(asJson['runs']).toMatchObject([
    { notes: { name: 'First try', tags: ['mnist'], star: true, notes: 'Too fast at first.' }, notesProblem: null },
  ]);
});

test('a tag that the run does not have, and two opposites, are refused', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  const missing = await runStudio(['notes', '--run', folder, '--untag', 'slow']);
  expect(missing.code).toBe(1);
  expect(missing.stderr).toMatch(/no tag "slow"; it has none/);
  expect((await runStudio(['notes', '--run', folder, '--star', '--unstar'])).code).toBe(1);
  expect((await runStudio(['notes', '--run', join(folder, 'nowhere'), '--star'])).stderr).toMatch(/no-such-run/);
});

test('damaged notes are told on standard error, and the run is listed', async () => {
  const runs = await temporaryFolder();
  const { folder } = await createRun(newRun(runs));
  await writeFile(join(folder, 'notes.json'), '{');
  const listed = await runStudio(['runs', '--runs', runs, '--json']);
  expect(listed.code).toBe(0);
  expect(listed.stderr).toContain(join(folder, 'notes.json'));
  expect(jsonResult(listed)['runs']).toMatchObject([{ notes: { name: '', star: false } }]);
});
