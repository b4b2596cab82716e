import { cp, lstat, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const copyMark = '.copied-from';

/**
 * Makes `link` show the folder `target`: as a symbolic link (a junction on Windows), or as a copy where links cannot be
 * made. Whatever was at `link` before is replaced. Cheap where it is in place already.
 * @param {string} target absolute path of a folder
 * @param {string} link
 */
export async function linkFolder(target, link) {
  if (await shows(target, link)) return;
  await rm(link, { recursive: true, force: true });
  await mkdir(dirname(link), { recursive: true });
  try {
    await symlink(target, link, process.platform === 'win32' ? 'junction' : 'dir');
  } catch (thrown) {
    const code = /** @type {NodeJS.ErrnoException} */ (thrown).code ?? '';
    // Another start of the same clone linked it in this moment.
    if (code === 'EEXIST' && (await shows(target, link))) return;
    if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'UNKNOWN'].includes(code)) throw thrown;
    await cp(target, link, { recursive: true, dereference: true });
    await writeFile(join(link, copyMark), target);
  }
}

/**
 * @param {string} target
 * @param {string} link
 */
async function shows(target, link) {
  const found = await lstat(link).catch(() => undefined);
  if (found === undefined) return false;
  if (found.isSymbolicLink()) return (await readlink(link)) === target;
  const source = await readFile(join(link, copyMark), 'utf8').catch(() => undefined);
  return source === target;
}
