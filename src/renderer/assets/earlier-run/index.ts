/** Pictures and curves of a real Quick digits run, made by `resources/take-earlier-run.mjs`. */
import sheet1 from './sheet-1.png';
import sheet2 from './sheet-2.png';
import sheet3 from './sheet-3.png';
import sheet4 from './sheet-4.png';
import sheet5 from './sheet-5.png';
import beliefs from './beliefs.json';

/** Four images of five sheets, from noise to digits. Addresses. */
export const earlierSheets: readonly string[] = [sheet1, sheet2, sheet3, sheet4, sheet5];

/** Smoothed means over equal shares of the run: D(x) and D(G(z)). */
export const earlierBeliefs: { readonly real: readonly number[]; readonly made: readonly number[] } = beliefs;
