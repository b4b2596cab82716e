/** So that whoever begins to train at once is not slowed. */
const usualQuiet = 2_000;

/**
 * How long nothing must train before each reference is measured. Milliseconds; null where nothing is to be measured.
 *
 * @param wish value of GAN_STUDIO_CALIBRATE: `off`, or as many milliseconds
 */
export function calibrationQuiet(wish = process.env['GAN_STUDIO_CALIBRATE']): number | null {
  if (wish === 'off') return null;
  return wish !== undefined && /^\d{1,7}$/.test(wish) ? Number(wish) : usualQuiet;
}
