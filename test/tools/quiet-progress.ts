import { Progress } from '../../tools/setup/progress.mjs';

/** A progress display that keeps its lines. */
export function quietProgress(): { readonly progress: Progress; readonly lines: string[] } {
  const lines: string[] = [];
  return { progress: new Progress({ write: (text) => lines.push(text) }), lines };
}
