import { useI18n } from 'vue-i18n';
import { assertNever } from '../../shared/assert-never';
import type { ObjectiveSpec } from '../../shared/objective-spec';
import type { OptimiserSpec } from '../../shared/optimiser-spec';
import type { RunLength } from '../../shared/recipe';
import type { Device, RunSummary } from '../../shared/run';
import { rateText } from './number-text';

/** Amounts and names in the words of the language shown. */
export interface Words {
  integer(value: number): string;
  /** `60 s`, `16 min`, `1 h 33 min` */
  duration(seconds: number): string;
  /** The preset's own name; an unknown preset keeps its identifier. */
  presetName(preset: string): string;
  /** As the person named it, else preset and seed. */
  runName(run: Pick<RunSummary, 'preset' | 'seed'> & { readonly notes: Pick<RunSummary['notes'], 'name'> }): string;
  /** `2 minutes ago`, `yesterday` */
  ago(iso: string): string;
  /** The time today, else the day. */
  moment(iso: string): string;
  length(length: RunLength): string;
  device(device: Device): string;
  /** `Wasserstein, gradient penalty 10` */
  objective(objective: ObjectiveSpec): string;
  /** `Adam (0.5, 0.999)`; with its rate where asked for: `Adam 2e-4 (0.5, 0.999)` */
  optimiser(optimiser: OptimiserSpec, withRate?: boolean): string;
}

export function useWords(): Words {
  const { t, te, locale } = useI18n();
  const integer = (value: number): string => Math.round(value).toLocaleString(locale.value);

  function presetName(preset: string): string {
    const key = `preset.${preset}.name`;
    return te(key) ? t(key) : preset;
  }

  function duration(seconds: number): string {
    const whole = Math.round(seconds);
    if (whole < 120) return t('duration.seconds', { seconds: whole });
    const minutes = Math.round(whole / 60);
    if (minutes < 60) return t('duration.minutes', { minutes });
    const hours = Math.floor(minutes / 60);
    if (minutes % 60 === 0) return t('duration.hours', { hours });
    return t('duration.hoursMinutes', { hours, minutes: minutes % 60 });
  }

  function ago(iso: string): string {
    const format = new Intl.RelativeTimeFormat(locale.value, { numeric: 'auto' });
    const seconds = (Date.parse(iso) - Date.now()) / 1000;
    if (seconds > -3600) return format.format(Math.min(0, Math.ceil(seconds / 60)), 'minute');
    if (seconds > -86_400) return format.format(Math.ceil(seconds / 3600), 'hour');
    return format.format(Math.ceil(seconds / 86_400), 'day');
  }

  function moment(iso: string): string {
    const date = new Date(iso);
    const isToday = date.toDateString() === new Date().toDateString();
    return isToday
      ? date.toLocaleTimeString(locale.value, { hour: '2-digit', minute: '2-digit', hour12: false })
      : date.toLocaleDateString(locale.value, { day: 'numeric', month: 'short' });
  }

  function length({ unit, amount }: RunLength): string {
    switch (unit) {
      case 'steps':
        return t('length.steps', { amount: integer(amount) });
      case 'epochs':
        return t('length.epochs', { amount });
      case 'minutes':
        return duration(amount * 60);
    }
  }

  function objective({ kind, gradientPenalty, classWeight }: ObjectiveSpec): string {
    const parts = [t(`objective.${kind}`)];
    if (gradientPenalty) {
      const { kind: penalty, weight } = gradientPenalty;
      parts.push(t(penalty === 'real' ? 'objective.r1' : 'objective.gradientPenalty', { weight }));
    }
    if (classWeight !== null) parts.push(t('objective.classes'));
    return parts.join(t('objective.and'));
  }

  function optimiser(spec: OptimiserSpec, withRate = false): string {
    const rate = withRate ? ` ${rateText(spec.learningRate)}` : '';
    switch (spec.kind) {
      case 'adam':
        return `Adam${rate} (${spec.beta1}, ${spec.beta2})`;
      case 'rmsProp':
        return `RMSProp${rate} (${spec.alpha})`;
      case 'sgd':
        return `SGD${rate}${spec.momentum === 0 ? '' : ` (${spec.momentum})`}`;
      default:
        return assertNever(spec);
    }
  }

  return {
    integer,
    duration,
    presetName,
    runName: ({ preset, seed, notes }) => notes.name || t('run.name', { preset: presetName(preset), seed }),
    ago,
    moment,
    length,
    device({ kind, backend, name, threads }) {
      if (backend === 'js') return t('device.cpuJs');
      return kind === 'cpu' ? t('device.cpu', { threads }) : name;
    },
    objective,
    optimiser,
  };
}
