import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from '../bench/figure';

/** What one preset learned. */
export interface Picture {
  readonly preset: string;
  /** Of the studio's command line. */
  readonly command: string;
  /** File beside the page. */
  readonly sheet: string;
  readonly step: number;
  readonly epoch: number;
  readonly seconds: number;
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  /** See docs/quick-digits.md; null where the judge does not know the images. */
  readonly judged: {
    readonly coverage: number;
    readonly confidentShare: number;
    readonly frechetDistance: number;
  } | null;
  readonly date: string;
  readonly machine: Machine;
}

/** Puts a picture in the place of the one of the same preset, and draws the page anew. */
export async function hangPicture(gallery: string, picture: Picture, order: readonly string[]): Promise<void> {
  const file = join(gallery, 'results.json');
  const earlier = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as readonly Picture[]) : [];
  const all = [...earlier.filter(({ preset }) => preset !== picture.preset), picture];
  const sorted = all.toSorted((a, b) => order.indexOf(a.preset) - order.indexOf(b.preset));
  await writeFile(file, `${JSON.stringify(sorted, null, 2)}\n`);
  await writeFile(join(gallery, 'README.md'), pageOf(sorted));
}

function pageOf(pictures: readonly Picture[]): string {
  const header = ['preset', 'trained', 'steps', 'epochs', 'steps/s', 'D / G loss', 'digits', 'confident', 'Fréchet'];
  const rows = pictures.map((picture) => [
    `[${picture.preset}](#${picture.preset})`,
    `${Math.round(picture.seconds)} s`,
    picture.step.toLocaleString('en'),
    picture.epoch.toFixed(1),
    (picture.step / picture.seconds).toFixed(1),
    `${picture.discriminatorLoss.toFixed(2)} / ${picture.generatorLoss.toFixed(2)}`,
    ...judgementOf(picture),
  ]);
  const table = [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const sheets = pictures.map(sheetOf).join('\n\n');
  return `# Gallery

What each preset learned in a few minutes, on the processor alone. \`npm run gallery\` makes this page and its pictures anew; \`--only NAME\` one of them, \`--minutes M\` longer ones. The losses are those of the last step. Digits (of ten),
confident and Fréchet are the judge's figures of 1,000 samples; docs/quick-digits.md tells what they mean. Presets differ in what a step costs and in how patient they are meant to be: the reference recipes run for 20 to 200 epochs.

${table}

${sheets}
`;
}

function judgementOf({ judged }: Picture): readonly string[] {
  if (judged === null) return ['', '', ''];
  const { coverage, confidentShare, frechetDistance } = judged;
  return [String(coverage), `${Math.round(100 * confidentShare)} %`, frechetDistance.toFixed(1)];
}

function sheetOf({ preset, command, sheet, date, machine }: Picture): string {
  const where = `${machine.processor}, ${machine.cores} threads, ${date}`;
  return `## ${preset}\n\n\`${command}\` (${where})\n\n![Samples of ${preset}](${sheet})`;
}
