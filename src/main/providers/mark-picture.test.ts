import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { markPicture } from './mark-picture.ts';

function drawing(mime: 'image/png' | 'image/jpeg' | 'image/webp'): Buffer {
  const canvas = createCanvas(24, 16);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#c04';
  pen.fillRect(0, 0, 24, 16);
  pen.fillStyle = '#0a8';
  pen.fillRect(5, 3, 9, 9);
  if (mime === 'image/png') return canvas.toBuffer('image/png');
  return mime === 'image/jpeg' ? canvas.toBuffer('image/jpeg') : canvas.toBuffer('image/webp');
}

async function pixels(bytes: Buffer): Promise<Uint8ClampedArray> {
  const image = await loadImage(bytes);
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  return pen.getImageData(0, 0, image.width, image.height).data;
}

describe('marking a picture', () => {
  test.each(['image/png', 'image/jpeg'] as const)('%s: other bytes, the same pixels', async (mime) => {
    const original = drawing(mime);
    const first = markPicture(original, 'nonce-1');
    const second = markPicture(original, 'nonce-2');
    if (first === null || second === null) throw new Error('not marked');
    expect(first.equals(original)).toBe(false);
    expect(first.equals(second)).toBe(false);
    expect(markPicture(original, 'nonce-1')?.equals(first)).toBe(true);
    expect(await pixels(first)).toEqual(await pixels(original));
    expect(first.includes('nonce-1')).toBe(true);
  });

  test('what is neither is left to an upload', () => {
    expect(markPicture(drawing('image/webp'), 'n')).toBeNull();
    expect(markPicture(Buffer.from('GIF89a....'), 'n')).toBeNull();
    expect(markPicture(Buffer.alloc(0), 'n')).toBeNull();
    expect(markPicture(drawing('image/png').subarray(0, 20), 'n')).toBeNull();
  });
});
