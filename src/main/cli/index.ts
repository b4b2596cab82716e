/** The command line: `npm run --silent cli -- COMMAND`. */
import { Command, CommanderError } from 'commander';
import { failure } from '../../shared/result';
import { studioVersion } from '../../shared/version';
import { animateCommand } from './animate';
import { branchCommand } from './branch';
import { checkpointsCommand } from './checkpoints';
import { curvesCommand } from './curves';
import { datasetCommand } from './dataset';
import { describeCommand } from './describe';
import { doctorCommand } from './doctor';
import { importCommand } from './import';
import { exportCommand } from './export';
import { interpolateCommand } from './interpolate';
import { judgeCommand } from './judge';
import { notesCommand } from './notes';
import { printFailure } from './output';
import { presetsCommand } from './presets';
import { reportCommand } from './report';
import { resumeCommand } from './resume';
import { runsCommand } from './runs';
import { sampleCommand } from './sample';
import { sheetCommand } from './sheet';
import { stagesCommand } from './stages';
import { tourCommand } from './tour';
import { trainCommand } from './train';

const program = new Command('gan-studio')
  .description('Train generative adversarial networks and keep what they learn.')
  .version(studioVersion)
  .addCommand(trainCommand())
  .addCommand(resumeCommand())
  .addCommand(branchCommand())
  .addCommand(checkpointsCommand())
  .addCommand(sampleCommand())
  .addCommand(interpolateCommand())
  .addCommand(tourCommand())
  .addCommand(judgeCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(sheetCommand())
  .addCommand(stagesCommand())
  .addCommand(animateCommand())
  .addCommand(curvesCommand())
  .addCommand(reportCommand())
  .addCommand(runsCommand())
  .addCommand(notesCommand())
  .addCommand(presetsCommand())
  .addCommand(describeCommand())
  .addCommand(datasetCommand())
  .addCommand(doctorCommand());

const nested = program.commands.flatMap(({ commands }) => commands);
for (const command of [program, ...program.commands, ...nested]) {
  command.exitOverride().showSuggestionAfterError().showHelpAfterError('(--help lists what is allowed)');
}

try {
  // the same words whichever program runs it: Electron as Node has no other place for them
  await program.parseAsync(process.argv, { from: 'node' });
} catch (error) {
  // commander has already written its sentence; help and version end with 0
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    printFailure(failure(error));
    process.exitCode = 1;
  }
}
