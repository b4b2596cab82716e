import type { VueFlowStore } from '@vue-flow/core';
import type { ShallowRef } from 'vue';
import { nodeWidth, type GraphLayout } from '../../network-drawing/graph-layout';

/** Left free below the graph: its tools lie there. Pixels. */
const footHeight = 44;
/** Below this the names of layers cannot be read any more. */
const legibleZoom = 0.7;

export interface GraphView {
  /** All of the graph where it can still be read then, else its beginning. */
  begin(): void;
  /** Brings a node into sight that has the focus. @param node its element */
  reveal(key: string, node: Element, pane: Element): void;
}

export function useGraphView(flow: VueFlowStore, layout: ShallowRef<GraphLayout>): GraphView {
  function begin(): void {
    const { width, height } = flow.dimensions.value;
    const corners = [...layout.value.places.values()];
    const right = Math.max(...corners.map(({ x }) => x)) + nodeWidth;
    const bottom = Math.max(...corners.map(({ y }) => y)) + footHeight;
    const across = (width - 40) / right;
    const zoom = Math.max(Math.min(1, across, (height - footHeight - 40) / bottom), Math.min(legibleZoom, across));
    const y = Math.max(20, (height - footHeight - bottom * zoom) / 2);
    void flow.setViewport({ zoom, x: (width - right * zoom) / 2, y });
  }

  function reveal(key: string, node: Element, pane: Element): void {
    const place = layout.value.places.get(key);
    if (!place) return;
    const [box, frame] = [node.getBoundingClientRect(), pane.getBoundingClientRect()];
    const isInSight =
      box.left >= frame.left &&
      box.right <= frame.right &&
      box.top >= frame.top &&
      box.bottom <= frame.bottom - footHeight;
    if (isInSight) return;
    const zoom = Math.max(legibleZoom, flow.viewport.value.zoom);
    void flow.setCenter(place.x + nodeWidth / 2, place.y, { zoom });
  }

  return { begin, reveal };
}
