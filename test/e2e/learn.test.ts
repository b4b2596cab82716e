import { expect, test } from 'vitest';
import { brokenInEitherTheme, brokenRules } from './accessibility';
import { keptStudio } from './kept-studio';
import { runState, train, waitUntilReady } from './studio-window';
import { chooseLanguage, setSize } from './window-look';

const shared = keptStudio();

test('the panel that teaches speaks of what is on screen, and is there after a restart', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1600, 900);
  await waitUntilReady(studio);
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Learn' });
  await page.getByRole('radio', { name: 'Wasserstein GP 28' }).check({ force: true });
  await panel.getByRole('button', { name: 'The loss in use' }).click();
  await panel.getByRole('math', { name: /^L_D = .*10 · E_x̂/ }).waitFor();
  await page.getByRole('button', { name: 'Open editor' }).click();
  await page.getByRole('button', { name: /Transposed conv 64, k4/ }).click();
  await panel.getByRole('button', { name: 'The size of a layer' }).waitFor();
  await panel.getByRole('math', { name: /^\(8−1\)·2−2·1 \+ 4|\(8−1\)/ }).waitFor();

  const again = await studio.restart();
  await again.page.getByRole('complementary', { name: 'Learn' }).waitFor();
});

test('while a run trains, the half-steps that moved are lit in Algorithm 1', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1600, 900);
  await waitUntilReady(studio);
  await train(studio);
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Learn' });
  await expect.poll(() => panel.locator('li[aria-current="step"]').count()).toBeGreaterThan(1);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await runState(page, 'Stopped').waitFor();
});

test('the panel is free of accessibility faults in both themes and languages, and fits the narrow window', async () => {
  const studio = await shared();
  await waitUntilReady(studio);
  await studio.page.getByRole('button', { name: 'Learn', exact: true }).click();
  await studio.page.getByRole('complementary', { name: 'Learn' }).waitFor();
  expect(await brokenInEitherTheme(studio.page)).toEqual([]);
  await chooseLanguage(studio, 'zh-CN');
  await setSize(studio, 1024, 700);
  expect(await brokenRules(studio.page)).toEqual([]);
});
