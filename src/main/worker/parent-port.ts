/** The utility process's line to the main process. */
import type { ParentPort } from 'electron';

/** @throws Error where the file was started as something else than an Electron utility process. */
export function parentPort(): ParentPort {
  // electron's types say it is always there; plain Node has none
  const port: ParentPort | undefined = process.parentPort;
  if (port === undefined) throw new Error('This file is the door of an Electron utility process.');
  return port;
}

/** An unhandled rejection only warns in a utility process: report it and end, so that nothing goes on half broken. */
export function endOnUnexpectedErrors(report: (error: unknown) => void): void {
  const end = (error: unknown): void => {
    report(error);
    // one turn of the loop lets the message leave
    setImmediate(() => process.exit(1));
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', end);
}
