import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRun } from '../../../../src/main/runs/create-run';
import { changeNotes, readNotes } from '../../../../src/main/runs/run-notes';
import { summariseRun } from '../../../../src/main/runs/summarise-run';
import { noNotes } from '../../../../src/shared/run-notes';
import { inWords } from '../../../../src/shared/wording/worded';
import { newRun } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

test('a run that nobody wrote about has empty notes', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  expect(await readNotes(folder)).toEqual({ notes: noNotes, problem: null });
  expect(await readdir(folder)).not.toContain('notes.json');
});

test('a change keeps what it does not name', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  await changeNotes(folder, { name: 'First try', tags: ['mnist'] });
  await changeNotes(folder, { star: true });
  const { notes } = await readNotes(folder);
  expect(notes).toEqual({ ...noNotes, name: 'First try', tags: ['mnist'], star: true });
  expect((await summariseRun(folder)).notes).toEqual(notes);
});

test('changes that are asked for at once are all kept', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  await Promise.all([
    changeNotes(folder, { name: 'A' }),
    changeNotes(folder, { star: true }),
    changeNotes(folder, { notes: 'Longer text.\nTwo lines.' }),
  ]);
  expect((await readNotes(folder)).notes).toEqual({
    ...noNotes,
    name: 'A',
    star: true,
    notes: 'Longer text.\nTwo lines.',
  });
});

test.each([
  ['torn', '{"formatVersion": 1, "name": "Fir'],
  ['of another kind', '{"formatVersion": 1, "name": 7}'],
  ['of a newer studio', '{"formatVersion": 2, "name": "A", "tags": [], "notes": "", "star": false}'],
])(
  'a file that is %s is told, does not block the run, and is kept beside when notes are written',
  async (_how, text) => {
    const writer = await createRun(newRun(await temporaryFolder()));
    const file = join(writer.folder, 'notes.json');
    await writeFile(file, text);
    const summary = await summariseRun(writer.folder);
    expect(summary).toMatchObject({ state: 'running', notes: noNotes });
    expect(summary.notesProblem && inWords(summary.notesProblem, 'en')).toContain(file);
    const { notesProblem } = await writer.finish('finished', null);
    expect(notesProblem && inWords(notesProblem, 'en')).toContain(file);

    await changeNotes(writer.folder, { star: true });
    expect(await readNotes(writer.folder)).toEqual({ notes: { ...noNotes, star: true }, problem: null });
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
    await writeFile(file, 'once more');
    await changeNotes(writer.folder, { star: true });
    expect(await readFile(`${file}.damaged`, 'utf8')).toBe(text);
    expect(await readFile(`${file}.damaged-2`, 'utf8')).toBe('once more');
  },
);

test('what cannot be kept is refused and changes nothing', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  await changeNotes(folder, { name: 'A' });
  await expect(changeNotes(folder, { name: 'x'.repeat(121) })).rejects.toMatchObject({ code: 'invalid-request' });
  await expect(changeNotes(join(folder, 'nowhere'), { name: 'B' })).rejects.toMatchObject({ code: 'no-such-run' });
  expect((await readNotes(folder)).notes.name).toBe('A');
});

test('a folder in the place of the file is told, and stays', async () => {
  const { folder } = await createRun(newRun(await temporaryFolder()));
  await mkdir(join(folder, 'notes.json'));
  const { problem } = await readNotes(folder);
  expect(problem && inWords(problem, 'en')).toContain('notes.json');
  await expect(changeNotes(folder, { star: true })).rejects.toThrow(/notes\.json/);
});
