import { ensureBuilt } from '../launch/build.mjs';
import { withTwoDisplays } from '../launch/display.mjs';
import { runChild } from '../launch/run-child.mjs';
import { npmCommand } from '../setup/npm-command.mjs';
import { SetupFault } from '../setup/setup-fault.mjs';
import { runVitest } from './run-vitest.mjs';
import { noTests, oneFailed, onePassed } from './test-count.mjs';

/**
 * One stage of `npm test`.
 *
 * @typedef {object} Stage
 * @property {string} name as `--only` takes it
 * @property {string} title
 * @property {string} company neighbours of the same company run at the same time: each uses about one core, or what the others leave
 * @property {readonly string[]} after names of stages without whose success it makes no sense
 * @property {(context: StageContext) => Promise<import('./test-count.mjs').TestCount>} run
 *
 * @typedef {object} StageContext
 * @property {string} root
 * @property {NodeJS.ProcessEnv} environment
 * @property {import('../setup/progress.mjs').Progress} progress
 * @property {import('../setup/installation.mjs').Installation} installation
 */

/** @type {readonly Stage[]} */
export const stages = [
  { name: 'build', title: 'Build', company: 'build', after: [], run: build },
  { name: 'typecheck', title: 'Type check', company: 'quick', after: [], run: typecheck },
  { name: 'unit', title: 'Unit tests', company: 'quick', after: [], run: (context) => runVitest('unit', context) },
  {
    name: 'tools',
    title: 'Tests of the set-up',
    company: 'quick',
    after: [],
    run: (context) => runVitest('tools', context),
  },
  {
    name: 'integration',
    title: 'Integration tests',
    company: 'integration',
    after: ['build'],
    run: (context) => runVitest('integration*', context),
  },
  {
    name: 'newer-node',
    title: 'Integration tests on the newer Node',
    company: 'newer-node',
    after: ['build'],
    run: onNewerNode,
  },
  { name: 'lint', title: 'Lint', company: 'window', after: [], run: lintTree },
  { name: 'e2e', title: 'End-to-end tests', company: 'window', after: ['build'], run: endToEnd },
];

/**
 * Behind the tests of the window, which wait for much and leave it about a quarter of a core.
 * @param {StageContext} context
 */
async function lintTree({ root, environment }) {
  // it needs packages, which a bare clone does not have before its set-up
  const { lint } = await import('./lint.mjs');
  return asOneTest(await lint({ root, environment, yields: true }));
}

/** @param {StageContext} context */
async function typecheck({ root, environment }) {
  const command = [...npmCommand(environment), 'run', '--silent', 'typecheck'];
  return asOneTest(await runChild(command, { cwd: root, env: environment }));
}

/** @param {StageContext} context */
async function build(context) {
  await ensureBuilt(context);
  return onePassed;
}

/** Parts of the names of the test files that show whether a Node runs the studio: commands, processes, the native library's loading. */
const dependOnNode = ['cli/train', 'cli/dataset', 'gan/signals', 'gan/tensorflow'];

/** @param {StageContext} context */
async function onNewerNode({ root, environment, progress, installation }) {
  if (installation.newerNode === undefined) {
    progress.note('Left out: the registry carries no newer Node for this machine, or this Node is as new.');
    return noTests;
  }
  // The tests that take long and do not depend on the Node can tell by this variable that they ran already.
  const env = { ...environment, GAN_STUDIO_SECOND_NODE: '1' };
  return runVitest('integration', { root, environment: env, node: installation.newerNode, parameters: dependOnNode });
}

/** @param {StageContext} context */
async function endToEnd({ root, environment, installation }) {
  if (installation.systemFault !== undefined) throw installation.systemFault;
  return withTwoDisplays(environment, (shown) => runVitest('e2e', { root, environment: shown }));
}

/** @param {number} exitCode */
function asOneTest(exitCode) {
  return exitCode === 0 ? onePassed : oneFailed;
}

/**
 * Runs one stage; a fault of the machine is told and counts as a failure.
 * @param {Stage} stage
 * @param {StageContext} context
 * @returns {Promise<import('./test-count.mjs').TestCount>}
 */
export async function runStage(stage, context) {
  try {
    return await stage.run(context);
  } catch (thrown) {
    if (!(thrown instanceof SetupFault)) throw thrown;
    context.progress.note(`${thrown.message}\n${thrown.cure}`);
    return oneFailed;
  }
}

/**
 * Stages in the order they run in; those that run at the same time stand together.
 * @param {readonly Stage[]} chosen
 * @returns {readonly (readonly Stage[])[]}
 */
export function stageGroups(chosen) {
  /** @type {Stage[][]} */
  const groups = [];
  for (const stage of chosen) {
    const last = groups.at(-1);
    if (stage.company === last?.[0]?.company) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}
