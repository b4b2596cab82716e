import { axisRoom } from '../../charts/track-chart';
import { useComparedAxis } from '../../stores/compared-axis';
import { useComparison } from '../../stores/comparison';
import { shareOf, stepAt } from '../../timeline/time-axis';
import { useAxisGestures, type AxisGestures } from '../timeline/use-axis-gestures';

/** The gestures of Watch, over whichever chart of the comparison they happen. */
export function useComparedGestures(): AxisGestures {
  const comparison = useComparison();
  const view = useComparedAxis();
  return useAxisGestures({
    zoom: view,
    placeOf: ({ currentTarget }) => {
      const { left, width } = (currentTarget as HTMLElement).getBoundingClientRect();
      return { left, width: width - axisRoom };
    },
    scrub: (share) => comparison.scrub(stepAt(view.axis, share)),
    lineShare: () => shareOf(view.axis, comparison.position),
  });
}
