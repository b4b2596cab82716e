import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { untilAccepted } from '../../../../src/main/runs/until-accepted';
import { startClock } from '../../../../src/main/trainer/training-clock';
import type { TrainingObserver } from '../../../../src/main/trainer/training-observer';
import { waitForDisk } from '../../../../src/main/trainer/wait-for-disk';
import { StudioError } from '../../../../src/shared/studio-error';
import { worded } from '../../../../src/shared/wording/worded';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const full = new StudioError('disk-full', worded('disk.full', { path: '/runs/x' }));

/** A disk that takes nothing until the test frees it, and a training that waits for it. */
function setUp() {
  const stop = new AbortController();
  const clock = startClock(0, () => Date.now());
  const told: string[] = [];
  let retry = (): void => undefined;
  const observer = {
    onPaused: (refusal, again) => {
      told.push(refusal.message);
      retry = again;
    },
    onGoingOn: () => told.push('going on'),
  } satisfies Partial<TrainingObserver>;
  const patience = waitForDisk({ clock, observer: observer as unknown as TrainingObserver, stop: stop.signal });
  const disk = { isFull: true, attempts: 0 };
  const write = (): Promise<string> => {
    disk.attempts++;
    return disk.isFull ? Promise.reject(full) : Promise.resolve('kept');
  };
  return { stop, clock, told, disk, kept: untilAccepted(write, patience), retry: () => retry() };
}

describe('a training whose disk refuses', () => {
  test('waits, tries again by itself and goes on where there is room', async () => {
    const { disk, kept, told, clock } = setUp();
    await vi.advanceTimersByTimeAsync(12_000);
    expect(disk.attempts).toBe(3);
    disk.isFull = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await kept).toBe('kept');
    expect(told).toEqual([full.message, full.message, full.message, 'going on']);
    // the wait is no training time
    expect(clock.seconds()).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(clock.seconds()).toBe(2);
  });

  test('tries at once where the person asks for it', async () => {
    const { disk, kept, retry } = setUp();
    await vi.advanceTimersByTimeAsync(100);
    disk.isFull = false;
    retry();
    expect(await kept).toBe('kept');
    expect(disk.attempts).toBe(2);
  });

  test('ends with what the disk said where it is stopped meanwhile', async () => {
    const { stop, kept } = setUp();
    const failed = expect(kept).rejects.toBe(full);
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await failed;
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('what is no refusal of the disk comes out at once', async () => {
  const defect = new TypeError('a defect');
  const patience = { onRefusal: vi.fn(), onAccepted: vi.fn() };
  await expect(untilAccepted(() => Promise.reject(defect), patience)).rejects.toBe(defect);
  expect(patience.onRefusal).not.toHaveBeenCalled();
});

test('without patience the first refusal comes out', async () => {
  await expect(untilAccepted(() => Promise.reject(full), null)).rejects.toBe(full);
});
