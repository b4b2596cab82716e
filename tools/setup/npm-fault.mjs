import { SetupFault } from './setup-fault.mjs';

const network = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT|network/;

/**
 * The sentence and the cure for a failed npm command.
 * @param {string} what "npm could not …"
 * @param {string} output of npm
 * @returns {SetupFault}
 */
export function npmFault(what, output) {
  const sentence = `${what}: ${reasonOf(output)}.`;
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

/**
 * npm's first words on the matter, out of the pages that it prints.
 * @param {string} output
 */
function reasonOf(output) {
  const lines = output
    .split('\n')
    .flatMap((line) => /^npm (?:error|ERR!) ?(.*)$/.exec(line)?.[1]?.trim() ?? [])
    .map((line) => line.replace(/^network /, ''));
  const code = lines.find((line) => line.startsWith('code '))?.slice('code '.length);
  const words = lines.find((line) => line !== '' && !/^(code|errno|syscall|path|dest|at) /.test(line));
  const reason = [code, words].filter((part) => part !== undefined).join(', ');
  return reason.replace(/\.$/, '') || 'it gave no reason';
}
