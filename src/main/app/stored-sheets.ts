import { join } from 'node:path';
import { sheetOfAddress } from '../../shared/sheet-address';
import { sheetFile } from '../runs/run-layout';

/** The file of the stored sheet that an address names, whether or not it is there; null where it names none. */
export function pathOfSheet(runsFolder: string, address: string): string | null {
  const sheet = sheetOfAddress(address);
  return sheet && sheetFile(join(runsFolder, sheet.runId), sheet.step);
}
