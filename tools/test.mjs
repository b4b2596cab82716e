import { parseArgs } from 'node:util';
import { runStage, stageGroups, stages } from './checks/stages.mjs';
import { closingLine, failureLines, isSuccess, oneFailed, sumOf } from './checks/test-count.mjs';
import { hasDisplay } from './launch/display.mjs';
import { repositoryRoot as root } from './launch/repository-root.mjs';
import { tensorflowEnvironment } from './launch/tensorflow-environment.mjs';
import { ensureInstallation } from './setup/installation.mjs';
import { Progress } from './setup/progress.mjs';
import { runEntry, SetupFault } from './setup/setup-fault.mjs';

/**
 * The stages that `--only name,name` names, with those that they need; all by default.
 * @param {readonly string[]} parameters
 */
function chosenStages(parameters) {
  const { only } = parseArgs({ args: [...parameters], options: { only: { type: 'string' } } }).values;
  if (only === undefined) return stages;
  const names = only.split(',');
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    throw new SetupFault(
      `There is no stage ${unknown.join(', ')}.`,
      `These are known: ${stages.map(({ name }) => name).join(', ')}.`,
    );
  }
  const wanted = stages.filter(({ name }) => names.includes(name));
  const before = wanted.flatMap(({ after }) => after);
  return stages.filter(({ name }) => names.includes(name) || before.includes(name));
}

await runEntry(async () => {
  const chosen = chosenStages(process.argv.slice(2));
  const has = (/** @type {string} */ name) => chosen.some((stage) => stage.name === name);
  const progress = new Progress();
  const environment = tensorflowEnvironment(process.env);
  const needs = { tensorflow: /** @type {const} */ ('required'), electron: has('e2e'), newerNode: has('newer-node') };
  const installation = await ensureInstallation({
    root,
    environment,
    progress,
    needs: { ...needs, virtualDisplay: needs.electron && !hasDisplay(environment) },
  });
  if (installation.electronNotice !== undefined) progress.note(installation.electronNotice);
  let interrupted = false;
  process.on('SIGINT', () => (interrupted = true));
  /** @type {Map<string, import('./checks/test-count.mjs').TestCount>} */
  const counts = new Map();
  const run = async (/** @type {import('./checks/stages.mjs').Stage} */ stage) => {
    const broken = stage.after.find((name) => (counts.get(name)?.failed ?? 0) > 0);
    progress.note(`\n== ${stage.title}${broken === undefined ? '' : `: impossible, as the stage ${broken} failed`}`);
    const startedAt = Date.now();
    const count =
      broken === undefined ? await runStage(stage, { root, environment, progress, installation }) : oneFailed;
    counts.set(stage.name, count);
    progress.note(`== ${stage.title}: ${closingLine(count)} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
  };
  for (const group of stageGroups(chosen)) {
    if (!interrupted) await Promise.all(group.map(run));
  }
  const ended = chosen.flatMap(({ name, title }) => {
    const count = counts.get(name);
    return count === undefined ? [] : [{ title, count }];
  });
  for (const line of failureLines(ended)) process.stdout.write(`${line}\n`);
  const total = sumOf(ended.map(({ count }) => count));
  process.stdout.write(`${closingLine(total)}\n`);
  if (interrupted) return 130;
  return isSuccess(total) ? 0 : 1;
});
