import { CircleAlert, CircleCheck, CircleX, Info } from '@lucide/vue';
import type { Component } from 'vue';
import type { Finding } from '../../../shared/health/finding';

/** How a verdict looks, by the level of its most serious finding. */
export const verdictIcons: Readonly<Record<Finding['level'], Component>> = {
  good: CircleCheck,
  note: Info,
  caution: CircleAlert,
  bad: CircleX,
};
