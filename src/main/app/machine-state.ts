import { isDeepStrictEqual } from 'node:util';
import { toldOf, type Result } from '../../shared/result';
import type { Device } from '../../shared/run';
import type { Told } from '../../shared/wording/worded';
import type { Emit } from './emit';
import { findRunsFolderFault } from './runs-folder-check';

/** What is known about the machine so far: the device that TensorFlow really uses, and what is wrong. */
export class MachineState {
  #device: Device | null = null;
  #folderFault: Told | null = null;
  #folderChecked = false;
  #deviceFault: Told | null = null;

  constructor(
    private readonly runsFolder: string,
    private readonly emit: Emit,
  ) {}

  get device(): Device | null {
    return this.#device;
  }

  get faults(): readonly Told[] {
    return [this.#folderFault, this.#deviceFault].filter((fault) => fault !== null);
  }

  /** Looks again whether runs can be written; the folder is made once, at the start. */
  async checkRunsFolder(): Promise<void> {
    const isFirst = !this.#folderChecked;
    this.#folderChecked = true;
    const fault = await findRunsFolderFault(this.runsFolder, isFirst);
    if (isDeepStrictEqual(fault, this.#folderFault)) return;
    this.#folderFault = fault;
    this.emit('studio:faults', this.faults);
  }

  learnDevice(probed: Result<Device>): void {
    if (probed.ok) {
      this.#device = probed.value;
      this.emit('studio:device', probed.value);
    }
    this.#deviceFault = probed.ok ? null : toldOf(probed);
    this.emit('studio:faults', this.faults);
  }
}
