import { access, constants, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { failure } from '../../shared/result';
import type { Device } from '../../shared/run';
import { openDataSet } from '../data/open-data-set';
import { whyNotCompiled } from '../gan/compile/self-test';
import { mixedPrecisionGain } from '../gan/mixed-precision';
import { startTensorFlow, tensorFlowVersion } from '../gan/tensorflow';
import { ensureFolder } from '../runs/ensure-folder';
import { cacheFolder, defaultRunsFolder } from '../runs/locations';
import { inWords, worded } from '../../shared/wording/worded';

/** One line of the doctor's report. */
export interface Finding {
  readonly name: string;
  readonly state: 'fine' | 'notice' | 'fault';
  readonly value: string;
  /** What to do, one sentence; only where something is amiss. */
  readonly cure?: string;
}

const oldestNode = [20, 19] as const;
const leastMemory = 4 * 2 ** 30;
const leastDisk = 2 * 2 ** 30;

/** Looks at everything that the studio needs, one after another; never throws, a fault is a finding. */
export async function examineMachine(): Promise<readonly Finding[]> {
  const findings = [nodeVersion(), await electron(), ...(await tensorFlow()), processor(), memory(), display()];
  return [
    ...findings,
    await mnist(),
    await folder('cache folder', cacheFolder(), 'GAN_STUDIO_CACHE'),
    await folder('runs folder', defaultRunsFolder(), 'GAN_STUDIO_RUNS'),
  ];
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const value = process.versions.node;
  if (fits) return { name: 'Node', state: 'fine', value };
  return { name: 'Node', state: 'fault', value, cure: `Install Node ${oldestNode.join('.')} or newer.` };
}

async function electron(): Promise<Finding> {
  const name = 'Electron';
  try {
    const require = createRequire(import.meta.url);
    const packageFile = require.resolve('electron/package.json');
    const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { readonly version: string };
    const home = dirname(packageFile);
    const executable = (await readFile(join(home, 'path.txt'), 'utf8')).trim();
    await access(join(home, 'dist', executable), constants.X_OK);
    const found = (await readFile(join(home, 'dist', 'version'), 'utf8')).trim().replace(/^v/, '');
    if (found === version) return { name, state: 'fine', value: version };
    return { name, state: 'notice', value: `${found}; package.json names ${version}, which could not be downloaded.` };
  } catch (error) {
    const value = `no program found (${failure(error).message}).`;
    return { name, state: 'fault', value, cure: 'Run `npm run setup`; it tells what is in the way.' };
  }
}

async function tensorFlow(): Promise<readonly Finding[]> {
  try {
    const device = await startTensorFlow({ backend: 'tensorflow' });
    return [
      { name: 'TensorFlow', state: 'fine', value: tensorFlowVersion() },
      { name: 'device', state: 'fine', value: `${device.kind.toUpperCase()}: ${device.name}` },
      { name: 'threads', state: 'fine', value: String(device.threads) },
      execution(),
      await mixedPrecision(device),
    ];
  } catch (error) {
    const cure = 'Run `npm run setup`; until then only `train --backend js` works, many times slower.';
    return [{ name: 'TensorFlow', state: 'fault', value: failure(error).message, cure }];
  }
}

/** Compiles a network of one layer, because what compiles here compiles in a run. */
function execution(): Finding {
  const name = 'execution';
  const reason = whyNotCompiled();
  if (reason === null) return { name, state: 'fine', value: 'compiled: a training step runs as one graph' };
  const cure = 'Training works op by op, several times slower; `npm run setup` lays out a TensorFlow that compiles.';
  return { name, state: 'notice', value: `op by op (${reason}).`, cure };
}

async function mixedPrecision(device: Device): Promise<Finding> {
  const name = 'mixed precision';
  switch (await mixedPrecisionGain(device)) {
    case 'gains':
      return { name, state: 'fine', value: 'gains time here: `--set precision=mixed`' };
    case 'loses':
      return { name, state: 'fine', value: `${inWords(worded('notice.mixedSlower'), 'en')} Keep the default.` };
    case 'unknown':
      return { name, state: 'fine', value: 'not known here; try `--set precision=mixed` and compare the steps/s' };
  }
}

function processor(): Finding {
  const [first] = cpus();
  return { name: 'processor', state: 'fine', value: `${first?.model.trim() ?? 'unknown'}, ${cpus().length} threads` };
}

function memory(): Finding {
  const value = `${gigabytes(freemem())} free of ${gigabytes(totalmem())}`;
  if (freemem() >= leastMemory) return { name: 'memory', state: 'fine', value };
  return { name: 'memory', state: 'notice', value: `${value}.`, cure: 'Close other programs before training.' };
}

function display(): Finding {
  const name = 'display';
  if (process.platform !== 'linux') return { name, state: 'fine', value: 'the desktop of this system' };
  const shown = process.env['WAYLAND_DISPLAY'] ?? process.env['DISPLAY'];
  if (shown) return { name, state: 'fine', value: shown };
  const cure = 'The window needs a desktop session, or Xvfb; training works here from the command line.';
  return { name, state: 'notice', value: 'none.', cure };
}

async function mnist(): Promise<Finding> {
  try {
    const { training, test } = await openDataSet('mnist');
    return { name: 'MNIST', state: 'fine', value: `${training.count} + ${test?.count ?? 0} images` };
  } catch (error) {
    return { name: 'MNIST', state: 'fault', value: failure(error).message };
  }
}

/** Tries to write, because permission bits lie on read-only disks and for root. */
async function folder(name: string, path: string, variable: string): Promise<Finding> {
  const probe = join(path, `.doctor-${process.pid}`);
  try {
    await ensureFolder(path);
    await writeFile(probe, 'probe');
    await rm(probe);
    const { bavail, bsize } = await statfs(path);
    const free = bavail * bsize;
    const value = `${path}, ${gigabytes(free)} free`;
    if (free >= leastDisk) return { name, state: 'fine', value };
    return { name, state: 'notice', value: `${value}.`, cure: 'Make room, or runs will stop when the disk is full.' };
  } catch (error) {
    const value = `${path} cannot be written (${failure(error).message}).`;
    return { name, state: 'fault', value, cure: `Make it writable, or name another folder in ${variable}.` };
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
