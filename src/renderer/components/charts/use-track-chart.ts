import { onBeforeUnmount, onMounted, watch, type Ref } from 'vue';
import type { TrackPosition } from '../../charts/position-line';
import { TrackChart, type TrackPicture } from '../../charts/track-chart';
import { useTokenColours } from '../../styles/token-colours';

/**
 * A chart on a component's canvas for as long as both live: told anew when curves, axes or the theme are others, only drawn
 * again when the position moves.
 */
export function useTrackChart(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  picture: Readonly<Ref<TrackPicture>>,
  position: Readonly<Ref<TrackPosition>>,
): void {
  const colours = useTokenColours();
  let chart: TrackChart | null = null;

  function show(): void {
    if (!canvas.value || !chart) return;
    const { line, line2, t3 } = colours.value;
    const font = getComputedStyle(canvas.value).fontFamily;
    chart.show(picture.value, position.value, { line, label: t3, reference: line2 }, font);
  }

  onMounted(() => {
    if (canvas.value) chart = new TrackChart(canvas.value);
    show();
  });
  onBeforeUnmount(() => chart?.close());
  watch(
    [picture, colours, position],
    ([nextPicture, nextColours], [lastPicture, lastColours]) => {
      if (nextPicture !== lastPicture || nextColours !== lastColours) show();
      else chart?.move(position.value);
    },
    { flush: 'post' },
  );
}
