/** Everything a plan lays over its pictures, drawn to files: titles, captions on request, the end card. */
import { createHash } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/contract/errors.ts';
import { filmFrames } from '../../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../../shared/model/film-plan.ts';
import type { MediaTools } from '../../media/media-types.ts';
import type { DrawnOverlay } from '../render-part.ts';
import { captionCues } from '../subtitles.ts';
import { drawCaption, drawLowerThird, drawTitle } from './draw-overlay.ts';
import type { OverlayFrame, OverlayPicture } from './draw-overlay.ts';
import { drawEndCard } from './end-card.ts';

/** Words come and go in about 0.3 s. */
const FADE_FRAMES = 7;
const LOGO_MAX_PX = 1_024;

interface Wish {
  picture: OverlayPicture;
  startFrame: number;
  durationFrames: number;
  fadeOut: boolean;
}

/**
 * Draws the plan's overlays for its size. The end card lies over the last frames of the film; titles and captions stop
 * where it begins. Throws `media-missing`, `unsupported-media` or `broken-media` naming the logo.
 */
export async function drawFilmOverlays(
  media: MediaTools,
  plan: FilmPlan,
  options: { burnCaptions: boolean; signal?: AbortSignal },
): Promise<DrawnOverlay[]> {
  const frame: OverlayFrame = plan;
  const total = filmFrames(plan);
  const cardStart = plan.endCard ? Math.max(0, total - plan.endCard.durationFrames) : total;
  const wishes: Wish[] = [];
  const add = (picture: OverlayPicture, span: { startFrame: number; durationFrames: number }): void => {
    const durationFrames = Math.min(span.durationFrames, cardStart - span.startFrame);
    if (durationFrames > 0) wishes.push({ picture, startFrame: span.startFrame, durationFrames, fadeOut: true });
  };
  for (const title of plan.titles) {
    if (title.text.trim() === '') continue;
    const draw = title.style === 'title' ? drawTitle : drawLowerThird;
    add(await draw(frame, title.text), title);
  }
  if (options.burnCaptions) {
    for (const cue of captionCues(plan)) add(await drawCaption(frame, cue.text), cue);
  }
  if (plan.endCard) {
    const logoPng =
      plan.endCard.logoPath === null ? undefined : await readLogo(media, plan.endCard.logoPath, options.signal);
    const picture = await drawEndCard(frame, { ...plan.endCard, palette: plan.endCard.palette ?? [], logoPng });
    wishes.push({ picture, startFrame: cardStart, durationFrames: total - cardStart, fadeOut: false });
  }
  if (wishes.length === 0) return [];
  const folder = await media.tempDir('overlays');
  return Promise.all(
    wishes.map(async ({ picture, startFrame, durationFrames, fadeOut }, index) => {
      const pngPath = join(folder, `overlay-${index}.png`);
      await writeFile(pngPath, picture.png);
      const fade = Math.min(FADE_FRAMES, Math.floor(durationFrames / 3));
      return {
        pngPath,
        hash: createHash('sha256').update(picture.png).digest('hex'),
        x: picture.x,
        y: picture.y,
        startFrame,
        durationFrames,
        fadeInFrames: fade,
        fadeOutFrames: fadeOut ? fade : 0,
      };
    }),
  );
}

const PICTURE_DEMUXERS = [
  ['png_pipe', (head: Buffer) => head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'],
  ['jpeg_pipe', (head: Buffer) => head.subarray(0, 3).toString('hex') === 'ffd8ff'],
  [
    'webp_pipe',
    (head: Buffer) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  ],
] as const;

/** A foreign logo as a PNG of ours: decoded behind FFmpeg's walls, never larger than a card needs. */
async function readLogo(media: MediaTools, path: string, signal: AbortSignal | undefined): Promise<Buffer> {
  const file = basename(path);
  const head = Buffer.alloc(16);
  try {
    const handle = await open(path, 'r');
    try {
      await handle.read(head, 0, 16, 0);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new AppError('media-missing', 'The logo cannot be read', { path, file }, { cause: error });
  }
  const demuxer = PICTURE_DEMUXERS.find(([, matches]) => matches(head))?.[0];
  if (!demuxer) throw new AppError('unsupported-media', 'The logo is not a PNG, JPEG or WebP picture', { path, file });
  const output = join(await media.tempDir('logo'), 'logo.png');
  await media
    .run({
      inputs: [{ path, args: ['-f', demuxer], trust: 'foreign' }],
      outputArgs: [
        ...['-map', '0:v:0', '-frames:v', '1', '-c:v', 'png', '-pix_fmt', 'rgba'],
        ...['-vf', `scale=${LOGO_MAX_PX}:${LOGO_MAX_PX}:force_original_aspect_ratio=decrease`],
      ],
      outputPath: output,
      outputFormat: 'image2',
      durable: false,
      workload: { pixels: LOGO_MAX_PX ** 2, seconds: 1 },
      ...(signal ? { signal } : {}),
    })
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'ffmpeg-failed')
        throw new AppError('broken-media', 'The logo cannot be decoded', { path, file }, { cause: error });
      throw error;
    });
  return readFile(output);
}
