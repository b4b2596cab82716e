import type { DataSetCard, FileOrFolder } from '../../shared/ipc';
import { success, type Result } from '../../shared/result';
import type { Handlers } from './answer-request';
import type { WorkbenchHost } from './workbench-host';

/** What the handlers of data sets stand on. */
export interface DataSetSurroundings {
  readonly workbench: WorkbenchHost;
  /** Where it is remembered which data sets the person imported. Absolute. */
  readonly dataSetsFolder: string;
  /** Null where the person thought better of it. */
  readonly askForDataSet: (what: FileOrFolder) => Promise<string | null>;
}

type DataSetChannels = Extract<keyof Handlers, `data:${string}`>;

/** The gallery of data sets. Whatever is read of their files, the workbench reads. */
export function createDataSetHandlers(around: DataSetSurroundings): Pick<Handlers, DataSetChannels> {
  const { workbench, dataSetsFolder: folder, askForDataSet } = around;
  let listing: Promise<Result<readonly DataSetCard[]>> | null = null;
  let isFirst = true;

  return {
    'data:list': async () => {
      // read once for everyone who asks; after a failure the next one asks again
      listing ??= workbench.listData();
      const listed = await listing;
      if (!listed.ok) listing = null;
      return listed;
    },
    'data:own': () => {
      // what an earlier window removed can be taken back no more
      const forget = isFirst;
      isFirst = false;
      return workbench.listOwnData(folder, forget);
    },
    'data:choose': async (what) => success(await askForDataSet(what)),
    'data:preview': (importId, path, options) => workbench.previewData({ importId, path, options }),
    'data:read': (importId, path, options) => workbench.readData({ importId, path, options }),
    'data:cancel': (importId) => workbench.cancelData(importId),
    'data:keep': (importId, path, options) => workbench.keepData({ importId, path, options, folder }),
    'data:remove': (path) => workbench.removeData(folder, path),
    'data:restore': (path) => workbench.restoreData(folder, path),
  };
}
