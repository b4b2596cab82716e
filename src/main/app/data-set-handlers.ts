import type { DataSetCard, FileOrFolder } from '../../shared/ipc';
import type { SentCard } from '../../shared/own-data-sets';
import { success, type Result } from '../../shared/result';
import type { Handlers } from './answer-request';
import type { WorkbenchHost } from './workbench-host';

/** What the handlers of data sets stand on. */
export interface DataSetSurroundings {
  /** Of its own: listing what there is waits neither for TensorFlow nor for what else the workbench does. */
  readonly dataReader: WorkbenchHost;
  /** The window's page stands there; what it asks for at once does not start a process before. */
  readonly painted: Promise<void>;
  /** Where it is remembered which data sets the person imported. Absolute. */
  readonly dataSetsFolder: string;
  /** Null where the person thought better of it. */
  readonly askForDataSet: (what: FileOrFolder) => Promise<string | null>;
}

type DataSetChannels = Extract<keyof Handlers, `data:${string}`>;

/** The gallery of data sets. Whatever is read of their files, a process of its own reads. */
export function createDataSetHandlers(around: DataSetSurroundings): Pick<Handlers, DataSetChannels> {
  const { dataReader, painted, dataSetsFolder: folder, askForDataSet } = around;
  let listing: Promise<Result<readonly DataSetCard[]>> | null = null;
  let isFirst = true;

  return {
    'data:list': async () => {
      // read once for everyone who asks; after a failure the next one asks again
      listing ??= painted.then(() => dataReader.listData());
      const listed = await listing;
      if (!listed.ok) listing = null;
      return listed;
    },
    'data:own': async () => {
      // what an earlier window removed can be taken back no more
      const forget = isFirst;
      isFirst = false;
      await painted;
      const listed = await dataReader.listOwnData(folder, forget);
      return listed.ok ? success({ ...listed.value, cards: listed.value.cards.map(sent) }) : listed;
    },
    'data:choose': async (what) => success(await askForDataSet(what)),
    'data:preview': (importId, path, options) => dataReader.previewData({ importId, path, options }),
    'data:read': (importId, path, options) => dataReader.readData({ importId, path, options }),
    'data:cancel': (importId) => dataReader.cancelData(importId),
    'data:keep': (importId, path, options) => dataReader.keepData({ importId, path, options, folder }),
    'data:remove': (path) => dataReader.removeData(folder, path),
    'data:restore': (path) => dataReader.restoreData(folder, path),
  };
}

function sent(card: DataSetCard): SentCard {
  const pixels = Buffer.from(card.thumbnail.pixels).toString('base64');
  return { ...card, thumbnail: { ...card.thumbnail, pixels } };
}
