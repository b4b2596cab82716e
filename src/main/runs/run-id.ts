import type { RunId } from '../../shared/run';

/** `20261121-143005-dcgan-28-mnist`, in local time. */
export function makeRunId(createdAt: Date, preset: string, dataSetName: string): RunId {
  const pad = (number: number): string => String(number).padStart(2, '0');
  const date = `${createdAt.getFullYear()}${pad(createdAt.getMonth() + 1)}${pad(createdAt.getDate())}`;
  const time = `${pad(createdAt.getHours())}${pad(createdAt.getMinutes())}${pad(createdAt.getSeconds())}`;
  return [date, time, simplify(preset), simplify(dataSetName)].filter(Boolean).join('-');
}

/** Small Latin letters, digits and hyphens: a name that every file system takes. */
function simplify(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}
