import type { IpcMainInvokeEvent } from 'electron';
import { refusal } from '../../shared/result';
import { worded } from '../../shared/wording/worded';
import { answerRequest, type Handlers } from './answer-request';
import type { Answer } from './held-requests';

/** Answers the window's requests, and nobody else's. */
export function answerWindow(handlers: Handlers, isTrusted: (event: IpcMainInvokeEvent) => boolean): Answer {
  return async (event, channel, args) =>
    isTrusted(event)
      ? answerRequest(handlers, channel, args)
      : refusal('invalid-request', worded('request.stranger', { channel }));
}
