import type { MenuLanguage } from '../../shared/application-menu';
import type { Events } from '../../shared/ipc';
import type { RunId, RunState, RunSummary } from '../../shared/run';

export interface EndNotice {
  readonly runId: RunId;
  readonly title: string;
  readonly body: string;
}

export interface EndNotifierOptions {
  readonly isWanted: () => boolean;
  /** Whether the person has the window in front of them. */
  readonly isWatched: () => boolean;
  readonly language: () => MenuLanguage;
  readonly show: (notice: EndNotice) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

/** A shorter wait is not worth a word. Milliseconds. */
const longRun = 60_000;

/** A pause is the person's own doing, and no end. */
type EndState = Exclude<RunState, 'running' | 'paused'>;

const titles: Readonly<Record<MenuLanguage, Readonly<Record<EndState, string>>>> = {
  en: {
    finished: 'Training finished',
    stopped: 'Training stopped',
    failed: 'Training failed',
    interrupted: 'Training was interrupted',
  },
  'zh-CN': { finished: '训练完成', stopped: '训练已停止', failed: '训练失败', interrupted: '训练中断' },
};

/** Says through the system that a run that took a minute or more has ended, to someone who looks elsewhere. */
export class EndNotifier {
  readonly #begun = new Map<RunId, number>();

  constructor(private readonly options: EndNotifierOptions) {}

  /** Hears what the window is told of the runs that it trains. */
  hear<C extends keyof Events>(channel: C, payload: Events[C]): void {
    if (channel === 'run:stage') {
      const { runId, stage } = payload as Events['run:stage'];
      if (stage !== 'ended' && !this.#begun.has(runId)) this.#begun.set(runId, this.options.now());
    } else if (channel === 'run:changed') this.#hearState(payload as Events['run:changed']);
  }

  #hearState(run: RunSummary): void {
    const begun = this.#begun.get(run.id);
    if (run.state === 'running' || begun === undefined) return;
    this.#begun.delete(run.id);
    if (run.state === 'paused') return;
    const { isWanted, isWatched, language, show, now } = this.options;
    if (now() - begun < longRun || !isWanted() || isWatched()) return;
    show({ runId: run.id, title: titles[language()][run.state], body: bodyOf(run, language()) });
  }
}

function bodyOf({ notes, preset, seed, dataSetName, step, reason }: RunSummary, language: MenuLanguage): string {
  const name = notes.name || `${preset}, ${seed}`;
  const steps = step.toLocaleString(language);
  const what = language === 'en' ? `${dataSetName}, ${steps} steps` : `${dataSetName}，${steps} 步`;
  return `${name}\n${reason ?? what}`;
}
