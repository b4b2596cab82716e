import { extname, resolve, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface Asset {
  /** Absolute path, inside the root. */
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file that an address of the app's scheme names.
 *
 * @param root absolute path of the folder that may be read
 * @returns null for whatever lies outside, has no known type or is not a clean path
 */
export function resolveAsset(root: string, address: string): Asset | null {
  const name = decode(new URL(address).pathname);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const path = resolve(root, `.${name}`);
  if (!path.startsWith(root + sep)) return null;
  const contentType = contentTypes[extname(path)];
  return contentType === undefined ? null : { path, contentType };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // a stray percent sign: no file of ours is named so
    return null;
  }
}
