import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * @param {string} path
 * @returns {Promise<string>} SHA-256 in hexadecimal
 */
export async function sha256OfFile(path) {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * @param {string | Buffer} content
 * @returns {string} SHA-256 in hexadecimal
 */
export function sha256Of(content) {
  return createHash('sha256').update(content).digest('hex');
}
