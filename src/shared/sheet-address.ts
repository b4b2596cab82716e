/** Addresses of stored sheets, in the app's own scheme. */
import { sheetsAddress } from './app-address';
import { runIdSchema, type RunId } from './run';

const sheetPath = /^\/sheets\/([^/]+)\/(\d{1,9})\.png$/;

export interface StoredSheet {
  readonly runId: RunId;
  readonly step: number;
}

/** Where the window gets a sheet that a run has stored, as PNG. */
export function sheetAddress({ runId, step }: StoredSheet): string {
  return `${sheetsAddress}${encodeURIComponent(runId)}/${step}.png`;
}

/** The sheet that an address of the app's scheme names; null where it names none. */
export function sheetOfAddress(address: string): StoredSheet | null {
  const found = sheetPath.exec(new URL(address).pathname);
  if (!found) return null;
  const runId = runIdSchema.safeParse(found[1]);
  return runId.success ? { runId: runId.data, step: Number(found[2]) } : null;
}
