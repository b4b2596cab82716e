import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latentTour, tourLength, type TourStation } from '../../../src/shared/latent-tour';
import { wholeClasses } from '../../../src/shared/class-shares';

const latent = fc
  .array(fc.float({ min: Math.fround(0.1), max: 3, noNaN: true }), { minLength: 5, maxLength: 5 })
  .map((numbers) => Float32Array.from(numbers));
const stationsOf = fc.array(latent, { minLength: 2, maxLength: 4 });
const lengthOf = (numbers: Float32Array): number => Math.hypot(...numbers);

function plain(latents: readonly Float32Array[]): readonly TourStation[] {
  return latents.map((numbers) => ({ latent: numbers, classShares: null }));
}

test('a tour shows each station as it is, number for number, evenly apart', () => {
  fc.assert(
    fc.property(
      stationsOf,
      fc.integer({ min: 2, max: 40 }),
      fc.constantFrom('linear', 'spherical'),
      (latents, wanted, kind) => {
        const tour = latentTour(plain(latents), wanted, kind);
        expect(tour.count).toBe(tourLength(wanted, latents.length));
        expect(tour.stations[0]).toBe(0);
        expect(tour.stations.at(-1)).toBe(tour.count - 1);
        for (const [index, station] of tour.stations.entries()) {
          expect(tour.latents.slice(station * 5, station * 5 + 5)).toEqual(latents[index]);
        }
      },
    ),
  );
});

test('on a spherical tour the length of a latent stays between those of its stations', () => {
  fc.assert(
    fc.property(latent, latent, fc.integer({ min: 3, max: 20 }), (from, to, wanted) => {
      const tour = latentTour(plain([from, to]), wanted, 'spherical');
      const [low, high] = [lengthOf(from), lengthOf(to)].sort((a, b) => a - b) as [number, number];
      for (let image = 0; image < tour.count; image++) {
        const length = lengthOf(tour.latents.slice(image * 5, image * 5 + 5));
        expect(length).toBeGreaterThan(low - 1e-3);
        expect(length).toBeLessThan(high + 1e-3);
      }
    }),
  );
});

test('the classes are blended on the way, and their shares always come to one', () => {
  const latents = [Float32Array.of(1, 0), Float32Array.of(0, 1)] as const;
  const [three, eight] = [wholeClasses([3], 10), wholeClasses([8], 10)];
  const tour = latentTour(
    [
      { latent: latents[0], classShares: three },
      { latent: latents[1], classShares: eight },
    ],
    5,
    'linear',
  );
  const row = (image: number) => [...(tour.classShares ?? []).slice(image * 10, image * 10 + 10)];
  expect(row(0)).toEqual([...three]);
  expect(row(4)).toEqual([...eight]);
  for (let image = 0; image < 5; image++) expect(row(image).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
});

test.each([
  [13, 4, 13],
  [12, 4, 13],
  [16, 2, 16],
  [2, 4, 4],
  [10, 3, 11],
])('%i images wanted over %i stations make %i', (wanted, stations, made) => {
  expect(tourLength(wanted, stations)).toBe(made);
});
