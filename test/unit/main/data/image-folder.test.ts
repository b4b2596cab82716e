import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { openPackedSource } from '../../../../src/main/data/packed-source';
import { bmpBytes } from '../../../bmp-bytes';
import { temporaryFolder } from '../../../temporary-folder';
import { zipBytes } from '../../../tools/zip-fixture';
import { readAll, type WholeSource } from './read-all';

type Colour = readonly [red: number, green: number, blue: number];
const red: Colour = [200, 10, 20];
const blue: Colour = [5, 15, 220];

function picture([r, g, b]: Colour, width = 12, height = 10): Sharp {
  return sharp({ create: { width, height, channels: 3, background: { r, g, b } } });
}

const encoders: Readonly<Record<string, (colour: Colour) => Promise<Uint8Array>>> = {
  png: (colour) => picture(colour).png().toBuffer(),
  jpg: (colour) => picture(colour).jpeg({ quality: 100 }).toBuffer(),
  webp: (colour) => picture(colour).webp({ lossless: true }).toBuffer(),
  gif: (colour) => picture(colour).gif().toBuffer(),
  tiff: (colour) => picture(colour).tiff().toBuffer(),
  bmp: (colour) =>
    Promise.resolve(
      bmpBytes(
        12,
        10,
        Uint8Array.from({ length: 360 }, (_, index) => colour[index % 3] as number),
      ),
    ),
};

type Files = Readonly<Record<string, Uint8Array | string>>;

async function folderOf(files: Files, folder?: string): Promise<string> {
  const root = folder ?? (await temporaryFolder());
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
  return root;
}

async function zipOf(files: Files): Promise<string> {
  const file = join(await temporaryFolder(), 'pictures.zip');
  await writeFile(file, zipBytes(Object.entries(files).map(([name, content]) => ({ name, content }))));
  return file;
}

/** The mean colour of each image. */
function colours({ images }: WholeSource): readonly (readonly number[])[] {
  return images.map((image) =>
    [0, 1, 2].map((channel) => {
      const values = image.filter((_, index) => index % 3 === channel);
      return Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
    }),
  );
}

describe.each(Object.entries(encoders))('a picture in %s', (ending, encode) => {
  test('comes square and in colour', async () => {
    const read = await readAll(
      await folderOf({ [`a.${ending}`]: await encode(red), [`b.${ending}`]: await encode(blue) }),
    );
    expect(read.shapes).toEqual([
      [8, 8, 3],
      [8, 8, 3],
    ]);
    for (const [index, wanted] of [red, blue].entries()) {
      for (const [channel, value] of wanted.entries()) {
        expect(Math.abs((colours(read)[index]?.[channel] ?? -99) - value)).toBeLessThanOrEqual(3);
      }
    }
    expect(read.findings.sizes).toEqual({ smallest: [10, 12], largest: [10, 12] });
  });

  test('cut short anywhere is refused or decoded, never a crash', async () => {
    const whole = await encode(red);
    const good = await encoders['png']?.(blue);
    const cuts = Array.from({ length: 12 }, (_, index) => Math.floor((whole.length * index) / 12));
    const files = Object.fromEntries(cuts.map((cut) => [`cut-${cut}.${ending}`, whole.subarray(0, cut)]));
    const read = await readAll(await folderOf({ ...files, 'good.png': good ?? '' }));
    expect(read.findings.skipped.count + read.images.length).toBe(Object.keys(files).length + 1);
    expect(read.findings.skipped.count).toBeGreaterThan(3);
  });
});

describe.each([
  ['folder', folderOf],
  ['ZIP', zipOf],
] as const)('a %s', (_what, make) => {
  test('of sub-folders has their names as classes, in alphabetical order, whatever their letters', async () => {
    const [r, b] = [await encoders['png']?.(red), await encoders['jpg']?.(blue)];
    const path = await make({ 'вода 水/1.jpg': b ?? '', 'вода 水/2 b.jpg': b ?? '', 'a fire/ü.png': r ?? '' });
    const read = await readAll(path);
    expect(read.reader.classNames).toEqual(['a fire', 'вода 水']);
    expect(read.labels).toEqual([0, 1, 1]);
    expect(read.reader.expected).toBe(3);
  });

  test('without sub-folders has no labels', async () => {
    const read = await readAll(
      await make({ 'b.png': (await encoders['png']?.(red)) ?? '', 'a.png': (await encoders['png']?.(blue)) ?? '' }),
    );
    expect(read.labels).toEqual([null, null]);
    expect(read.reader.classNames).toBeNull();
    expect(colours(read)[0]?.[2]).toBeGreaterThan(200);
  });

  test('passes over what is no picture and counts it, with place and reason', async () => {
    const good = (await encoders['png']?.(red)) ?? '';
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    const read = await readAll(
      await make({
        'x/1.png': good,
        'x/notes.txt': 'hello',
        'x/empty.png': '',
        'x/fake.png': svg,
        'top.png': good,
        'y/2.png': good,
      }),
    );
    expect(read.images).toHaveLength(2);
    expect(read.findings.skipped.count).toBe(4);
    expect(read.findings.skipped.examples.toSorted()).toEqual([
      'top.png: it lies beside the folders that are the classes',
      'x/empty.png: it is no JPEG, PNG, WebP, BMP, GIF or TIFF picture',
      'x/fake.png: it is no JPEG, PNG, WebP, BMP, GIF or TIFF picture',
      'x/notes.txt: it is no JPEG, PNG, WebP, BMP, GIF or TIFF picture',
    ]);
  });

  test('with pictures deeper than its classes passes over them, each with place and reason', async () => {
    const good = (await encoders['png']?.(red)) ?? '';
    const read = await readAll(
      await make({ 'x/1.png': good, 'x/more/2.png': good, 'y/3.png': good, 'z/more/4.png': good, 'notes/a.txt': '' }),
    );
    expect(read.reader.classNames).toEqual(['x', 'y']);
    expect(read.images).toHaveLength(2);
    expect(read.findings.skipped).toEqual({
      count: 3,
      examples: [
        'notes/a.txt: it lies in a folder without pictures',
        'x/more/2.png: it lies deeper than the folders that are the classes',
        'z/more/4.png: it lies deeper than the folders that are the classes',
      ],
    });
  });

  test('whose classes lie two folders deep is refused with the reason', async () => {
    const good = (await encoders['png']?.(red)) ?? '';
    const path = await make({ 'train/x/1.png': good, 'train/y/2.png': good, 'test/x/3.png': good, 'readme.txt': '' });
    await expect(readAll(path)).rejects.toMatchObject({
      code: 'data-set-unreadable',
      message: expect.stringMatching(
        /: all its pictures \(3\) lie too deep, as test\/x\/3\.png: the folders of the classes must hold them directly/,
      ) as string,
    });
  });

  test('that holds nothing but one folder is passed through', async () => {
    const good = (await encoders['png']?.(red)) ?? '';
    const read = await readAll(await make({ 'all/of/x/1.png': good, 'all/of/y/2.png': good, 'all/readme.txt': '' }));
    expect(read.reader.classNames).toEqual(['x', 'y']);
    expect(read.findings.skipped.examples).toEqual(['all/readme.txt: it lies beside the folders that are the classes']);
  });

  test('without a single picture is refused, and nothing stays', async () => {
    const path = await make({ 'notes.txt': 'hello' });
    const cacheFolder = await temporaryFolder();
    await expect(openPackedSource(path, { shape: { side: 8, channels: 1 }, cacheFolder })).rejects.toMatchObject({
      code: 'data-set-unreadable',
      message: expect.stringMatching(/: none of its 1 files is a usable image \(notes.txt: it is no JPEG/) as string,
    });
    expect(await readdir(cacheFolder)).toEqual([]);
  });

  test('with a picture of 100 megapixels passes over it', async () => {
    const huge = await picture(red, 10_000, 10_000).png({ compressionLevel: 9 }).toBuffer();
    const read = await readAll(await make({ 'huge.png': huge, 'small.png': (await encoders['png']?.(red)) ?? '' }));
    expect(read.images).toHaveLength(1);
    expect(read.findings.skipped.examples).toEqual([
      'huge.png: its 10000x10000 pixels are more than the allowed 64000000',
    ]);
  });

  test('with a picture that is all width passes over it', async () => {
    const wide = await sharp({ create: { width: 65_536, height: 9, channels: 3, background: '#000' } })
      .png()
      .toBuffer();
    const read = await readAll(await make({ 'wide.png': wide, 'small.png': (await encoders['png']?.(red)) ?? '' }));
    expect(read.images).toHaveLength(1);
    expect(read.findings.skipped.examples).toEqual([
      'wide.png: its 65536x9 pixels have a side beyond the allowed 65535',
    ]);
  });

  test('with a picture of zero size passes over it', async () => {
    const zero = Buffer.from((await encoders['gif']?.(red)) ?? '');
    zero.writeUInt16LE(0, 6);
    const read = await readAll(await make({ 'zero.gif': zero, 'small.png': (await encoders['png']?.(red)) ?? '' }));
    expect(read.findings.skipped.examples).toEqual(['zero.gif: its size of 0x10 pixels is empty']);
  });
});

test('transparent pictures lie on white, grey ones become coloured, turned ones upright', async () => {
  const clear = await sharp({
    create: { width: 9, height: 9, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const grey = await picture([77, 77, 77]).greyscale().png().toBuffer();
  const halves = Buffer.concat([Buffer.alloc(8 * 4 * 3, 0), Buffer.alloc(8 * 4 * 3, 255)]);
  const turned = await sharp(halves, { raw: { width: 8, height: 8, channels: 3 } })
    .withMetadata({ orientation: 3 })
    .png()
    .toBuffer();
  const read = await readAll(await folderOf({ '1.png': clear, '2.png': grey, '3.png': turned }));
  expect(colours(read).slice(0, 2)).toEqual([
    [255, 255, 255],
    [77, 77, 77],
  ]);
  expect(read.images[2]?.slice(0, 3)).toEqual([255, 255, 255]);
});

test('an animation gives its first frame', async () => {
  const frames = Buffer.concat([Buffer.alloc(8 * 8 * 3, 250), Buffer.alloc(8 * 8 * 3, 3)]);
  const gif = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
    .gif({ loop: 0, delay: [9, 9] })
    .toBuffer();
  const read = await readAll(await folderOf({ 'a.gif': gif }));
  expect(read.images).toHaveLength(1);
  expect(colours(read)[0]?.[0]).toBeGreaterThan(240);
});

test.runIf(process.platform === 'linux')('pipes and loops of links in a folder are no trap', async () => {
  const folder = await folderOf({ 'a.png': (await encoders['png']?.(red)) ?? '' });
  execFileSync('mkfifo', [join(folder, 'pipe.png')]);
  await symlink(join(folder, 'nowhere.png'), join(folder, 'broken.png'));
  await symlink(folder, join(folder, 'again'));
  const read = await readAll(folder);
  expect(read.images).toHaveLength(1);
  expect(read.findings.skipped.examples).toEqual([expect.stringMatching(/^broken\.png: .*\(ENOENT\)/)]);
});

describe('a ZIP that tricks', () => {
  const entry = async (name: string) => ({ name, content: (await encoders['png']?.(red)) ?? '' });
  const write = async (bytes: Uint8Array): Promise<string> => {
    const file = join(await temporaryFolder(), 'tricks.zip');
    await writeFile(file, bytes);
    return file;
  };

  test.each([
    ['../a.png', /invalid relative path: \.\.\/a\.png/],
    ['/etc/a.png', /absolute path/],
    ['C:/a.png', /absolute path/],
    ['a\\b.png', /invalid characters/],
  ])('by the name %s is refused', async (name, message) => {
    const file = await write(zipBytes([await entry('good.png'), await entry(name)]));
    await expect(readAll(file)).rejects.toMatchObject({
      code: 'data-set-unreadable',
      message: expect.stringMatching(message) as string,
    });
    await expect(readAll(file)).rejects.toThrow(file);
  });

  test('by a name that comes twice is refused', async () => {
    await expect(readAll(await write(zipBytes([await entry('a.png'), await entry('a.png')])))).rejects.toThrow(
      'it holds "a.png" twice',
    );
  });

  test('by encryption is refused', async () => {
    await expect(readAll(await write(zipBytes([{ ...(await entry('a.png')), flags: 1 }])))).rejects.toThrow(
      '"a.png" is encrypted',
    );
  });

  test('by an unknown packing is refused', async () => {
    await expect(readAll(await write(zipBytes([{ ...(await entry('a.png')), method: 14 }])))).rejects.toThrow(
      'unknown method (14)',
    );
  });

  test('by members on top of each other is refused', async () => {
    const bytes = zipBytes([
      await entry('a.png'),
      ...(await Promise.all(Array.from({ length: 40 }, (_, index) => entry(`${index}.png`)))),
    ]);
    // all members point at the first one and claim all its bytes
    const at = (offset: number): boolean => bytes.readUInt32LE(offset) === 0x02014b50;
    for (let offset = 0; offset < bytes.length - 46; offset++)
      if (at(offset)) bytes.writeUInt32LE(bytes.length / 2, offset + 20);
    await expect(readAll(await write(bytes))).rejects.toThrow();
  });

  test('by a wrong checksum passes over the member', async () => {
    const read = await readAll(await write(zipBytes([{ ...(await entry('a.png')), crc: 5 }, await entry('b.png')])));
    expect(read.findings.skipped.examples).toEqual(['a.png: the checksum of "a.png" does not match']);
  });

  test('cut short is refused', async () => {
    const bytes = zipBytes([await entry('a.png'), await entry('b.png')]);
    for (const share of [0.2, 0.5, 0.9]) {
      await expect(readAll(await write(bytes.subarray(0, bytes.length * share)))).rejects.toMatchObject({
        code: 'data-set-unreadable',
      });
    }
  });
});
