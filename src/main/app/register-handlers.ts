import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Requests } from '../../shared/ipc';
import { refusal } from '../../shared/result';
import { worded } from '../../shared/wording/worded';
import { answerRequest, type Handlers } from './answer-request';

/** Answers the window's requests, and nobody else's. */
export function registerHandlers(handlers: Handlers, isTrusted: (event: IpcMainInvokeEvent) => boolean): void {
  for (const channel of Object.keys(handlers) as (keyof Requests)[]) {
    ipcMain.handle(channel, (event, ...args: unknown[]) =>
      isTrusted(event)
        ? answerRequest(handlers, channel, args)
        : refusal('invalid-request', worded('request.stranger', { channel })),
    );
  }
}
