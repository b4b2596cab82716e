import { readonly, ref, type Ref } from 'vue';
import { runMarks } from '../comparison/run-marks';

/** Tokens that a canvas needs as plain colours. */
export interface TokenColours {
  readonly generator: string;
  readonly discriminator: string;
  readonly line: string;
  readonly line2: string;
  readonly t3: string;
  readonly ink: string;
  /** Of the runs of a comparison, A to F. */
  readonly runs: readonly string[];
  /** Chosen by the system for people who need it: colours say nothing there, dashes do. */
  readonly forced: boolean;
}

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const forced = window.matchMedia('(forced-colors: active)');
const colours = ref<TokenColours>(readTokens());

dark.addEventListener('change', () => {
  colours.value = readTokens();
});
forced.addEventListener('change', () => {
  colours.value = readTokens();
});

/** The tokens of the theme that is shown; changes with it. */
export function useTokenColours(): Readonly<Ref<TokenColours>> {
  return readonly(colours);
}

function readTokens(): TokenColours {
  if (forced.matches) {
    return {
      generator: 'CanvasText',
      discriminator: 'CanvasText',
      line: 'GrayText',
      line2: 'GrayText',
      t3: 'CanvasText',
      ink: 'CanvasText',
      runs: runMarks.map(() => 'CanvasText'),
      forced: true,
    };
  }
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    generator: token('generator'),
    discriminator: token('discriminator'),
    line: token('line'),
    line2: token('line2'),
    t3: token('t3'),
    ink: token('ink'),
    runs: runMarks.map((mark) => token(mark.token)),
    forced: false,
  };
}
