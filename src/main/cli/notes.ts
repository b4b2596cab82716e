import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { tidyLine, tidyTags, type RunNotes, type RunNotesChange } from '../../shared/run-notes';
import { checkRunFolder } from '../runs/read-failure';
import { changeNotes, readNotes } from '../runs/run-notes';
import { printNotice, printResult, table } from './output';
import { several } from './several-option';
import { terminalError } from './terminal-error';

interface NotesOptions {
  readonly run: string;
  readonly name?: string;
  readonly tag: readonly string[];
  readonly untag: readonly string[];
  readonly star?: boolean;
  readonly unstar?: boolean;
  readonly notes?: string;
  readonly json: boolean;
}

export function notesCommand(): Command {
  return new Command('notes')
    .description('Show or change what is written about a run: its name, tags, star and notes.')
    .requiredOption('--run <dir>', 'run folder')
    .option('--name <text>', 'name in the list; an empty text takes it away')
    .option('--tag <tag>', 'add a tag; may be given again', several, [])
    .option('--untag <tag>', 'take a tag away; may be given again', several, [])
    .addOption(new Option('--star', 'mark the run').conflicts('unstar'))
    .option('--unstar', 'take the mark away')
    .option('--notes <text>', 'notes, in place of the earlier ones')
    .option('--json', 'as JSON on standard output', false)
    .action(run);
}

async function run(options: NotesOptions): Promise<void> {
  const folder = resolve(options.run);
  await checkRunFolder(folder);
  const { notes: earlier, problem } = await readNotes(folder);
  if (problem !== null) printNotice(problem);
  const change = changeOf(options, earlier);
  const notes = Object.keys(change).length === 0 ? earlier : await changeNotes(folder, change);
  const { name, tags, star } = notes;
  printResult({ run: folder, name, tags, star, notes: notes.notes, problem }, asText(notes), options.json);
}

function changeOf(options: NotesOptions, earlier: RunNotes): RunNotesChange {
  const { name, tag, untag, star, unstar, notes } = options;
  const gone = new Set(tidyTags(untag));
  for (const missing of [...gone].filter((one) => !earlier.tags.includes(one))) {
    throw terminalError('invalid-request', `The run has no tag "${missing}"; it has ${listed(earlier.tags)}.`);
  }
  const tags = tidyTags([...earlier.tags, ...tag]).filter((one) => !gone.has(one));
  return {
    ...(name === undefined ? {} : { name: tidyLine(name) }),
    ...(tag.length + untag.length === 0 ? {} : { tags }),
    ...(star === true || unstar === true ? { star: star === true } : {}),
    ...(notes === undefined ? {} : { notes }),
  };
}

function asText({ name, tags, star, notes }: RunNotes): string {
  const rows = [
    ['name', name || '–'],
    ['star', star ? '★' : '–'],
    ['tags', tags.length === 0 ? '–' : tags.join(', ')],
  ];
  return notes === '' ? table(rows) : `${table(rows)}\n\n${notes}`;
}

function listed(tags: readonly string[]): string {
  return tags.length === 0 ? 'none' : tags.map((tag) => `"${tag}"`).join(', ');
}
