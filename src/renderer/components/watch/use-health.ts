import { refThrottled } from '@vueuse/core';
import { computed, toRef, type ComputedRef } from 'vue';
import { sheetVariety, type SheetVariety } from '../../../shared/health/collapse';
import { judgeRun, type Health } from '../../../shared/health/judge-run';
import { findMoments, type Moment } from '../../../shared/health/moments';
import { sheetColumns, type SheetPicture } from '../../sheets/sheet-picture';
import { useTimeline } from '../../stores/timeline';
import { useWatchedRun } from '../../stores/watched-run';

/** How often the rules look at a run that trains. Milliseconds. */
const pace = 2_000;
/** Images of a sheet that are held against each other. */
const lookedAt = 64;

/** The watched run's health and moments, as of now. */
export function useHealth(): {
  readonly health: ComputedRef<Health | null>;
  readonly moments: ComputedRef<readonly Moment[]>;
} {
  const watched = useWatchedRun();
  const timeline = useTimeline();
  const revision = refThrottled(toRef(watched, 'revision'), pace);
  const picture = refThrottled(toRef(timeline, 'newestPicture'), pace);
  const variety = computed(() => (picture.value ? varietyOf(picture.value) : null));

  const health = computed<Health | null>(() => {
    const { details } = watched;
    if (!details || revision.value < 0) return null;
    const { summary, recipe } = details;
    const isDiverged = summary.state === 'failed' && /NaN|Infinity|finite/.test(summary.reason ?? '');
    return judgeRun({
      curves: watched.curves(),
      objective: recipe.objective,
      variety: variety.value,
      divergedBecause: isDiverged ? summary.reason : null,
    });
  });
  const moments = computed(() => {
    const kind = watched.details?.recipe.objective.kind;
    const knowsProbabilities = kind === 'nonSaturating' || kind === 'saturating';
    return revision.value >= 0 && knowsProbabilities ? findMoments(watched.curves()) : [];
  });
  return { health, moments };
}

/** Looks at the first images; the green of a coloured one is near enough to its light. */
function varietyOf({ source, width, height, count }: SheetPicture): SheetVariety | null {
  const canvas = new OffscreenCanvas(sheetColumns * width, Math.ceil(count / sheetColumns) * height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  context.drawImage(source, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const images = Math.min(count, lookedAt);
  const pixels = new Uint8Array(images * width * height);
  let to = 0;
  for (let image = 0; image < images; image++) {
    const left = (image % sheetColumns) * width;
    const top = Math.floor(image / sheetColumns) * height;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) pixels[to++] = data[((top + y) * canvas.width + left + x) * 4 + 1] ?? 0;
  }
  return sheetVariety(pixels, width * height, images);
}
