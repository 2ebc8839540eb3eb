import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { encodePng } from './encode-png.ts';

describe('encodePng', () => {
  it('gives back every pixel, also where values wrap round', async () => {
    const [width, height] = [37, 19];
    const rgba = Uint8Array.from({ length: width * height * 4 }, (_, index) =>
      index % 4 === 3 ? 255 : (index * 97 + (index >> 5) * 31) % 256,
    );
    const image = await loadImage(encodePng(rgba, width, height));
    const canvas = createCanvas(width, height);
    const ctx = canvas.getContext('2d');
    ctx.drawImage(image, 0, 0);
    expect([...ctx.getImageData(0, 0, width, height).data]).toEqual([...rgba]);
  });
});
