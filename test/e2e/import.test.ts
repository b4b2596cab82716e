import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { Studio } from '../../src/shared/ipc';
import { keptStudio } from './kept-studio';
import { waitUntilReady } from './studio-window';

const shared = keptStudio();

const fixture = (name: string): string => resolve('test', 'fixtures', 'import', name);

test('a dropped file is told, imported by the workbench and read as a run', async () => {
  const studio = await shared();
  await waitUntilReady(studio);
  const recognise = (path: string): Promise<unknown> =>
    studio.page.evaluate(
      (file) => (window as unknown as { studio: Studio }).studio.request('file:recognise', file),
      path,
    );
  const importFile = (path: string): Promise<unknown> =>
    studio.page.evaluate(
      (file) => (window as unknown as { studio: Studio }).studio.request('file:import', file, { candidate: null }),
      path,
    );
  expect(await recognise(fixture('G.ckpt'))).toMatchObject({
    ok: true,
    value: { kind: 'weights', format: 'pytorch-old', candidates: [{ id: 'mlp-tutorial', exact: true }], problem: null },
  });
  expect(await recognise(fixture('windows.keras'))).toMatchObject({ ok: true, value: { format: 'keras' } });
  expect(await recognise(fixture('whole_model.pt'))).toMatchObject({
    ok: false,
    code: 'file-unreadable',
    message: expect.stringContaining('torch.nn.modules.container.Sequential') as string,
  });
  const imported = (await importFile(fixture('G.ckpt'))) as { ok: true; value: { runId: string } };
  expect(imported).toMatchObject({ ok: true, value: { created: true } });
  const read = await studio.page.evaluate(
    (runId) => (window as unknown as { studio: Studio }).studio.request('run:read', runId),
    imported.value.runId,
  );
  expect(read).toMatchObject({ ok: true, value: { summary: { preset: 'mlp-tutorial', state: 'stopped', step: 0 } } });
});
