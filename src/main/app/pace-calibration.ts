import { paceMeasurementSchema, type PaceMeasurement, type PaceReading } from '../../shared/pace-measurement';
import { paceReferenceNames } from '../../shared/pace-reference-names';
import type { Result } from '../../shared/result';
import type { Device } from '../../shared/run';
import { studioVersion } from '../../shared/version';
import { readJsonFile, replaceJsonFile } from './json-file';

export interface PaceCalibrationOptions {
  /** Where the measurement is kept, absolute. */
  readonly path: string;
  /** Makes a few steps of a reference recipe in the workbench. */
  readonly measure: (reference: string) => Promise<Result<PaceReading>>;
  /** Whether a run trains or is about to. */
  readonly isTraining: () => boolean;
  readonly onMeasured: (measurement: PaceMeasurement) => void;
  /** How long nothing must train before the next reference is measured. Milliseconds; null where nothing is to be measured. */
  readonly quiet: number | null;
}

/** Measures once for each machine, device and version how fast steps are; never while a run trains. */
export class PaceCalibration {
  #measurement: PaceMeasurement | null = null;
  #closed = false;

  private constructor(private readonly options: PaceCalibrationOptions) {}

  static async open(options: PaceCalibrationOptions): Promise<PaceCalibration> {
    const calibration = new PaceCalibration(options);
    calibration.#measurement = await readJsonFile(options.path, paceMeasurementSchema);
    return calibration;
  }

  /** What was measured last, on whichever device; null before. */
  get measurement(): PaceMeasurement | null {
    return this.#measurement;
  }

  close(): void {
    this.#closed = true;
  }

  /** Measures what is not known yet of the device; a reference during which a run began is measured again. */
  async run(device: Device): Promise<void> {
    const [first, ...others] = paceReferenceNames;
    const { quiet } = this.options;
    if (quiet === null || this.#fits(device)) return;
    const readings: PaceReading[] = [];
    for (const name of [first, ...others]) {
      const reading = await this.#measureInQuiet(name, quiet);
      if (reading === null) return;
      readings.push(reading);
    }
    const [{ tensorflow }] = readings as [PaceReading, ...PaceReading[]];
    const measurement: PaceMeasurement = {
      formatVersion: 1,
      measuredAt: new Date().toISOString(),
      device,
      studio: studioVersion,
      tensorflow,
      steps: readings.map(({ step }) => step),
    };
    this.#measurement = measurement;
    this.options.onMeasured(measurement);
    await replaceJsonFile(this.options.path, measurement);
  }

  /** TensorFlow comes with the studio: another version of one is another version of the other. */
  #fits({ name, backend }: Device): boolean {
    const known = this.#measurement;
    if (known?.studio !== studioVersion || known.device.name !== name || known.device.backend !== backend) return false;
    const measured = new Set(known.steps.map((step) => step.name));
    return paceReferenceNames.every((reference) => measured.has(reference));
  }

  /** Null where the studio ends, or where it cannot be measured. */
  async #measureInQuiet(name: string, quiet: number): Promise<PaceReading | null> {
    const { isTraining, measure } = this.options;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, quiet).unref());
      if (this.#closed) return null;
      if (isTraining()) continue;
      const answer = await measure(name);
      if (this.#closed) return null;
      if (isTraining()) continue;
      if (answer.ok) return answer.value;
      console.error(`The pace of "${name}" could not be measured: ${answer.message}`);
      return null;
    }
  }
}
