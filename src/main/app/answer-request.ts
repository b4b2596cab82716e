import { requestSchemas, type Requests } from '../../shared/ipc';
import { failure, refusal } from '../../shared/result';
import { firstProblem } from '../../shared/wording/value-words';
import { worded } from '../../shared/wording/worded';

/** One function per request; a missing or mistyped one does not compile. */
export type Handlers = {
  readonly [C in keyof Requests]: (
    ...args: Parameters<Requests[C]>
  ) => ReturnType<Requests[C]> | Promise<ReturnType<Requests[C]>>;
};

type AnyHandler = (...args: readonly unknown[]) => unknown;

/**
 * Checks a request's arguments and answers it; whatever goes wrong is an answer as well.
 *
 * @returns the handler's Result, or a Failure: `invalid-request` for arguments that the contract does not know
 */
export async function answerRequest(
  handlers: Handlers,
  channel: keyof Requests,
  args: readonly unknown[],
): Promise<unknown> {
  const checked = requestSchemas[channel].safeParse(args);
  if (!checked.success) {
    return refusal(
      'invalid-request',
      worded('request.refused', { channel, problem: firstProblem(checked.error, args) }),
    );
  }
  try {
    return await (handlers[channel] as AnyHandler)(...checked.data);
  } catch (error) {
    return failure(error);
  }
}
