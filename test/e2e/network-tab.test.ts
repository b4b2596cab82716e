import { expect, test } from 'vitest';
import { brokenInEitherTheme } from './accessibility';
import { sharedShortRuns } from './short-run';
import { chooseLanguage, setSize } from './window-look';

const shortRun = sharedShortRuns();

test('both networks stand as a graph, with the spread of weights and, on demand, of gradients', async () => {
  const studio = await shortRun('Quick digits', 'Network');
  const { page } = studio;
  await page
    .getByRole('region', { name: 'Both networks' })
    .getByRole('button', { name: /Generator.*Transposed conv/ })
    .first()
    .waitFor();
  const layers = page.getByRole('region', { name: 'Layers' });
  await layers.getByRole('img', { name: /^up1, weight: 131,072 numbers from/ }).waitFor();
  expect(await layers.getByRole('img', { name: /^Gradient of/ }).count()).toBe(0);
  await layers.getByRole('button', { name: 'Measure gradients' }).click();
  await layers
    .getByRole('img', { name: /^Gradient of up1, weight/ })
    .first()
    .waitFor();
  await layers.getByText('Gradients of the next 32 images').waitFor();
});

test('the activations of a sample are shown layer by layer, from the graph and from the list, in both languages', async () => {
  const studio = await shortRun('Conditional GAN 28', 'Network');
  const { page } = studio;
  await page.getByText('Pick a layer').waitFor();
  const layers = page.getByRole('region', { name: 'Layers' });
  const tanh = layers.getByRole('button', { name: /^Tanh/ });
  await tanh.click();
  await page.getByRole('img', { name: /^Tanh tanh: / }).waitFor();
  expect(await tanh.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('term').getByText('highest').waitFor();

  const graph = page.getByRole('region', { name: 'Both networks' });
  await graph
    .getByRole('button', { name: /Discriminator.*Leaky ReLU/ })
    .first()
    .press('Enter');
  await page.getByRole('img', { name: /^Leaky ReLU/ }).waitFor();

  expect(await brokenInEitherTheme(page)).toEqual([]);
  await chooseLanguage(studio, 'zh-CN');
  await page.getByRole('button', { name: '测量梯度' }).waitFor();
  await setSize(studio, 1024, 700);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
});
