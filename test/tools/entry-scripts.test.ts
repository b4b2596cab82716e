import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sourceDigest } from '../../tools/launch/build.mjs';
import { temporaryFolder } from '../temporary-folder';
import { fakeProgram } from './fake-program';

const printArguments =
  'console.log(JSON.stringify({ parameters: process.argv.slice(2), log: process.env.TF_CPP_MIN_LOG_LEVEL }));';

/**
 * A clone with the real tools, the packages of this one, and a built app that prints the arguments it is started with. Its npm
 * fails, so that nothing is installed in its name.
 */
async function builtClone(
  app = printArguments,
): Promise<{ readonly root: string; readonly environment: NodeJS.ProcessEnv }> {
  const root = await temporaryFolder();
  await cp(resolve('tools'), join(root, 'tools'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await cp(resolve(file), join(root, file));
  await symlink(resolve('node_modules'), join(root, 'node_modules'), 'dir');
  await mkdir(join(root, 'out', 'main'), { recursive: true });
  await writeFile(join(root, 'out', 'main', 'cli.js'), app);
  await writeFile(join(root, 'out', 'main', 'index.js'), '');
  await writeFile(join(root, 'out', '.build-stamp'), await sourceDigest(root));
  const npm = join(root, 'npm-cli.js');
  await writeFile(
    npm,
    "console.error('npm error code EAI_AGAIN\\nnpm error no network in this test'); process.exit(1);",
  );
  const left = ['DISPLAY', 'WAYLAND_DISPLAY', 'CI', 'INIT_CWD'];
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.includes(name)));
  return { root, environment: { ...rest, npm_execpath: npm } };
}

function run(root: string, script: string, parameters: readonly string[], environment: NodeJS.ProcessEnv) {
  return spawnSync(process.execPath, [join(root, 'tools', script), ...parameters], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  });
}

/** The line of JSON that the app printed. */
const printed = (stdout: string): unknown => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

describe.skipIf(process.platform !== 'linux')('npm start', () => {
  it('without a display says so and trains the quick preset for a minute in the terminal', async () => {
    const { root, environment } = await builtClone();
    const { status, stdout, stderr } = run(root, 'start.mjs', [], environment);
    expect(stderr).toMatch(/^There is no display here: training the preset quick-digits for a minute in the terminal/m);
    expect(printed(stdout)).toEqual({ parameters: ['train', '--preset', 'quick-digits', '--minutes', '1'], log: '2' });
    expect(status).toBe(0);
  });

  it('with a display starts Electron on this folder and gives its exit code', async () => {
    const { root, environment } = await builtClone();
    await fakeProgram(join(root, 'electron'), 'electron', 'printf "%s\\n" "$@"; exit 9');
    const shown = { ...environment, DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: join(root, 'electron') };
    const { status, stdout } = run(root, 'start.mjs', ['--runs', 'there'], shown);
    const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    expect(stdout.trim().split('\n')).toEqual([...switches, root, '--runs', 'there']);
    expect(status).toBe(9);
  });

  it('that cannot install ends with a sentence and a cure, without a stack', async () => {
    const { root, environment } = await builtClone();
    const folder = await temporaryFolder();
    for (const name of ['tools', 'package.json', 'package-lock.json'])
      await cp(join(root, name), join(folder, name), { recursive: true });
    const { status, stdout, stderr } = run(folder, 'start.mjs', [], environment);
    expect(stderr).toContain('npm could not install the packages: EAI_AGAIN, no network in this test.');
    expect(stderr).toContain('Check the network');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });

  it('with a cache folder that cannot be made ends with its name', async () => {
    const { root, environment } = await builtClone();
    const cache = join(root, 'package.json', 'cache');
    const { status, stderr } = run(root, 'start.mjs', [], { ...environment, GAN_STUDIO_CACHE: cache });
    expect(stderr).toContain(`The cache folder ${cache} cannot be written to`);
    expect(status).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('npm run cli', () => {
  it('prints nothing of its own on standard output, and passes arguments, folder and exit code on', async () => {
    const { root, environment } = await builtClone(
      `import { writeFileSync } from 'node:fs'; ${printArguments} writeFileSync('here', ''); process.exit(3);`,
    );
    const elsewhere = await temporaryFolder();
    const { status, stdout } = run(root, 'cli.mjs', ['train', '--json', '--set', 'a=b c'], {
      ...environment,
      INIT_CWD: elsewhere,
    });
    expect(stdout.split('\n')).toHaveLength(2);
    expect(printed(stdout)).toMatchObject({ parameters: ['train', '--json', '--set', 'a=b c'] });
    expect(await readFile(join(elsewhere, 'here'), 'utf8')).toBe('');
    expect(status).toBe(3);
  });

  it('trains on the JavaScript backend where TensorFlow cannot be had and that was asked for, and only then', async () => {
    const { root, environment } = await builtClone();
    const bare = { ...environment, GAN_STUDIO_CACHE: join(root, 'empty-cache'), PATH: '' };
    const refused = run(root, 'cli.mjs', ['train'], bare);
    expect(refused.stderr).toMatch(/none of python3, python, pip3 and pip/);
    expect(refused.status).toBe(1);
    const accepted = run(root, 'cli.mjs', ['train', '--backend', 'js'], bare);
    expect(printed(accepted.stdout)).toMatchObject({ parameters: ['train', '--backend', 'js'] });
    expect(accepted.status).toBe(0);
    const told = run(root, 'cli.mjs', ['doctor'], bare);
    expect(told.stderr).toMatch(/none of python3, python, pip3 and pip/);
    expect(printed(told.stdout)).toMatchObject({ parameters: ['doctor'] });
  });
});

describe('npm run setup', () => {
  it('tells its options', () => {
    const { status, stdout } = run(resolve('.'), 'setup.mjs', ['--help'], process.env);
    expect(stdout).toContain('--gpu');
    expect(status).toBe(0);
  });

  it.each([
    [['--gpuu'], /Unknown option '--gpuu'/],
    [['--gpu', '--cpu'], /exclude each other/],
  ])('refuses %o in a sentence', (parameters, sentence) => {
    const { status, stderr } = run(resolve('.'), 'setup.mjs', parameters, process.env);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(1);
  });
});

describe('npm test', () => {
  it('refuses a stage that does not exist and names those that do', () => {
    const { status, stderr } = run(resolve('.'), 'test.mjs', ['--only', 'unit,unti'], process.env);
    expect(stderr).toMatch(/There is no stage unti\.\nThese are known: build, typecheck, unit, tools/);
    expect(status).toBe(1);
  });
});
