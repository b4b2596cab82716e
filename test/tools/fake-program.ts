import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes an executable shell script of this name into a folder that a test puts on its PATH. */
export async function fakeProgram(folder: string, name: string, body: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nPATH=/usr/bin:/bin\n${body}\n`);
  await chmod(path, 0o755);
  return path;
}

/**
 * A `python3` whose pip runs `body` for a download, with the folder for the wheel in `$dest` and the wanted project in
 * `$project`. It logs each download beside itself in `pip.log`.
 */
export async function fakePip(folder: string, body: string): Promise<void> {
  await fakeProgram(
    folder,
    'python3',
    `shift 2
if [ "$1" = --version ]; then echo "pip 25.0 from a fixture"; exit 0; fi
while [ $# -gt 0 ]; do if [ "$1" = --dest ]; then dest=$2; fi; wanted=$1; shift; done
project=\${wanted%%==*}
echo "$wanted" >>"${join(folder, 'pip.log')}"
${body}`,
  );
}

/** A compiler that runs `body` with the file to be made in `$out`. */
export async function fakeCompiler(folder: string, name: string, body: string): Promise<void> {
  await fakeProgram(folder, name, `while [ $# -gt 0 ]; do if [ "$1" = -o ]; then out=$2; fi; shift; done\n${body}`);
}
