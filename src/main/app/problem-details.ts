import { arch, platform, release } from 'node:os';
import { join } from 'node:path';
import type { ReportedProblem } from '../../shared/reported-problem';
import type { Device } from '../../shared/run';
import { studioVersion } from '../../shared/version';
import { readTail } from '../runs/read-tail';
import { runLayout } from '../runs/run-layout';

/** What of a run's log goes with a problem. */
const logLines = 20;
const logBytes = 8192;

export interface DetailsSurroundings {
  readonly runsFolder: string;
  readonly device: Device | null;
  readonly now: Date;
}

/**
 * What goes onto the clipboard for a report: what happened, with which versions, on which device, and the last lines of
 * the run's log. Plain text; no stack traces and nothing of what the person wrote about the run.
 */
export async function problemDetails(
  { code, message, runId }: ReportedProblem,
  { runsFolder, device, now }: DetailsSurroundings,
): Promise<string> {
  const { electron = 'none', chrome = 'none', node } = process.versions;
  const lines = [
    `${code}: ${message}`,
    '',
    `Time: ${now.toISOString()}`,
    `GAN Studio ${studioVersion}, Electron ${electron}, Chromium ${chrome}, Node ${node}`,
    `System: ${platform()} ${release()} ${arch()}`,
    `Device: ${device ? `${device.name} (${device.backend})` : 'not known yet'}`,
  ];
  if (runId === null) return lines.join('\n');
  const log = await logOf(join(runsFolder, runId));
  return [...lines, `Run: ${runId}`, '', 'Last lines of its log:', log].join('\n');
}

async function logOf(folder: string): Promise<string> {
  try {
    const lines = (await readTail(join(folder, runLayout.log), logBytes)).trimEnd().split('\n');
    return lines.slice(-logLines).join('\n') || '(empty)';
  } catch (error) {
    return `(cannot be read: ${error instanceof Error ? error.message : String(error)})`;
  }
}
