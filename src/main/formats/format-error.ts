import { inWords, type Worded } from '../../shared/wording/worded';

/**
 * Bytes that are not what their format demands. Told is a reason without the file's name, for example
 * `its header is cut short`; whoever knows the path wraps it into a sentence for a person.
 */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  constructor(
    readonly told: Worded,
    options?: ErrorOptions,
  ) {
    super(inWords(told, 'en'), options);
  }
}
