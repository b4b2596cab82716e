import type { DataSetCard } from '../../shared/ipc';
import type { Recipe } from '../../shared/recipe';
import type { RunSummary } from '../../shared/run';
import type { Command } from '../commands/commands';
import type { Ranked } from './rank-items';

export type PaletteTarget =
  | { readonly kind: 'command'; readonly command: Command }
  | { readonly kind: 'run'; readonly run: RunSummary }
  | { readonly kind: 'preset'; readonly recipe: Recipe }
  | { readonly kind: 'ownPreset'; readonly recipe: Recipe }
  | { readonly kind: 'dataSet'; readonly card: DataSetCard }
  | { readonly kind: 'file'; readonly path: string };

/** One line of the palette. */
export interface PaletteItem extends Ranked {
  readonly name: string;
  /** Beside the name, in grey. */
  readonly detail: string;
  readonly target: PaletteTarget;
}

function lineOf(key: string, name: string, detail: string, more: string, target: PaletteTarget): PaletteItem {
  return { key, name, detail, target, title: name.toLowerCase(), rest: `${detail} ${more}`.toLowerCase() };
}

export function commandItem(command: Command, name: string, section: string): PaletteItem {
  return lineOf(command.key, name, section, '', { kind: 'command', command });
}

export interface RunWords {
  name(run: RunSummary): string;
  about(run: RunSummary): string;
  state(run: RunSummary): string;
}

export function runItem(run: RunSummary, words: RunWords): PaletteItem {
  const more = [run.id, ...run.notes.tags, words.state(run)].join(' ');
  return lineOf(`run:${run.id}`, words.name(run), words.about(run), more, { kind: 'run', run });
}

export function presetItem(recipe: Recipe, name: string, line: string): PaletteItem {
  return lineOf(`preset:${recipe.preset}`, name, line, recipe.preset, { kind: 'preset', recipe });
}

export function ownPresetItem(recipe: Recipe, line: string): PaletteItem {
  return lineOf(`own-preset:${recipe.preset}`, recipe.preset, line, '', { kind: 'ownPreset', recipe });
}

export function dataSetItem(card: DataSetCard, line: string): PaletteItem {
  const { source, name } = card;
  return lineOf(`data:${source}`, name, line, source, { kind: 'dataSet', card });
}

/** @param path absolute */
export function fileItem(path: string): PaletteItem {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  return lineOf(`file:${path}`.slice(0, 300), name, path, '', { kind: 'file', path });
}
