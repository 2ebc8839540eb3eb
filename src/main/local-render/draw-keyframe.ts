import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Image } from '@napi-rs/canvas';
import { AppError } from '../../shared/contract/errors.ts';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { composeFrame } from './compose-frame.ts';
import { encodePng } from './encode-png.ts';
import { prepareScene } from './prepare-scene.ts';

/** A still to draw; plain data, so that it can go to a thread. */
export interface KeyframeTask {
  picture: SceneDescription;
  moment: 'start' | 'end';
  widthPx: number;
  heightPx: number;
  seed: number;
  assetPaths: Readonly<Record<string, string>>;
  outputPath: string;
}

/**
 * Decodes the files behind `asset:<id>` references that a picture uses. A file that is no image is left out: the drawing
 * then shows a plain package.
 */
export async function loadAssetImages(
  picture: SceneDescription,
  assetPaths: Readonly<Record<string, string>>,
): Promise<Record<string, Image>> {
  const used = new Set<string>();
  for (const item of [...picture.subjects, ...picture.props]) {
    if ('pictogram' in item) used.add(item.pictogram);
    if ('holding' in item && item.holding !== undefined) used.add(item.holding);
  }
  const images: Record<string, Image> = {};
  for (const reference of used) {
    if (!reference.startsWith('asset:')) continue;
    const path = assetPaths[reference] ?? assetPaths[reference.slice('asset:'.length)];
    if (path === undefined) continue;
    try {
      images[reference] = await loadImage(path);
    } catch {
      continue;
    }
  }
  return images;
}

/** Draws one keyframe as PNG bytes. The same task gives the same bytes. */
export async function renderKeyframe(task: Omit<KeyframeTask, 'outputPath'>): Promise<Buffer> {
  const { widthPx, heightPx } = task;
  const assetImages = await loadAssetImages(task.picture, task.assetPaths);
  const scene = prepareScene(task.picture, { widthPx, heightPx, assetImages });
  const canvas = createCanvas(widthPx, heightPx);
  composeFrame(scene, canvas.getContext('2d'), task.moment === 'start' ? 0 : 1, { overlay: true });
  return encodePng(canvas.data(), widthPx, heightPx);
}

/** Draws one keyframe into its file, all or nothing. Errors: `not-writable`, `disk-full`. */
export async function drawKeyframe(task: KeyframeTask): Promise<{ bytes: number }> {
  const png = await renderKeyframe(task);
  const partial = `${task.outputPath}.part`;
  try {
    await mkdir(dirname(task.outputPath), { recursive: true });
    await writeFile(partial, png);
    await rename(partial, task.outputPath);
  } catch (cause) {
    // Where the folder itself is wrong there is no partial file to remove, and the first error is the one that counts.
    await rm(partial, { force: true }).catch(() => {});
    const full = (cause as NodeJS.ErrnoException).code === 'ENOSPC';
    throw new AppError(
      full ? 'disk-full' : 'not-writable',
      `cannot write ${task.outputPath}`,
      { path: task.outputPath },
      { cause },
    );
  }
  return { bytes: png.length };
}
