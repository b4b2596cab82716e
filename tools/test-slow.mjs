import { runVitest } from './checks/run-vitest.mjs';
import { closingLine, sumOf } from './checks/test-count.mjs';
import { ensureBuilt } from './launch/build.mjs';
import { hasDisplay, withDisplay } from './launch/display.mjs';
import { repositoryRoot as root } from './launch/repository-root.mjs';
import { tensorflowEnvironment } from './launch/tensorflow-environment.mjs';
import { ensureInstallation } from './setup/installation.mjs';
import { Progress } from './setup/progress.mjs';
import { runEntry, SetupFault } from './setup/setup-fault.mjs';

/**
 * What `npm test` cuts short or leaves out. `files`: parts of the names of the project's files.
 * @type {readonly { name: string, title: string, project: string, files: readonly string[] }[]}
 */
const suites = [
  {
    name: 'compiled',
    title: 'Every recipe compiled against eager over 200 steps',
    project: 'integration',
    files: ['compiled-equals-eager'],
  },
  {
    name: 'tensorboard',
    title: 'Event files read by TensorBoard itself',
    project: 'slow',
    files: ['tensorboard-reads-a-run'],
  },
  {
    name: 'kills',
    title: 'Two hundred kills, and a training suspended for 20 s',
    project: 'integration',
    files: ['cli/kills', 'cli/bad-disks'],
  },
  {
    name: 'judge',
    title: 'The judge trains its classifier and it reads 99 % of the test images',
    project: 'slow',
    files: ['judge-trains-its-classifier'],
  },
  {
    name: 'export',
    title: 'Exported generators in PyTorch, onnxruntime and Keras',
    project: 'slow',
    files: ['export-in-real-frameworks'],
  },
  {
    name: 'classes',
    title: 'Conditional presets give the class asked for after two epochs',
    project: 'slow',
    files: ['classes-asked-for'],
  },
  {
    name: 'tutorial',
    title: 'The tutorial recipe ends as the tutorial does',
    project: 'slow',
    files: ['mlp-tutorial'],
  },
  {
    name: 'soak',
    title: 'Half an hour of training, scrubbing, exploring, comparing and exporting',
    project: 'slow',
    files: ['soak'],
  },
];

/** @param {readonly string[]} names all suites where there are none */
function chosenSuites(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    throw new SetupFault(
      `There is no slow suite ${unknown.join(', ')}.`,
      `These are known: ${suites.map(({ name }) => name).join(', ')}.`,
    );
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

await runEntry(async () => {
  const chosen = chosenSuites(process.argv.slice(2));
  const progress = new Progress();
  const environment = { ...tensorflowEnvironment(process.env), GAN_STUDIO_SLOW: '1' };
  const inWindow = chosen.some(({ name }) => name === 'soak');
  const installation = await ensureInstallation({
    root,
    environment,
    progress,
    needs: {
      tensorflow: 'required',
      electron: inWindow,
      virtualDisplay: inWindow && !hasDisplay(environment),
      newerNode: false,
    },
  });
  if (installation.electronNotice !== undefined) progress.note(installation.electronNotice);
  if (installation.systemFault !== undefined) throw installation.systemFault;
  await ensureBuilt({ root, environment, progress });
  const counts = [];
  for (const { title, project, files } of chosen) {
    progress.note(`\n== ${title}`);
    const run = (/** @type {NodeJS.ProcessEnv} */ shown) =>
      runVitest(project, { root, environment: shown, parameters: files });
    counts.push(await (inWindow ? withDisplay(environment, run) : run(environment)));
  }
  const total = sumOf(counts);
  process.stdout.write(`${closingLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
