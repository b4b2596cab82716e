import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Studio } from '../shared/ipc';
import { eventChannels, requestChannels } from '../shared/ipc-channels';

const studio: Studio<Parameters<typeof webUtils.getPathForFile>[0]> = {
  request(channel, ...args) {
    if (!Object.hasOwn(requestChannels, channel)) throw new Error(`Unknown request: ${channel}`);
    return ipcRenderer.invoke(channel, ...args);
  },
  on(channel, listener) {
    if (!Object.hasOwn(eventChannels, channel)) throw new Error(`Unknown event: ${channel}`);
    const forward = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => ipcRenderer.off(channel, forward);
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('studio', studio);
