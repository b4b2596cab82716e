import { noticesOf } from '../../shared/run-notices';
import { inWords as told } from '../../shared/wording/worded';
import type { RunDetails } from '../../shared/ipc';
import type { FigureOf } from '../../shared/figure';
import { describeNetwork, type Recipe } from '../../shared/recipe';
import type { NetworkRole } from '../../shared/network-problems';
import { recipeHash } from '../runs/recipe-hash';
import { drawCurves } from './curve-drawing';
import type { CurveLines } from './curve-lines';
import { drawingToSvg } from './curves-svg';
import { escapeMarkup } from './markup';
import { reportPolicy, reportStyle } from './report-style';
import { reportTexts, type ReportTexts } from './report-texts';

export interface ReportSheet {
  readonly step: number;
  /** The PNG file. */
  readonly bytes: Uint8Array;
}

export interface ReportContent {
  readonly run: Pick<RunDetails, 'summary' | 'recipe' | 'record'>;
  readonly curves: CurveLines;
  readonly sheets: readonly ReportSheet[];
}

/** A name and what stands beside it; left out where there is nothing. */
type Fact = readonly [name: string, value: string | null];

/** A page in one file: no script, no other file, nothing from anywhere else. */
export function reportPage(content: ReportContent, language: FigureOf<'report'>['language']): string {
  const { run, curves, sheets } = content;
  const texts = reportTexts[language];
  const name = runName(run);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeMarkup(reportPolicy)}">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(`${name} · ${texts.title}`)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${isolated(name)}</h1>
<p class="lead">${isolated(`${run.summary.preset} · ${run.summary.dataSetName}`)} · ${escapeMarkup(texts.title)}</p>
${section(texts.facts, factList(runFacts(content, texts, language === 'en' ? 'en' : 'zh')))}
${section(texts.curves, curvesMarkup(curves, texts))}
${section(texts.sheets, sheetsMarkup(sheets, texts))}
${section(texts.recipe, recipeMarkup(run.recipe, run.record, texts))}
${section(texts.machine, factList(machineFacts(content, texts)))}
</main>
</body>
</html>
`;
}

function runName({ summary }: ReportContent['run']): string {
  return summary.notes.name || `${summary.preset}, seed ${summary.seed}`;
}

/** A text of a person's: its direction ends where it ends. */
function isolated(text: string): string {
  return `<bdi>${escapeMarkup(text)}</bdi>`;
}

function section(title: string, markup: string): string {
  return `<section>\n<h2>${escapeMarkup(title)}</h2>\n${markup}\n</section>`;
}

function factList(facts: readonly Fact[]): string {
  const rows = facts.flatMap(([name, value]) =>
    value === null || value === '' ? [] : [`<dt>${escapeMarkup(name)}</dt><dd>${isolated(value)}</dd>`],
  );
  return `<dl>\n${rows.join('\n')}\n</dl>`;
}

function runFacts({ run }: ReportContent, texts: ReportTexts, language: 'en' | 'zh'): readonly Fact[] {
  const { summary, recipe, record } = run;
  const { parent } = record;
  return [
    [texts.state, texts.states[summary.state]],
    [texts.reason, record.wordedReason ? told(record.wordedReason, language) : record.reason],
    [texts.folder, summary.id],
    [texts.started, record.createdAt],
    [texts.steps, String(record.step)],
    [texts.epochs, record.epoch.toFixed(2)],
    [texts.seconds, `${record.seconds.toFixed(1)} s`],
    [texts.pace, record.stepsPerSecond.toFixed(2)],
    [texts.preset, recipe.preset],
    [texts.seed, String(recipe.seed)],
    [texts.recipeHash, recipeHash(recipe)],
    [texts.parent, parent && `${parent.run}, ${texts.atStep} ${parent.step}`],
    [texts.tags, summary.notes.tags.join(', ')],
    [texts.notes, summary.notes.notes],
    [
      texts.noticesTitle,
      noticesOf(record)
        .map((notice) => told(notice, language))
        .join('\n'),
    ],
  ];
}

function machineFacts({ run: { record } }: ReportContent, texts: ReportTexts): readonly Fact[] {
  const { device, versions } = record;
  const named = [
    `GAN Studio ${versions.studio}`,
    `TensorFlow ${versions.tensorflow}`,
    `Node ${versions.node}`,
    ...(versions.electron === null ? [] : [`Electron ${versions.electron}`]),
  ];
  return [
    [texts.device, device ? `${device.name} (${device.kind}, ${device.backend})` : texts.unknown],
    [texts.precision, record.precision],
    [texts.execution, record.execution],
    [texts.versions, named.join(', ')],
  ];
}

function curvesMarkup(curves: CurveLines, texts: ReportTexts): string {
  if (curves.panels.every(({ lines }) => lines.length === 0)) return `<p>${escapeMarkup(texts.noCurves)}</p>`;
  return drawingToSvg(drawCurves(curves, false), { title: texts.curves, hasGround: false });
}

function sheetsMarkup(sheets: readonly ReportSheet[], texts: ReportTexts): string {
  if (sheets.length === 0) return `<p>${escapeMarkup(texts.noSheets)}</p>`;
  const figures = sheets.map(({ step, bytes }) => {
    const caption = escapeMarkup(`${texts.sheetOfStep} ${step}`);
    const source = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
    return `<figure><img src="${source}" alt="${caption}"><figcaption>${caption}</figcaption></figure>`;
  });
  return `<div class="sheets">\n${figures.join('\n')}\n</div>`;
}

function recipeMarkup(recipe: Recipe, { dataSet }: RunDetails['record'], texts: ReportTexts): string {
  const { data, latent, classes, schedule, objective, optimisers, ema } = recipe;
  const facts: readonly Fact[] = [
    [texts.data, `${dataSet.name} (${data.source})`],
    [texts.images, dataSet.imageCount === 0 ? texts.unknown : String(dataSet.imageCount)],
    [texts.imageShape, `${data.side} × ${data.side} × ${data.channels}, ${data.range}`],
    [texts.latent, `${latent.size}, ${latent.distribution}`],
    [texts.classes, classes === null ? texts.noClasses : String(classes)],
    [texts.batch, String(schedule.batchSize)],
    [texts.objective, objective.kind],
    [texts.optimiserG, inWords(optimisers.generator)],
    [texts.optimiserD, inWords(optimisers.discriminator)],
    [texts.average, ema === null ? texts.none : String(ema.decay)],
  ];
  return [
    factList(facts),
    networkMarkup(recipe, 'generator', texts),
    networkMarkup(recipe, 'discriminator', texts),
    `<h3>${escapeMarkup(texts.wholeRecipe)}</h3>`,
    `<pre tabindex="0" role="region" aria-label="${escapeMarkup(texts.wholeRecipe)}">${escapeMarkup(JSON.stringify(recipe, null, 2))}</pre>`,
  ].join('\n');
}

/** `adam, learningRate 0.0002, beta1 0.5` */
function inWords(settings: object): string {
  const parts = Object.entries(settings).map(([name, value]) =>
    name === 'kind' ? String(value) : `${name} ${JSON.stringify(value)}`,
  );
  return parts.join(', ');
}

function networkMarkup(recipe: Recipe, role: NetworkRole, texts: ReportTexts): string {
  const { layers, parameterCount } = describeNetwork(recipe, role);
  const head = [texts.layer, texts.kind, texts.output].map((name) => `<th scope="col">${escapeMarkup(name)}</th>`);
  const rows = layers.map(({ layer, outputShape, parameterCount: count }) => {
    const cells = [layer.id, layer.kind, outputShape.join(' × ')].map((cell) => `<td>${escapeMarkup(cell)}</td>`);
    return `<tr>${cells.join('')}<td class="number">${count}</td></tr>`;
  });
  return `<h3 class="${role}-title">${escapeMarkup(texts[role])}</h3>
<table>
<thead><tr>${head.join('')}<th scope="col" class="number">${escapeMarkup(texts.parameters)}</th></tr></thead>
<tbody>
${rows.join('\n')}
<tr><th scope="row" colspan="3">${escapeMarkup(texts.total)}</th><td class="number">${parameterCount}</td></tr>
</tbody>
</table>`;
}
