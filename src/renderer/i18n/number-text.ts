/** Numbers as texts that need no words. */

/** `37:13`, from an hour on `1:03:20`; with decimals of the last second where they are asked for: `0:01.25`. */
export function clockText(seconds: number, decimals = 0): string {
  const unit = 10 ** decimals;
  // in whole units, so that 0.9999 s are never 0:00.100
  const all = Math.max(0, Math.floor(seconds * unit + 1e-6));
  const whole = Math.floor(all / unit);
  const pad = (part: number): string => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const rest = decimals === 0 ? '' : `.${String(all % unit).padStart(decimals, '0')}`;
  const end = `${pad(whole % 60)}${rest}`;
  return hours > 0 ? `${hours}:${pad(minutes)}:${end}` : `${minutes}:${end}`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** `12.5`; more decimals before the first is over. */
export function epochText(epochs: number): string {
  return epochs.toFixed(epochs < 1 ? 3 : 1);
}

/** `47 MB`: decimal units, about two digits. */
export function bytesText(bytes: number): string {
  const exponent = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** exponent;
  return `${value < 10 && exponent > 0 ? value.toFixed(1) : Math.round(value)} ${units[exponent]}`;
}

/** `0.21 M`, or all digits where there are few. */
export function countText(count: number): string {
  return count < 10_000 ? String(count) : `${(count / 1e6).toFixed(2)} M`;
}

/** Two decimals, more where a value is tiny: a loss of 0.003 is not 0.00. */
export function metricText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return size !== 0 && size < 0.005 ? value.toExponential(0) : value.toFixed(2);
}

/** One decimal below a hundred. */
export function paceText(perSecond: number): string {
  return perSecond < 100 ? perSecond.toFixed(1) : Math.round(perSecond).toLocaleString('en');
}

/** `2e-4`, the way learning rates are written. */
export function rateText(rate: number): string {
  return rate < 0.01 ? rate.toExponential() : String(rate);
}
