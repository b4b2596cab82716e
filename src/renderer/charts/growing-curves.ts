import { CurveTable, thinTable } from '../../shared/curve-table';
import type { RunCurves } from '../../shared/run-curves';
import type { StepMetrics } from '../../shared/run';

/** What a run folder says of its curves, the rows aside. */
export type CurveState = Omit<RunCurves, 'rows'>;

/** The curves of one run: what its folder told, carried on by what its trainer says. */
export class GrowingCurves {
  #table = new CurveTable(1);
  #state: CurveState | null = null;
  #newest: StepMetrics | null = null;
  /** What is told while the folder is read: that takes a moment, and training goes on meanwhile. */
  #meanwhile: StepMetrics[] = [];
  #asked = 0;
  #isAsking = false;

  /** @param mostRows so many at most; then they grow wider */
  constructor(private readonly mostRows: number) {}

  get table(): CurveTable {
    return this.#table;
  }

  /** Null before the folder was read. */
  get state(): CurveState | null {
    return this.#state;
  }

  /** With the latest numbers of the generator filled in where it rested. */
  get newest(): StepMetrics | null {
    return this.#newest;
  }

  /** The folder is being read. @returns the question's number, to be handed in with its answer */
  ask(): number {
    this.#meanwhile = [];
    this.#isAsking = true;
    return ++this.#asked;
  }

  /**
   * The folder's lines, then whatever was told beyond them.
   *
   * @param curves null = they could not be read, and what is known stays
   * @returns whether it is the answer to the newest question; another one is not taken
   */
  answer(question: number, curves: RunCurves | null): boolean {
    if (question !== this.#asked || !this.#isAsking) return false;
    this.#isAsking = false;
    if (curves) this.#begin(curves);
    this.#meanwhile = [];
    return true;
  }

  /** Lines of its trainer; those that are known already are passed over. */
  add(lines: readonly StepMetrics[]): void {
    if (this.#isAsking) this.#meanwhile.push(...lines);
    this.#append(lines);
  }

  #begin({ rows, ...state }: RunCurves): void {
    const meanwhile = this.#meanwhile;
    this.#table = new CurveTable(rows.width, rows.data);
    this.#state = state;
    this.#newest = state.newest;
    this.#append(meanwhile);
  }

  #append(lines: readonly StepMetrics[]): void {
    for (const line of lines) if (this.#table.add(line)) this.#newest = { ...this.#newest, ...line };
    this.#table = thinTable(this.#table, this.mostRows);
  }
}
