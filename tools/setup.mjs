import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { hasDisplay } from './launch/display.mjs';
import { repositoryRoot } from './launch/repository-root.mjs';
import { ensureInstallation } from './setup/installation.mjs';
import { Progress } from './setup/progress.mjs';
import { runEntry, SetupFault } from './setup/setup-fault.mjs';

const help = `Usage: npm run setup -- [options]

Installs the npm packages, native TensorFlow and Electron, and tells what this system lacks.

  --cpu                        TensorFlow for the processor (the default)
  --gpu                        TensorFlow with CUDA 12.9, Linux x64 only (3.4 GB)
  --official-tensorflow        the older TensorFlow of the JavaScript package's own installer
  --install-system-libraries   install missing Debian packages with apt-get (root only)
  --help                       this text
`;

/**
 * @param {readonly string[]} parameters
 */
function parseOptions(parameters) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        cpu: { type: 'boolean', default: false },
        gpu: { type: 'boolean', default: false },
        'official-tensorflow': { type: 'boolean', default: false },
        'install-system-libraries': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (thrown) {
    throw new SetupFault(thrown instanceof Error ? thrown.message : String(thrown), 'See `npm run setup -- --help`.');
  }
}

/**
 * @param {ReturnType<typeof parseOptions>} options
 * @returns {import('./setup/tensorflow-choice.mjs').TensorflowKind | undefined}
 */
function wishedTensorflow(options) {
  if (Number(options.cpu) + Number(options.gpu) + Number(options['official-tensorflow']) > 1) {
    throw new SetupFault('--cpu, --gpu and --official-tensorflow exclude each other.', 'Name one of them.');
  }
  if (options.cpu) return 'cpu';
  if (options.gpu) return 'gpu';
  return options['official-tensorflow'] ? 'official' : undefined;
}

/** Whether the kernel has an NVIDIA driver, its own or that of Windows below it. */
function hasNvidiaDriver() {
  return ['/proc/driver/nvidia/version', '/dev/dxg'].some((path) => existsSync(path));
}

await runEntry(async () => {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const progress = new Progress();
  const installation = await ensureInstallation({
    root: repositoryRoot,
    environment: process.env,
    progress,
    needs: {
      tensorflow: 'required',
      electron: true,
      virtualDisplay: !hasDisplay(process.env) && options['install-system-libraries'],
      newerNode: false,
    },
    wishes: {
      tensorflow: wishedTensorflow(options),
      retryDownload: true,
      installSystemLibraries: options['install-system-libraries'],
    },
  });
  if (installation.electronNotice !== undefined) progress.note(installation.electronNotice);
  if (installation.systemFault !== undefined) {
    progress.note(`${installation.systemFault.message}\n${installation.systemFault.cure}`);
  }
  if (options.gpu && !hasNvidiaDriver()) {
    progress.note('No NVIDIA driver was found here: until there is one, TensorFlow computes on the processor.');
  }
  progress.note(`Everything is in place; the shared parts lie in ${installation.cache}.`);
  return 0;
});
