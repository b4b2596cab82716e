import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { keptStudio } from './kept-studio';
import { putRun } from './trained-runs';
import { setSize } from './window-look';

const shared = keptStudio(async (folders) => {
  for (const run of ['digits', 'longer'] as const) await putRun(folders, run);
});

/** What can be on or off, by role and state. */
const states = ['aria-pressed', 'aria-checked', 'aria-selected', 'aria-current'] as const;

/**
 * In forced colours: each control that is on and looks, in every part that has a place of its own, like one of its kind that
 * is off. Backgrounds and shadows of one's own are gone there, so that what is told by them alone is told no more.
 */
function alike(page: Page, isWatched = true): Promise<readonly string[]> {
  return page.evaluate(
    ([names, watched]) => {
      const drawn = [
        'backgroundColor',
        'borderColor',
        'borderStyle',
        'borderWidth',
        'outlineStyle',
        'color',
        'opacity',
      ] as const;
      /** Colours, lines and symbols of an element and what is in it; neither its words nor its size. */
      const lookOf = (element: Element): string => {
        const parts = [element, ...element.querySelectorAll('*')].filter((part) => part.getClientRects().length > 0);
        return parts
          .filter((part) => part === element || part.children.length === 0 || ['svg', 'BUTTON'].includes(part.tagName))
          .map((part) => {
            const style = getComputedStyle(part);
            return [part.tagName, ...drawn.map((name) => style[name])].join(' ');
          })
          .sort()
          .join('\n');
      };
      const kindOf = (element: Element): string =>
        `${element.tagName} ${element.getAttribute('role') ?? ''} ${element.classList[0] ?? ''}`;
      const found: string[] = [];
      for (const name of names) {
        // a row of the run list that nobody watches is selected for the keyboard alone
        const isShown = (one: Element): boolean => one.getClientRects().length > 0;
        const shown = [
          ...document.querySelectorAll(`[${name}]${watched ? '' : ':not([role=row] *, [role=row])'}`),
        ].filter(isShown);
        const isOn = (one: Element): boolean => !['false', null].includes(one.getAttribute(name));
        const off = shown.filter((one) => !isOn(one) && document.activeElement !== one);
        for (const one of shown.filter(isOn)) {
          const twin = off.find((other) => kindOf(other) === kindOf(one) && lookOf(other) === lookOf(one));
          if (twin)
            found.push(
              `${name}: ${one.textContent.trim() || one.getAttribute('aria-label')} is on and looks like ${twin.textContent.trim() || twin.getAttribute('aria-label')}`,
            );
        }
      }
      return found;
    },
    [states, isWatched] as const,
  );
}

/** The look of one control, in forced colours. */
function look(control: Locator): Promise<string> {
  return control.evaluate((element) => {
    const { backgroundColor, borderColor, outlineStyle, outlineColor } = getComputedStyle(element);
    return [backgroundColor, borderColor, outlineStyle, outlineColor].join(' ');
  });
}

test('in forced colours what is on can be told from what is off, and a thumb from its groove', async () => {
  const studio = await shared();
  const { page } = studio;
  await setSize(studio, 1440, 900);
  await page.emulateMedia({ forcedColors: 'active' });
  await page
    .getByRole('grid')
    .getByRole('button', { name: /^Quick digits/ })
    .first()
    .click();
  for (const tab of ['Watch', 'Network', 'Recipe', 'Explore']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').first().waitFor();
    expect(await alike(page), tab).toEqual([]);
  }

  const learn = page.getByRole('button', { name: 'Learn', exact: true });
  const closed = await look(learn);
  await learn.click();
  await page.getByRole('complementary', { name: 'Learn' }).waitFor();
  await page.mouse.move(720, 890);
  expect(await look(learn)).not.toBe(closed);
  await learn.click();

  await page.getByRole('button', { name: 'New run', exact: true }).click();
  await page
    .getByRole('button', { name: /^Advanced, \d+ settings$/ })
    .first()
    .click();
  const switches = await page.getByRole('switch').all();
  expect(switches.length).toBeGreaterThan(5);
  for (const one of switches) {
    const [groove, thumb] = await one.evaluate((element) =>
      [element, element.firstElementChild as Element].map((part) => getComputedStyle(part).backgroundColor),
    );
    expect(thumb, (await one.getAttribute('aria-label')) ?? '').not.toBe(groove);
  }
  expect(await alike(page, false), 'New run').toEqual([]);

  await page.getByRole('button', { name: 'Open editor' }).click();
  await page
    .getByRole('region', { name: 'Generator' })
    .getByRole('button', { name: /Transposed conv 32,/ })
    .click();
  expect(await alike(page, false), 'editor').toEqual([]);
});
