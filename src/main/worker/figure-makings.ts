import type { Figure, FigurePreview, WrittenFigure } from '../../shared/figure';
import type { WorkbenchProgress } from '../../shared/ipc';
import type { Samples } from '../../shared/run';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { encodeFigure, exportFigure } from '../figures/export-figure';
import { openFigureRun, type FigureRun, type FigureWork } from '../figures/figure-run';
import { previewFigure } from '../figures/preview-figure';
import { paceProgress } from './progress-pace';

/** What each making of a figure is asked with. */
export interface FigureCommand {
  /** Of the command. */
  readonly id: number;
  readonly makingId: number;
  readonly runFolder: string;
  readonly shown: Samples | null;
  readonly figure: Figure;
}

/** The figures that are made in this process, each of which can be given up. */
export class FigureMakings {
  readonly #underWay = new Map<number, AbortController>();

  constructor(private readonly tell: (progress: WorkbenchProgress) => void) {}

  preview(command: FigureCommand & { readonly moves: boolean }): Promise<FigurePreview> {
    return this.#during(command, (run, { signal }) =>
      previewFigure(run, command.figure, { signal, moves: command.moves }),
    );
  }

  export(command: FigureCommand & { readonly path: string }): Promise<WrittenFigure> {
    return this.#during(command, (run, work) => exportFigure(run, command.figure, command.path, work));
  }

  encode(command: FigureCommand): Promise<Uint8Array> {
    return this.#during(command, (run, work) => encodeFigure(run, command.figure, work));
  }

  cancel(makingId: number): void {
    this.#underWay.get(makingId)?.abort();
  }

  async #during<Value>(
    { id, makingId, runFolder, shown }: FigureCommand,
    work: (run: FigureRun, work: FigureWork) => Promise<Value>,
  ): Promise<Value> {
    if (this.#underWay.has(makingId)) throw new StudioError('busy', worded('figure.busy'));
    const stop = new AbortController();
    this.#underWay.set(makingId, stop);
    const onProgress = paceProgress(({ done, total }) =>
      this.tell({ type: 'figureProgress', id, makingId, done, total: total ?? done }),
    );
    try {
      return await work(await openFigureRun(runFolder, shown), { signal: stop.signal, onProgress });
    } finally {
      this.#underWay.delete(makingId);
    }
  }
}
