import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../../src/renderer/i18n/messages/en.json';
import zh from '../../../../src/renderer/i18n/messages/zh-CN.json';
import { presets } from '../../../../src/shared/presets';
import { errorCodes } from '../../../../src/shared/studio-error';

type Tree = { readonly [key: string]: string | Tree };

function flatten(tree: Tree, prefix = ''): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const english = flatten(en);
const chinese = flatten(zh);
const groups = Object.keys(en).join('|');

/** All but the knobs, which hold paths of recipes: some look like keys. */
async function sources(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name) && !/knobs$/.test(entry.parentPath),
  );
  return (await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')))).join('\n');
}

/** Keys written out, and patterns of keys that are put together: `state.${phase}` stands for every key of `state`. */
async function usedKeys(): Promise<{ written: ReadonlySet<string>; patterns: readonly RegExp[] }> {
  const code = await sources('src/renderer');
  const written = [...code.matchAll(new RegExp(`(?:'|keypath=")((?:${groups})\\.[\\w.-]+)['"]`, 'g'))].map(
    ([, key = '']) => key,
  );
  const templates = [...code.matchAll(new RegExp(`\`((?:${groups})\\.[^\`]*\\$\\{[^\`]+)\``, 'g'))];
  const patterns = templates.map(([, template = '']) => {
    const parts = template.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'));
    return new RegExp(`^${parts.join('[\\w-]+')}$`);
  });
  return { written: new Set(written), patterns };
}

test('no key is missing in a language', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
});

test('every key that the window uses exists', async () => {
  const { written, patterns } = await usedKeys();
  expect([...written].filter((key) => !english.has(key))).toEqual([]);
  const leadNowhere = patterns.filter((pattern) => ![...english.keys()].some((key) => pattern.test(key)));
  expect(leadNowhere).toEqual([]);
  expect(written.size).toBeGreaterThan(100);
});

test('every key is used by the window', async () => {
  const { written, patterns } = await usedKeys();
  const unused = [...english.keys()].filter(
    (key) => !written.has(key) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(unused).toEqual([]);
});

test('no text is empty, and both languages fill in the same values', () => {
  const placeholders = (text: string): readonly string[] =>
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort();
  for (const [key, text] of english) {
    expect(text.trim(), key).not.toBe('');
    expect(placeholders(chinese.get(key) ?? ''), key).toEqual(placeholders(text));
  }
});

/** Names and notation that are the same in both languages. */
const sameInBoth = [
  'preset.dcgan-28.name',
  'preset.dcgan-64.name',
  'preset.acgan-28.name',
  'preset.wgan-28.name',
  'preset.wgan-gp-28.name',
  'difference.added',
  'difference.removed',
  'layer.relu',
  'layer.leakyRelu',
  'layer.tanh',
  'layer.sigmoid',
  'layer.softplus',
  'layer.dropout',
  'objective.r1',
  'objective.wasserstein',
  'gallery.kind',
  'gallery.shape',
  'knobs.label.beta1',
  'knobs.label.beta2',
  'knobs.label.alpha',
  'knobs.label.epsilon',
  'explore.dimension',
  'explore.ema',
  'explore.probability',
  'facts.networkCounts',
  'facts.float32',
  'run.presetAndData',
  'runList.withDuration',
  'about.electron',
];

test('no text was left in English', () => {
  const untranslated = [...english].filter(([key, text]) => chinese.get(key) === text).map(([key]) => key);
  expect(untranslated.sort()).toEqual([...sameInBoth].sort());
});

test('every preset has a name and a line, and every kind of failure a headline', () => {
  for (const { preset } of presets) {
    expect(english.has(`preset.${preset}.name`), preset).toBe(true);
    expect(english.has(`preset.${preset}.line`), preset).toBe(true);
  }
  expect(Object.keys(en.problem).sort()).toEqual([...errorCodes].sort());
});
