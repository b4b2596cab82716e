import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('signals that arrive while matrices are multiplied are handled and harm nothing', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'matrix-loop.mjs'), '4'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  const poke = setInterval(() => child.kill('SIGUSR2'), 1);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(poke);
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  const { handled } = JSON.parse(output.split('\n')[1] ?? '') as { handled: number };
  expect(handled).toBeGreaterThan(100);
}, 30_000);
