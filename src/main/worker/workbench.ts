/** The door of the workbench: a disposable process for whatever reads foreign files, starts TensorFlow or writes pictures and models. */
import { assertNever } from '../../shared/assert-never';
import {
  workbenchCommandSchema,
  type DataSetCard,
  type WorkbenchAnswer,
  type WorkbenchCommand,
} from '../../shared/ipc';
import type { OwnDataSets } from '../../shared/own-data-sets';
import type { PaceReading } from '../../shared/pace-measurement';
import { paceReferenceOf } from '../../shared/pace-references';
import { failure, success, type Result } from '../../shared/result';
import type { Device } from '../../shared/run';
import { dataSetCard } from '../data/card';
import { installedDataSets, openDataSet } from '../data/open-data-set';
import { forgetRemoved, listOwnDataSets, removeOwnDataSet, restoreOwnDataSet } from '../data/own-data-sets';
import { exportRun } from '../export/export-run';
import { startTensorFlow, tensorFlowVersion } from '../gan/tensorflow';
import { importFile } from '../import/import-file';
import { sampleFile } from '../import/sample-file';
import { recognise } from '../import/recognise';
import { dataCacheFolder } from '../runs/locations';
import { measurePace } from '../trainer/measure-pace';
import { DataImports } from './data-imports';
import { drawSheet } from './draw-sheet';
import { FigureMakings } from './figure-makings';
import { judgeRun } from './judge-run';
import { endOnUnexpectedErrors, parentPort } from './parent-port';

const port = parentPort();
const imports = new DataImports((progress) => port.postMessage(progress));
const figures = new FigureMakings((progress) => port.postMessage(progress));

async function attempt<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return success(await work());
  } catch (error) {
    return failure(error);
  }
}

const probe = (): Promise<Device> => startTensorFlow({ backend: 'tensorflow' });

const readPace = async (reference: string): Promise<PaceReading> => {
  const device = await probe();
  return { step: measurePace(reference, paceReferenceOf(reference)), device, tensorflow: tensorFlowVersion() };
};

const listData = async (): Promise<readonly DataSetCard[]> =>
  Promise.all((await installedDataSets()).map(async (source) => dataSetCard(await openDataSet(source))));

async function listOwnData(folder: string, forget: boolean): Promise<OwnDataSets> {
  if (forget) await forgetRemoved(folder, dataCacheFolder());
  return listOwnDataSets(folder);
}

async function answer(command: WorkbenchCommand): Promise<WorkbenchAnswer> {
  const { id } = command;
  switch (command.type) {
    case 'probe':
      return { type: 'probe', id, result: await attempt(probe) };
    case 'measurePace':
      return { type: 'measurePace', id, result: await attempt(() => readPace(command.reference)) };
    case 'listData':
      return { type: 'listData', id, result: await attempt(listData) };
    case 'listOwnData':
      return { type: 'listOwnData', id, result: await attempt(() => listOwnData(command.folder, command.forget)) };
    case 'previewData':
      return { type: 'previewData', id, result: await attempt(() => imports.preview(command)) };
    case 'readData':
      return { type: 'readData', id, result: await attempt(() => imports.read(command)) };
    case 'cancelData':
      imports.cancel(command.importId);
      return { type: 'cancelData', id, result: success(undefined) };
    case 'keepData':
      return { type: 'keepData', id, result: await attempt(() => imports.keep(command)) };
    case 'removeData':
      return { type: 'removeData', id, result: await attempt(() => removeOwnDataSet(command.folder, command.path)) };
    case 'restoreData':
      return { type: 'restoreData', id, result: await attempt(() => restoreOwnDataSet(command.folder, command.path)) };
    case 'previewFigure':
      return { type: 'previewFigure', id, result: await attempt(() => figures.preview(command)) };
    case 'exportFigure':
      return { type: 'exportFigure', id, result: await attempt(() => figures.export(command)) };
    case 'encodeFigure':
      return { type: 'encodeFigure', id, result: await attempt(() => figures.encode(command)) };
    case 'cancelFigure':
      figures.cancel(command.makingId);
      return { type: 'cancelFigure', id, result: success(undefined) };
    case 'drawSheet':
      return { type: 'drawSheet', id, result: await attempt(() => drawSheet(command)) };
    case 'judgeRun':
      return { type: 'judgeRun', id, result: await attempt(() => judgeRun(command)) };
    case 'recognise':
      return { type: 'recognise', id, result: await attempt(() => recognise(command.path, command.runsFolder)) };
    case 'sampleFile':
      return {
        type: 'sampleFile',
        id,
        result: await attempt(() => sampleFile({ ...command, count: 32, backend: 'tensorflow' })),
      };
    case 'importFile':
      return { type: 'importFile', id, result: await attempt(() => importFile({ ...command, backend: 'tensorflow' })) };
    case 'exportRun':
      return { type: 'exportRun', id, result: await attempt(() => exportRun(command)) };
    default:
      return assertNever(command);
  }
}

endOnUnexpectedErrors((error) => console.error(failure(error).message));
port.onMessage((data) => {
  void answer(workbenchCommandSchema.parse(data)).then((message) => port.postMessage(message));
});
