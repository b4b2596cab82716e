import { lastLines } from './run-command.mjs';
import { SetupFault } from './setup-fault.mjs';

const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/;

/**
 * The sentence and the cure for a failed npm command.
 * @param {string} what "npm could not …"
 * @param {string} output of npm
 * @returns {SetupFault}
 */
export function npmFault(what, output) {
  const reason = lastLines(
    output.replaceAll(/^npm (error|ERR!)( code)? ?/gm, '').replaceAll(/^A complete log.*$/gm, ''),
    3,
  );
  const sentence = `${what}: ${reason || 'it gave no reason'}.`;
  if (/ENOSPC|EDQUOT|no space left/i.test(output)) {
    return new SetupFault(sentence, 'The disk is full: free some space and start again.');
  }
  if (/EINTEGRITY/.test(output)) {
    return new SetupFault(
      sentence,
      'Run `npm cache clean --force` and start again; if it stays so, do not trust the registry that npm is configured for.',
    );
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return new SetupFault(sentence, 'Make the folder named above writable for you, then start again.');
  }
  if (network.test(output)) {
    return new SetupFault(
      sentence,
      'Check the network and the registry that npm is configured for (`npm config get registry`), then start again.',
      { network: true },
    );
  }
  return new SetupFault(sentence, 'Start again; if it stays so, `npm ci` in this folder tells more.');
}
