import { z } from 'zod';
import { measuredStepSchema, type MeasuredStep } from './pace-model';
import { deviceSchema, type Device } from './run';

/** One reference recipe, measured. */
export interface PaceReading {
  readonly step: MeasuredStep;
  readonly device: Device;
  /** Version. */
  readonly tensorflow: string;
}

/** What this machine was found to do, once for each device and program. */
export const paceMeasurementSchema = z.strictObject({
  formatVersion: z.literal(1),
  measuredAt: z.iso.datetime(),
  device: deviceSchema,
  studio: z.string(),
  tensorflow: z.string(),
  steps: z.array(measuredStepSchema).min(1),
});
export type PaceMeasurement = Readonly<Omit<z.infer<typeof paceMeasurementSchema>, 'steps'>> & {
  readonly steps: readonly MeasuredStep[];
};
