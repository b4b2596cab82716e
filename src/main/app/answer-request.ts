import { requestSchemas, type Requests } from '../../shared/ipc';
import { failure, type Failure } from '../../shared/result';

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
    const issues = checked.error.issues.map(
      ({ path, message }) => `${path.slice(1).join('.') || 'request'}: ${message}`,
    );
    return refused(`${channel} cannot be answered: ${issues.join('; ')}.`);
  }
  try {
    return await (handlers[channel] as AnyHandler)(...checked.data);
  } catch (error) {
    return failure(error);
  }
}

export function refused(message: string): Failure {
  return { ok: false, code: 'invalid-request', message };
}
