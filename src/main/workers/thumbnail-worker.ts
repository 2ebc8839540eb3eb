import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { lowerThreadPriority } from './lower-priority.ts';
import { serveTasks } from './worker-messages.ts';

/** A picture of our own to be made small. */
export interface ThumbnailTask {
  source: string;
  target: string;
  widthPx: number;
}

const QUALITY = 82;

lowerThreadPriority();
serveTasks<ThumbnailTask, { bytes: number }>(async ({ source, target, widthPx }) => {
  const picture = await loadImage(source);
  const scale = Math.min(1, widthPx / picture.width);
  const canvas = createCanvas(
    Math.max(1, Math.round(picture.width * scale)),
    Math.max(1, Math.round(picture.height * scale)),
  );
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const bytes = await canvas.encode('webp', QUALITY);
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.part`;
  await writeFile(part, bytes);
  await rename(part, target);
  return { bytes: bytes.length };
});
