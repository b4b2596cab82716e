/** The door of the process that reads the curves of runs: millions of lines must keep nobody else waiting. */
import { mostCompared } from '../../shared/comparison';
import type { CurvesAnswer, CurvesCommand, RunCurves } from '../../shared/run-curves';
import { curvesCommandSchema } from '../../shared/run-curves';
import { failure, success, type Result } from '../../shared/result';
import { OpenCurves } from '../runs/open-curves';
import { checkRunFolder } from '../runs/read-failure';
import { createSerialQueue } from '../runs/serial-queue';
import { readWriterState } from '../runs/writer-lock';
import { endOnUnexpectedErrors, parentPort } from './parent-port';

/** Runs whose curves stay in memory, some ten megabytes for each million steps: all that are compared, and the watched one. */
const mostOpen = mostCompared + 1;

const port = parentPort();
const serially = createSerialQueue();
/** The one that was asked for longest ago comes first. */
const opened = new Map<string, OpenCurves>();

function curvesOf(runFolder: string): OpenCurves {
  const curves = opened.get(runFolder) ?? new OpenCurves(runFolder);
  opened.delete(runFolder);
  opened.set(runFolder, curves);
  for (const [oldest] of opened) if (opened.size > mostOpen) opened.delete(oldest);
  return curves;
}

async function read({ runFolder, range, rows }: CurvesCommand): Promise<RunCurves> {
  await checkRunFolder(runFolder);
  const curves = curvesOf(runFolder);
  const { alive } = await readWriterState(runFolder);
  await curves.refresh();
  const answer = await curves.ask(range, rows, alive);
  if (!alive) await keep(curves);
  return answer;
}

/** Where the run trains, its writer keeps them. A disk that refuses costs time at the next opening, and nothing else. */
async function keep(curves: OpenCurves): Promise<void> {
  try {
    await curves.keep();
  } catch (error) {
    console.error('The curves of a run could not be kept for the next time.', error);
  }
}

async function answer(command: CurvesCommand): Promise<Result<RunCurves>> {
  try {
    return success(await read(command));
  } catch (error) {
    opened.delete(command.runFolder);
    return failure(error);
  }
}

endOnUnexpectedErrors((error) => console.error(failure(error).message));
port.onMessage((data) => {
  const command = curvesCommandSchema.parse(data);
  void serially(async () => {
    port.postMessage({ id: command.id, result: await answer(command) } satisfies CurvesAnswer);
  });
});
