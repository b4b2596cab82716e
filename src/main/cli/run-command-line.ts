import { Command, CommanderError } from 'commander';
import { failure } from '../../shared/result';
import { studioVersion } from '../../shared/version';
import { commandsFor } from './commands';
import { printFailure } from './output';

/** @param words `process.argv` */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const program = new Command('gan-studio')
    .description('Train generative adversarial networks and keep what they learn.')
    .version(studioVersion);
  for (const command of await commandsFor(words[2])) program.addCommand(command);
  const nested = program.commands.flatMap(({ commands }) => commands);
  for (const command of [program, ...program.commands, ...nested]) {
    command.exitOverride().showSuggestionAfterError().showHelpAfterError('(--help lists what is allowed)');
  }
  try {
    // the same words whichever program runs it: Electron as Node has no other place for them
    await program.parseAsync(words, { from: 'node' });
  } catch (error) {
    // commander has already written its sentence; help and version end with 0
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else {
      printFailure(failure(error));
      process.exitCode = 1;
    }
  }
}
