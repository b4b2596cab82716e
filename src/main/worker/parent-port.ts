/** A worker process's line to the main process. */
export interface ParentPort {
  postMessage(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Sends a last message and ends the process once it has left. */
  end(message: unknown): void;
}

/** @throws Error where the file was not started by the studio's main process. */
export function parentPort(): ParentPort {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('This file is the door of a process that the studio starts.');
  // without the main process nobody waits for it
  process.on('disconnect', () => process.exit());
  return {
    postMessage: (message) => send(message),
    onMessage: (listener) => process.on('message', listener),
    end: (message) => send(message, () => process.exit()),
  };
}

/** An unhandled rejection must not leave half a worker behind: report it and end. */
export function endOnUnexpectedErrors(report: (error: unknown) => void): void {
  const end = (error: unknown): void => {
    report(error);
    // one turn of the loop lets the message leave
    setImmediate(() => process.exit(1));
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
