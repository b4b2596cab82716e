/** What a canvas showed, to be shown again without being drawn. */
export class KeptPicture {
  #picture: OffscreenCanvas | null = null;

  keep(canvas: HTMLCanvasElement): void {
    const { width, height } = canvas;
    this.#picture = null;
    if (width === 0 || height === 0) return;
    const picture = new OffscreenCanvas(width, height);
    picture.getContext('2d')?.drawImage(canvas, 0, 0);
    this.#picture = picture;
  }

  forget(): void {
    this.#picture = null;
  }

  /** @returns whether there was a picture of that size */
  show(canvas: HTMLCanvasElement): boolean {
    const picture = this.#picture;
    const context = canvas.getContext('2d');
    if (!picture || !context || picture.width !== canvas.width || picture.height !== canvas.height) return false;
    context.save();
    context.resetTransform();
    context.globalCompositeOperation = 'copy';
    context.drawImage(picture, 0, 0);
    context.restore();
    return true;
  }
}
