import { stat } from 'node:fs/promises';
import { assertNever } from '../../shared/assert-never';
import type { ExportedRun, ExportFormat, GeneratorWeights } from '../../shared/export-format';
import { StudioError } from '../../shared/studio-error';
import { worded } from '../../shared/wording/worded';
import { writeFolderAtomically } from '../formats/atomic-folder';
import { writeFileAtomically } from '../formats/atomic-write';
import { encodeSafetensors } from '../formats/safetensors';
import { openCheckpoint } from '../runs/checkpoint';
import { generatorMetadata, generatorOf, type ExportedGenerator } from './generator';
import { layersModel } from './layers-model';
import { onnxModel } from './onnx-model';
import { archiveRun } from './run-archive';
import { torchCode } from './torch-code';
import { writeTorchFile } from './torch-file';
import { torchState } from './torch-state';

export interface RunExport {
  readonly runFolder: string;
  readonly format: ExportFormat;
  /** Of the checkpoint; null: the newest good one. A ZIP holds all of them. */
  readonly step: number | null;
  /** Left out: those that the run draws its sheets with. */
  readonly weights?: GeneratorWeights;
  /** The file, or for `tfjs` the folder, that is made. */
  readonly path: string;
  /** Where a PyTorch module for the numbers goes, for `pytorch` and `safetensors`; left out: nowhere. */
  readonly codePath?: string;
}

/**
 * Writes a run's generator, or the whole run, in a form that others read; whole or not at all.
 *
 * @throws StudioError `no-such-run`, `no-checkpoint`, `checkpoint-damaged`, `run-in-use`, `invalid-request` where the
 * format cannot hold it, or what writing throws
 */
export async function exportRun(request: RunExport): Promise<ExportedRun> {
  const { runFolder, format, step, weights, path, codePath } = request;
  if (codePath !== undefined && format !== 'pytorch' && format !== 'safetensors') {
    throw new StudioError('invalid-request', worded('export.code', { format }));
  }
  if (format === 'zip') {
    if (step !== null || weights !== undefined) {
      throw new StudioError('invalid-request', worded('export.zip'));
    }
    await refuseFolder(path);
    const { passedOver } = await archiveRun(runFolder, path);
    const notices = passedOver.map((name) => worded('export.leftOut', { name }));
    return { step: null, weights: null, notices };
  }
  const { checkpoint, skipped } = await openCheckpoint(runFolder, step ?? undefined);
  const generator = generatorOf(checkpoint, weights);
  // made before anything is written, because it may be refused
  const code = codePath === undefined ? null : torchCode(generator);
  await writeGenerator(generator, format, path);
  if (codePath !== undefined && code !== null) await writeFileAtomically(codePath, code);
  const notices = skipped.map((one) => worded('checkpoint.passedOver', one));
  return { step: generator.step, weights: generator.weights, notices };
}

/** @throws StudioError as above */
export async function writeGenerator(
  generator: ExportedGenerator,
  format: Exclude<ExportFormat, 'zip'>,
  path: string,
): Promise<void> {
  if (format === 'tfjs') return writeFolderAtomically(path, layersModel(generator));
  await refuseFolder(path);
  switch (format) {
    case 'safetensors':
      return writeFileAtomically(path, encodeSafetensors(torchState(generator), generatorMetadata(generator)));
    case 'pytorch':
      return writeTorchFile(path, torchState(generator));
    case 'onnx':
      return writeFileAtomically(path, onnxModel(generator));
    default:
      return assertNever(format);
  }
}

async function refuseFolder(path: string): Promise<void> {
  // whatever else is wrong shows when the file is written, with the sentence for it
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) throw new StudioError('invalid-request', worded('export.folder', { path }));
}
