import { join } from 'node:path';
import { figureFileName, type Figure } from '../../shared/figure';
import { refusal, success } from '../../shared/result';
import type { RunId, Samples } from '../../shared/run';
import { worded } from '../../shared/wording/worded';
import type { Handlers } from './answer-request';
import type { DragTable } from './drag-table';
import type { WorkbenchHost } from './workbench-host';

/** What the handlers of figures stand on. */
export interface FigureSurroundings {
  readonly runsFolder: string;
  readonly workbench: WorkbenchHost;
  /** What the window shows of runs that train. */
  readonly trainer: { samplesOf(runId: RunId): Samples | null };
  /** Null where the person thought better of it. */
  readonly askForFigurePath: (runId: RunId, figure: Figure) => Promise<string | null>;
  readonly dragTable: Pick<DragTable, 'place' | 'pathOf'>;
  /** Lets the system drag a file for as long as the button is held. */
  readonly startDrag: (path: string) => void;
}

type FigureChannels = Extract<keyof Handlers, `figure:${string}`>;

/** Pictures, animations, curves and reports of a run. Whatever is read, drawn and written, the workbench does. */
export function createFigureHandlers(around: FigureSurroundings): Pick<Handlers, FigureChannels> {
  const { runsFolder, workbench, trainer, askForFigurePath, dragTable, startDrag } = around;
  const making = (makingId: number, runId: RunId, figure: Figure) => ({
    makingId,
    runFolder: join(runsFolder, runId),
    shown: trainer.samplesOf(runId),
    figure,
  });
  return {
    'figure:preview': (makingId, runId, figure, moves) =>
      workbench.previewFigure({ ...making(makingId, runId, figure), moves }),
    'figure:save': async (makingId, runId, figure) => {
      const path = await askForFigurePath(runId, figure);
      if (path === null) return success({ outcome: 'cancelled' });
      const written = await workbench.exportFigure({ ...making(makingId, runId, figure), path });
      return written.ok ? success({ outcome: 'written', path, ...written.value }) : written;
    },
    'figure:encode': (makingId, runId, figure) => workbench.encodeFigure(making(makingId, runId, figure)),
    'figure:cancel': (makingId) => workbench.cancelFigure(makingId),
    'figure:lay-out': async (makingId, runId, figure) => {
      const { laidOut, path } = await dragTable.place(figureFileName(runId, figure));
      const written = await workbench.exportFigure({ ...making(makingId, runId, figure), path });
      return written.ok ? success(laidOut) : written;
    },
    'figure:drag': (laidOut) => {
      const path = dragTable.pathOf(laidOut);
      if (path === null) {
        return refusal('invalid-request', worded('export.notLaidOut', { path: laidOut }));
      }
      startDrag(path);
      return success(undefined);
    },
  };
}
