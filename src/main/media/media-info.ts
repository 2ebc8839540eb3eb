/** From ffprobe's JSON to MediaInfo. Pure; everything in that text is untrusted. */
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { MediaInfo } from './media-types.ts';

const shortText = z.string().max(400);
const decimal = z.string().regex(/^-?\d+(?:\.\d+)?$/);
const rational = z.string().regex(/^\d+\/\d+$/);
/** Tags are foreign text: many or long ones are cut, never refused. */
const tags = z.record(z.string(), z.string()).transform((all) =>
  Object.fromEntries(
    Object.entries(all)
      .slice(0, 64)
      .map(([key, value]) => [key.slice(0, 64), value.slice(0, 1_000)]),
  ),
);

const streamSchema = z.strictObject({
  index: z.int().min(0),
  codec_name: shortText.optional(),
  codec_type: shortText.optional(),
  profile: shortText.optional(),
  level: z.int().optional(),
  width: z.int().min(0).optional(),
  height: z.int().min(0).optional(),
  sample_aspect_ratio: shortText.optional(),
  pix_fmt: shortText.optional(),
  color_space: shortText.optional(),
  avg_frame_rate: rational.optional(),
  r_frame_rate: rational.optional(),
  time_base: rational.optional(),
  start_time: decimal.optional(),
  duration: decimal.optional(),
  bit_rate: decimal.optional(),
  nb_frames: decimal.optional(),
  sample_rate: decimal.optional(),
  channels: z.int().min(0).optional(),
  disposition: z.strictObject({ attached_pic: z.int() }).optional(),
  tags: z.record(z.string(), shortText).optional(),
});

const probeSchema = z.strictObject({
  programs: z.array(z.unknown()).optional(),
  stream_groups: z.array(z.unknown()).optional(),
  streams: z.array(streamSchema).max(64),
  format: z.strictObject({
    format_name: shortText,
    duration: decimal.optional(),
    size: decimal.optional(),
    bit_rate: decimal.optional(),
    tags: tags.optional(),
  }),
});
type ProbedStream = z.infer<typeof streamSchema>;

/** Frames per second of a rational such as `24000/1001`; 0 for `0/0`. */
export function rateOf(text: string | undefined): number {
  const [above, below] = (text ?? '0/0').split('/').map(Number);
  if (above === undefined || below === undefined || below === 0) return 0;
  return above / below;
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** Matroska keeps the length of a stream in a tag: `00:00:08.000000000`. */
function streamSeconds(stream: ProbedStream): number | undefined {
  if (stream.duration !== undefined) return Number(stream.duration);
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(stream.tags?.['DURATION'] ?? '') ?? [];
  return seconds === undefined ? undefined : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

function videoFacts(stream: ProbedStream): MediaInfo['video'] {
  const average = stream.avg_frame_rate ?? '0/0';
  // Files without frame times have no average; the guessed base rate is then the better word.
  const frameRate = rateOf(average) > 0 ? average : (stream.r_frame_rate ?? '0/0');
  return {
    codec: stream.codec_name ?? 'unknown',
    profile: stream.profile ?? '',
    level: stream.level ?? -99,
    widthPx: stream.width ?? 0,
    heightPx: stream.height ?? 0,
    frameRate,
    fps: rateOf(frameRate),
    pixelFormat: stream.pix_fmt ?? 'unknown',
    sampleAspectRatio: stream.sample_aspect_ratio ?? '1:1',
    timeBase: stream.time_base ?? '0/0',
    colourSpace: stream.color_space ?? 'unknown',
    frames: optionalNumber(stream.nb_frames),
    bitsPerSecond: optionalNumber(stream.bit_rate),
    durationSeconds: streamSeconds(stream),
    startSeconds: Number(stream.start_time ?? 0),
  };
}

function audioFacts(stream: ProbedStream): MediaInfo['audio'] {
  return {
    codec: stream.codec_name ?? 'unknown',
    sampleRate: Number(stream.sample_rate ?? 0),
    channels: stream.channels ?? 0,
    durationSeconds: streamSeconds(stream),
    startSeconds: Number(stream.start_time ?? 0),
  };
}

/** The facts of the first picture and the first sound stream. Throws `broken-media` for anything but ffprobe's own shape. */
export function parseProbe(text: string): MediaInfo {
  const parsed = probeSchema.safeParse(readJson(text));
  if (!parsed.success) {
    throw new AppError('broken-media', 'ffprobe gave no usable answer', {
      reason: z.prettifyError(parsed.error).slice(0, 300),
    });
  }
  const { streams, format } = parsed.data;
  // The cover of a music file is a picture stream, but no video.
  const video = streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1);
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (video === undefined && audio === undefined) {
    throw new AppError('broken-media', 'The file holds neither picture nor sound', { reason: 'no-streams' });
  }
  return {
    container: format.format_name,
    bytes: Number(format.size ?? 0),
    durationSeconds: Number(format.duration ?? 0),
    video: video === undefined ? undefined : videoFacts(video),
    audio: audio === undefined ? undefined : audioFacts(audio),
    bitsPerSecond: optionalNumber(format.bit_rate),
    tags: format.tags ?? {},
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
