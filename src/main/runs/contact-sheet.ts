import type { Samples } from '../../shared/run';
import { writeFileAtomically } from '../formats/atomic-write';
import { sheetPng } from './sheet';

const columns = 10;

/** Writes images of a data set as a PNG sheet of ten a row. @throws StudioError where the file cannot be written */
export async function writeContactSheet(path: string, images: Omit<Samples, 'step'>): Promise<void> {
  const text = { content: 'images of a data set' };
  await writeFileAtomically(path, sheetPng({ step: 0, ...images }, { columns, scale: 1, gap: 1, text }));
}
