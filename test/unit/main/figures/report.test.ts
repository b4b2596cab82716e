import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openFigureRun } from '../../../../src/main/figures/figure-run';
import { makeReport } from '../../../../src/main/figures/report';
import { reportPage } from '../../../../src/main/figures/report-page';
import { createRun } from '../../../../src/main/runs/create-run';
import { readRun } from '../../../../src/main/runs/read-run';
import { changeNotes } from '../../../../src/main/runs/run-notes';
import { metricsOf, newRun, samplesOf } from '../../../new-run';
import { temporaryFolder } from '../../../temporary-folder';

const work = { signal: new AbortController().signal, onProgress: () => undefined };

async function finishedRun(): Promise<string> {
  const writer = await createRun(newRun(join(await temporaryFolder(), 'runs')));
  for (const step of [200, 400]) await writer.writeSheet(samplesOf(step));
  await writer.appendMetrics(Array.from({ length: 400 }, (_, index) => metricsOf(index + 1)));
  return writer.folder;
}

test.each(['en', 'zh-CN'] as const)('a report in %s holds everything and asks for nothing', async (language) => {
  const folder = await finishedRun();
  await changeNotes(folder, { name: 'First <b>try</b>', notes: 'a & b' });
  const { html, notices } = await makeReport(await openFigureRun(folder), { kind: 'report', language }, work);
  expect(notices).toEqual([]);
  expect(html).toContain(`<html lang="${language}">`);
  expect(html).toContain('default-src &#39;none&#39;');
  expect(html).toContain('First &lt;b&gt;try&lt;/b&gt;');
  expect(html).toContain('a &amp; b');
  expect(html.match(/src="data:image\/png;base64,/g)).toHaveLength(2);
  expect(html).toContain('<polyline class="generator"');
  expect(html).not.toMatch(/<script|<link|<iframe|javascript:|(?:src|href)="(?!data:image\/png;base64,)/i);
});

/** Tags and attributes, without the text between and in them. */
function skeleton(html: string): readonly string[] {
  const body = html.slice(html.indexOf('<h1>'));
  return [...body.matchAll(/<\/?[a-z][^>]*>/gi)].map(([tag]) => tag.replace(/="[^"]*"/g, '=""'));
}

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    '\u202egnp.exe\u202c',
    '</title><h1>x',
    '&lt;b&gt;',
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
);

test('whatever a person calls a run, the page has the same tags', async () => {
  const run = await readRun(await finishedRun());
  const curves = { panels: [], axis: 'step', lastStep: 0, damagedLines: 0 } as const;
  const pageOf = (name: string, notes: string, tags: readonly string[], preset: string): string => {
    const summary = { ...run.summary, preset, dataSetName: name, notes: { ...run.summary.notes, name, notes, tags } };
    const recipe = { ...run.recipe, preset, data: { ...run.recipe.data, source: name } };
    const record = { ...run.record, reason: notes, notices: [name] };
    return reportPage({ run: { summary, recipe, record }, curves, sheets: [] }, 'en');
  };
  const expected = skeleton(pageOf('a', 'b', ['c'], 'd'));
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (name, notes, tag, preset) => {
      const page = pageOf(name, notes, [tag], preset);
      expect(skeleton(page)).toEqual(expected);
      expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 200 },
  );
});
