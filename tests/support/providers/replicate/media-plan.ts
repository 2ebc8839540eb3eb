/** From a model's input to the size, length and billing counters of what it makes. Pure. */
import type { CatalogueModel } from './catalogue.ts';
import type { MediaFlaw, MediaPlan } from './server-types.ts';

type Input = Readonly<Record<string, unknown>>;
export interface PictureSize {
  widthPx: number;
  heightPx: number;
}

const VIDEO_RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21'];
const SHORT_SIDES: Readonly<Record<string, number>> = {
  '480p': 480,
  '512p': 512,
  '540p': 540,
  '720p': 720,
  '768p': 768,
  '1080p': 1_080,
  '4k': 2_160,
};
const BAD_SECONDS = { short: 7.2, long: 8.9 } as const;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function ratioOf(text: unknown): number | undefined {
  const match = typeof text === 'string' ? /^(\d+):(\d+)$/.exec(text) : null;
  return match === null ? undefined : Number(match[1]) / Number(match[2]);
}

/** The nearest ratio that video models make, so that made clips can be kept and used again. */
function snapped(ratio: number): number {
  const ratios = VIDEO_RATIOS.map((text) => ratioOf(text) ?? 1);
  const distance = (one: number): number => Math.abs(Math.log(one / ratio));
  return ratios.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

const toMultiple = (value: number, step: number): number => Math.max(step, Math.round(value / step) * step);

function fromShortSide(ratio: number, shortSidePx: number): PictureSize {
  const longSidePx = toMultiple(shortSidePx * Math.max(ratio, 1 / ratio), 2);
  return ratio >= 1 ? { widthPx: longSidePx, heightPx: shortSidePx } : { widthPx: shortSidePx, heightPx: longSidePx };
}

function fromArea(ratio: number, pixels: number): PictureSize {
  return {
    widthPx: toMultiple(Math.sqrt(pixels * ratio), 16),
    heightPx: toMultiple(Math.sqrt(pixels / ratio), 16),
  };
}

function imageSize(input: Input, picture: PictureSize | undefined): PictureSize {
  const { width, height, megapixels, resolution } = input;
  if (input['aspect_ratio'] === 'custom' && typeof width === 'number' && typeof height === 'number') {
    return { widthPx: toMultiple(width, 16), heightPx: toMultiple(height, 16) };
  }
  const ofPicture = picture === undefined ? undefined : picture.widthPx / picture.heightPx;
  const wanted = typeof resolution === 'string' ? /^([\d.]+) MP$/.exec(resolution)?.[1] : undefined;
  const pixels = Number(wanted ?? megapixels ?? 1) * 1_048_576;
  return fromArea(ratioOf(input['aspect_ratio']) ?? ofPicture ?? 1, Number.isFinite(pixels) ? pixels : 1_048_576);
}

function imagePlan(input: Input, picture: PictureSize | undefined): MediaPlan {
  const count = typeof input['num_outputs'] === 'number' ? input['num_outputs'] : 1;
  const format = input['output_format'];
  return {
    kind: 'image',
    count,
    ...imageSize(input, picture),
    format: format === 'png' || format === 'jpg' || format === 'webp' ? format : 'webp',
    seconds: 0,
    fps: 0,
    counters: { image_output_count: count },
  };
}

function videoSize(model: string, input: Input, picture: PictureSize | undefined): PictureSize {
  const exact = typeof input['size'] === 'string' ? /^(\d+)\*(\d+)$/.exec(input['size']) : null;
  if (exact !== null) return { widthPx: Number(exact[1]), heightPx: Number(exact[2]) };
  const mode = input['mode'];
  const ofMode = mode === '4k' ? '4k' : mode === 'pro' && model !== 'kwaivgi/kling-v1.6-pro' ? '1080p' : undefined;
  const named = textOf(input['resolution']) ?? textOf(input['target_resolution']) ?? ofMode ?? '720p';
  const ofPicture = picture === undefined ? undefined : picture.widthPx / picture.heightPx;
  // Models that get a start picture keep its shape and ignore the asked ratio.
  const ratio = snapped(ofPicture ?? ratioOf(input['aspect_ratio']) ?? 16 / 9);
  return fromShortSide(ratio, SHORT_SIDES[named] ?? 720);
}

function videoPlan(model: string, input: Input, picture: PictureSize | undefined): MediaPlan {
  const frames = input['num_frames'];
  const asked = input['frames_per_second'] ?? input['fps'] ?? input['target_fps'];
  const rate = typeof asked === 'number' ? asked : 24;
  const fps = input['interpolate_output'] === true ? 30 : rate;
  const byFrames = typeof frames === 'number' ? frames / rate : undefined;
  const seconds = byFrames ?? (typeof input['duration'] === 'number' ? Math.max(1, input['duration']) : 5);
  const size = videoSize(model, input, picture);
  return {
    kind: 'video',
    count: 1,
    ...size,
    format: 'mp4',
    seconds,
    fps,
    counters: {
      video_output_count: 1,
      video_output_duration_seconds: seconds,
      resolution_target: textOf(input['resolution']) ?? `${Math.min(size.widthPx, size.heightPx)}p`,
      ...(typeof input['mode'] === 'string' ? { model_variant: input['mode'] } : {}),
      with_audio: input['generate_audio'] === true,
    },
  };
}

/** `input` has its defaults filled in; `picture` is the size of the first picture that came along. */
export function planMedia(model: CatalogueModel, input: Input, picture: PictureSize | undefined): MediaPlan {
  if (model.kind === 'image') return imagePlan(input, picture);
  if (model.kind === 'video') return videoPlan(model.id, input, picture);
  const nothing = { count: 0, widthPx: 0, heightPx: 0, seconds: 0, fps: 0 };
  return { kind: 'other', ...nothing, format: 'png', counters: { generic_output_count: 1 } };
}

/** The plan of a flawed file: what is made and counted then. */
export function flawed(plan: MediaPlan, flaw: MediaFlaw | null): MediaPlan {
  if ((flaw === 'short' || flaw === 'long') && plan.kind === 'video') {
    const seconds = BAD_SECONDS[flaw];
    return { ...plan, seconds, counters: { ...plan.counters, video_output_duration_seconds: seconds } };
  }
  if (flaw === 'wrong-size') return { ...plan, widthPx: 640, heightPx: 368 };
  if (flaw === 'wrong-rate' && plan.kind === 'video') return { ...plan, fps: 15 };
  if (flaw === 'partial' && plan.kind === 'image') {
    const count = Math.max(0, plan.count - 1);
    return { ...plan, count, counters: { ...plan.counters, image_output_count: count } };
  }
  return plan;
}

/** The input with the schema's defaults filled in, as the model sees it. */
export function withDefaults(model: CatalogueModel, input: Input): Input {
  const defaults = Object.entries(model.inputSchema.properties)
    .filter(([, property]) => property.default !== undefined)
    .map(([name, property]): [string, unknown] => [name, property.default]);
  return { ...Object.fromEntries(defaults), ...input };
}
