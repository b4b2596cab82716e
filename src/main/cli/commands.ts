import type { Command } from 'commander';

/** Each loads its own part of the studio alone: all of them together take a quarter of a second. In the order of the help. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  train: async () => (await import('./train')).trainCommand(),
  resume: async () => (await import('./resume')).resumeCommand(),
  branch: async () => (await import('./branch')).branchCommand(),
  checkpoints: async () => (await import('./checkpoints')).checkpointsCommand(),
  sample: async () => (await import('./sample')).sampleCommand(),
  interpolate: async () => (await import('./interpolate')).interpolateCommand(),
  tour: async () => (await import('./tour')).tourCommand(),
  judge: async () => (await import('./judge')).judgeCommand(),
  import: async () => (await import('./import')).importCommand(),
  export: async () => (await import('./export')).exportCommand(),
  sheet: async () => (await import('./sheet')).sheetCommand(),
  stages: async () => (await import('./stages')).stagesCommand(),
  animate: async () => (await import('./animate')).animateCommand(),
  curves: async () => (await import('./curves')).curvesCommand(),
  report: async () => (await import('./report')).reportCommand(),
  runs: async () => (await import('./runs')).runsCommand(),
  notes: async () => (await import('./notes')).notesCommand(),
  presets: async () => (await import('./presets')).presetsCommand(),
  describe: async () => (await import('./describe')).describeCommand(),
  dataset: async () => (await import('./dataset')).datasetCommand(),
  doctor: async () => (await import('./doctor')).doctorCommand(),
};

/** The command of that name alone; all where there is none, for help and for suggestions. */
export function commandsFor(name: string | undefined): Promise<readonly Command[]> {
  const asked = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  const wanted = asked ? [asked] : Object.values(commands);
  return Promise.all(wanted.map((load) => load()));
}
