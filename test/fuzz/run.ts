import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fuzzFormat } from './fuzz-format';
import { fuzzedFormats } from './formats';

const cases = Number(process.env['FUZZ_CASES'] ?? '100000');
const seed = Number(process.env['FUZZ_SEED'] ?? '1');
const only = process.env['FUZZ_ONLY'] ?? '';

/** In memory where the system has such a folder: a file is written for each case. */
const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'gan-studio-fuzz-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const formats = await fuzzedFormats(folder);

test.each(formats.filter(({ name }) => name.includes(only)).map((format) => [format.name, format] as const))(
  '%s',
  async (name, format) => {
    const { read, refused, slowest } = await fuzzFormat(format, cases, seed);
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    const counts = `${read} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms`;
    console.log(`${name}: ${cases} cases of seed ${seed}: ${counts}, at most ${memory} MB of memory so far`);
    expect(read + refused).toBe(cases);
  },
);
