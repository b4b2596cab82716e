/** A 24-bit BMP file, bottom row first as usual. `pixels`: red, green, blue, top row first. */
export function bmpBytes(width: number, height: number, pixels: Uint8Array): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM', 0, 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    for (let place = 0; place < width * 3; place++) {
      const channel = 2 - (place % 3);
      const column = Math.floor(place / 3);
      file[54 + (height - 1 - row) * stride + place] = pixels[(row * width + column) * 3 + channel] as number;
    }
  }
  return file;
}
