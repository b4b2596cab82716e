import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { requestChannels } from '../../shared/ipc-channels';
import type { Requests } from '../../shared/ipc';

/** Answers one request of a page. */
export type Answer = (event: IpcMainInvokeEvent, channel: keyof Requests, args: readonly unknown[]) => Promise<unknown>;

/** Lets a page ask before there is anybody to answer: its requests wait. */
export function holdRequests(answer: Promise<Answer>): void {
  for (const channel of Object.keys(requestChannels) as (keyof Requests)[])
    ipcMain.handle(channel, async (event, ...args: unknown[]) => (await answer)(event, channel, args));
}
