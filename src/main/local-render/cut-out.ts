import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, Image } from '@napi-rs/canvas';

/** Longest side to which a picture is brought before its ground is looked for, px. */
const WORK_PX = 900;
/** Colours this near to the corner's belong to the ground (0…255 per channel). */
const NEAR = 26;

/**
 * A product picture without its ground: transparent pixels stay so, an even light ground that touches the edge is taken
 * away, and the rest is cropped to what is left. A picture that fills its frame stays whole.
 */
export function cutOut(image: Image): Canvas {
  const shrink = Math.min(1, WORK_PX / Math.max(1, image.width, image.height));
  const width = Math.max(1, Math.round(image.width * shrink));
  const height = Math.max(1, Math.round(image.height * shrink));
  const canvas = createCanvas(width, height);
  const ctx = canvas.getContext('2d');
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(image, 0, 0, width, height);
  const pixels = ctx.getImageData(0, 0, width, height);
  const { data } = pixels;
  if (groundIsEven(data, width, height)) {
    clearGround(data, width, height);
    ctx.putImageData(pixels, 0, 0);
  }
  return cropped(canvas, data, width, height);
}

function groundIsEven(data: Uint8ClampedArray, width: number, height: number): boolean {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1].map((index) => index * 4);
  const [first] = corners as [number];
  if (corners.some((at) => (data[at + 3] ?? 0) < 200)) return false;
  if (Math.min(data[first] ?? 0, data[first + 1] ?? 0, data[first + 2] ?? 0) < 205) return false;
  return corners.every((at) => isNear(data, at, first));
}

function isNear(data: Uint8ClampedArray, a: number, b: number): boolean {
  for (let channel = 0; channel < 3; channel += 1)
    if (Math.abs((data[a + channel] ?? 0) - (data[b + channel] ?? 0)) > NEAR) return false;
  return true;
}

/** Floods from the edge, so that white inside the label stays. */
function clearGround(data: Uint8ClampedArray, width: number, height: number): void {
  const [r, g, b] = [data[0] ?? 255, data[1] ?? 255, data[2] ?? 255];
  const ground = (index: number): boolean =>
    Math.abs((data[index * 4] ?? 0) - r) <= NEAR &&
    Math.abs((data[index * 4 + 1] ?? 0) - g) <= NEAR &&
    Math.abs((data[index * 4 + 2] ?? 0) - b) <= NEAR &&
    (data[index * 4 + 3] ?? 0) > 0;
  const stack: number[] = [];
  for (let x = 0; x < width; x += 1) stack.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y += 1) stack.push(y * width, y * width + width - 1);
  while (stack.length > 0) {
    const index = stack.pop() as number;
    if (!ground(index)) continue;
    data[index * 4 + 3] = 0;
    const x = index % width;
    if (x > 0) stack.push(index - 1);
    if (x < width - 1) stack.push(index + 1);
    if (index >= width) stack.push(index - width);
    if (index < width * (height - 1)) stack.push(index + width);
  }
}

function cropped(canvas: Canvas, data: Uint8ClampedArray, width: number, height: number): Canvas {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((data[(y * width + x) * 4 + 3] ?? 0) < 24) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < left || bottom < top) return canvas;
  const result = createCanvas(right - left + 1, bottom - top + 1);
  result.getContext('2d').drawImage(canvas, -left, -top);
  return result;
}
