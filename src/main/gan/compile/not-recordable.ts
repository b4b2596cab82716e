/** A step cannot be recorded as one fixed graph; the message names the op and the reason. */
export class NotRecordable extends Error {
  override readonly name = 'NotRecordable';
}
