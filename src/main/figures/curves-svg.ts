import { escapeMarkup } from './markup';
import type { Drawing, Stroke, Words } from './curve-drawing';

const colours = { generator: '#a64604', discriminator: '#0a63b8', axis: '#5f636a', title: '#17181a' } as const;

export interface SvgOptions {
  /** What it shows, for those who do not see it. */
  readonly title: string;
  /** Whether it has a white ground; else what is behind it shows. */
  readonly hasGround: boolean;
  /** Size on paper; pixels where it is left out. */
  readonly millimetres?: { readonly width: number; readonly height: number };
  /** What the file says of where it comes from. */
  readonly text?: Readonly<Record<string, string>>;
}

/** A drawing as SVG 1.1, without style sheets, so that it shows wherever those are forbidden. */
export function drawingToSvg(drawing: Drawing, { title, hasGround, millimetres, text }: SvgOptions): string {
  const { width, height } = drawing;
  const size = millimetres
    ? `width="${millimetres.width}mm" height="${millimetres.height}mm"`
    : `width="${width}" height="${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ${size} role="img" font-family="system-ui, 'Segoe UI', 'PingFang SC', 'Noto Sans', sans-serif" font-size="12">`,
    `<title>${escapeMarkup(title)}</title>`,
    ...(text ? [`<metadata>${escapeMarkup(JSON.stringify(text))}</metadata>`] : []),
    ...(hasGround ? [`<rect width="${width}" height="${height}" fill="#ffffff"/>`] : []),
    ...drawing.strokes.map(strokeToSvg),
    ...drawing.words.map(wordsToSvg),
    '</svg>',
  ].join('\n');
}

function strokeToSvg({ owner, points, width, opacity }: Stroke): string {
  const path = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  return `<polyline class="${owner}" points="${path}" fill="none" stroke="${colours[owner]}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linejoin="round"/>`;
}

function wordsToSvg({ text, owner, x, y, anchor }: Words): string {
  const weight = owner === 'axis' ? '' : ' font-weight="600"';
  return `<text class="${owner}" x="${round(x)}" y="${round(y + 4)}" text-anchor="${anchor}" fill="${colours[owner]}"${weight}>${escapeMarkup(text)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
