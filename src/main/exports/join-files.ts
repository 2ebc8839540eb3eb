/** `stitch`: whole files from outside joined in order; what matches is copied, the rest is converted. */
import { access } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { AppError, toAppError } from '../../shared/contract/errors.ts';
import type { FilmClip, FilmPlan } from '../../shared/model/film-plan.ts';
import { FRAME_RATES } from '../../shared/model/frame-time.ts';
import type { Fps } from '../../shared/model/frame-time.ts';
import { exportFormatSchema } from '../../shared/model/shot-terms.ts';
import type { Transition } from '../../shared/model/shot-terms.ts';
import type { PictureFormat } from '../media/args/film-encode.ts';
import type { MediaInfo } from '../media/media-types.ts';
import { sourceFrames } from './conform.ts';
import type { FilmTools, Mezzanine } from './conform.ts';
import { encodeFormat } from './encode-format.ts';
import { fileHash } from './film-audio.ts';
import { inParallel } from './in-parallel.ts';
import { readMp4Facts, videoFingerprint } from './mp4-facts.ts';
import type { Mp4Facts, Mp4Track } from './mp4-facts.ts';
import { conformClips, stitchFilm } from './stitch-film.ts';

export interface JoinRequest {
  /** Absolute paths in the film's order. */
  inputs: readonly string[];
  /** Absolute; its extension (mp4, mov, webm, gif) says the format. A name in use gets "-2". */
  output: string;
  transition?: Transition;
  transitionSeconds?: number;
  signal?: AbortSignal;
  /** 0…1 */
  onProgress?: (fraction: number) => void;
}

export interface JoinResult {
  path: string;
  durationSeconds: number;
  frames: number;
  /** Inputs used bit for bit, and those that had to be converted first. */
  copied: number;
  converted: number;
}

/** Joins the files. Throws `broken-media` or `media-missing` naming every input that cannot be used, before any work. */
export async function joinFiles(tools: FilmTools, request: JoinRequest): Promise<JoinResult> {
  const { inputs, signal } = request;
  if (inputs.length === 0) throw new AppError('invalid-input', 'Joining needs at least one file');
  const outputFormat = exportFormatSchema.safeParse(extname(request.output).slice(1).toLowerCase());
  if (!outputFormat.success)
    throw new AppError('invalid-input', 'The output must end in .mp4, .mov, .webm or .gif', { path: request.output });
  const transition = request.transition ?? 'cut';
  const facts = await inParallel(inputs, 4, (path) => readMp4Facts(path).catch(() => undefined));
  const matching = transition === 'cut' ? matchingFormat(facts) : undefined;
  const infos = matching ? [] : await probeAll(tools, inputs);
  const format = matching ?? formatOfFirst(infos);
  const wanted = Math.round((request.transitionSeconds ?? 0.5) * format.fps);
  const lengths = inputs.map((_, index) => {
    const info = infos[index];
    return info ? sourceFrames(info, format.fps) : (facts[index]?.video?.sampleSizes.length ?? 0);
  });
  const clips = await inParallel(inputs, 2, async (path, index): Promise<FilmClip> => {
    const length = lengths[index] ?? 1;
    const next = lengths[index + 1];
    const blend =
      transition === 'cut' || next === undefined
        ? 0
        : Math.min(wanted, Math.floor(length / 2), Math.floor(next / 2), 96);
    // A matching file is never looked up in the cache: its path is name enough.
    const sourceHash = matching ? path : await fileHash(path);
    return {
      id: basename(path),
      sourcePath: path,
      sourceHash,
      sourceInFrames: 0,
      cutFrames: length - blend,
      transition: blend > 0 ? transition : 'cut',
      transitionFrames: blend,
    };
  });
  const plan = planOf(clips, format, basename(request.output));
  const mezzanines = matching
    ? inputs.map((path, index) => wholeFile(path, facts[index]))
    : await conformClips(tools, plan, {
        ...(signal ? { signal } : {}),
        onProgress: (fraction) => request.onProgress?.(fraction * 0.7),
      });
  const path = await freePath(request.output);
  const frames = clips.reduce((sum, clip) => sum + clip.cutFrames, 0);
  const container = outputFormat.data;
  const isCopy = container === 'mp4' || container === 'mov';
  const master = isCopy ? path : join(await tools.media.tempDir('join'), 'film.mp4');
  await stitchFilm(tools, plan, {
    outputPath: master,
    outputFormat: container === 'mov' ? 'mov' : 'mp4',
    loudness: 'keep',
    mezzanines,
    ...(signal ? { signal } : {}),
    onProgress: (fraction) => request.onProgress?.(0.7 + fraction * (isCopy ? 0.3 : 0.05)),
  });
  if (!isCopy) {
    await encodeFormat(tools, {
      masterPath: master,
      plan,
      durationSeconds: frames / format.fps,
      format: container,
      targetBytes: undefined,
      outputPath: path,
      signal,
      onProgress: (fraction) => request.onProgress?.(0.75 + fraction * 0.25),
    });
  }
  const converted = mezzanines.filter((one) => !one.isSource).length;
  return { path, durationSeconds: frames / format.fps, frames, copied: inputs.length - converted, converted };
}

/** Frame rate of a track with even frames, where it is one of ours. */
function rateOf(track: Mp4Track): Fps | undefined {
  return FRAME_RATES.find((rate) => track.sampleTicks !== undefined && track.timescale === rate * track.sampleTicks);
}

/** The common format where all files can be joined as they are; undefined as soon as one differs. */
function matchingFormat(facts: readonly (Mp4Facts | undefined)[]): PictureFormat | undefined {
  const first = facts[0]?.video;
  const fingerprint = videoFingerprint(first);
  const fps = first && rateOf(first);
  if (!first || first.fourcc !== 'avc1' || fingerprint === undefined || fps === undefined) return undefined;
  if (!facts.every((one) => videoFingerprint(one?.video) === fingerprint)) return undefined;
  return { widthPx: first.widthPx, heightPx: first.heightPx, fps };
}

function wholeFile(path: string, facts: Mp4Facts | undefined): Mezzanine {
  if (!facts) throw new AppError('internal', 'A matching file has no index', { path });
  return { path, key: path, frames: facts.video?.sampleSizes.length ?? 0, facts, isSource: true };
}

async function probeAll(tools: FilmTools, inputs: readonly string[]): Promise<MediaInfo[]> {
  const problems: { file: string; path: string; code: string }[] = [];
  const infos = await inParallel(inputs, 2, async (path) => {
    try {
      const info = await tools.media.probe(path, 'foreign');
      if (!info.video) throw new AppError('broken-media', 'The file has no picture', { path });
      return info;
    } catch (error) {
      const { code } = toAppError(error);
      if (
        code !== 'broken-media' &&
        code !== 'media-missing' &&
        code !== 'unsupported-media' &&
        code !== 'media-too-large'
      )
        throw error;
      problems.push({ file: basename(path), path, code });
      return undefined;
    }
  });
  const [first] = problems;
  if (first) {
    const code = problems.every((one) => one.code === 'media-missing') ? 'media-missing' : 'broken-media';
    throw new AppError(code, `Cannot be joined: ${problems.map((one) => one.file).join(', ')}`, {
      file: first.file,
      path: first.path,
      files: problems,
    });
  }
  return infos.flatMap((info) => info ?? []);
}

function formatOfFirst(infos: readonly MediaInfo[]): PictureFormat {
  const video = infos[0]?.video;
  if (!video) throw new AppError('internal', 'No first file');
  const even = (value: number): number => Math.max(16, Math.min(4_096, Math.round(value / 2) * 2));
  const fps = FRAME_RATES.reduce((best, rate) =>
    Math.abs(rate - video.fps) < Math.abs(best - video.fps) ? rate : best,
  );
  return { widthPx: even(video.widthPx), heightPx: even(video.heightPx), fps };
}

function planOf(clips: FilmClip[], format: PictureFormat, title: string): FilmPlan {
  return {
    ...format,
    platform: 'custom',
    language: 'en',
    clips,
    titles: [],
    captions: [],
    endCard: null,
    audio: { musicPath: null, musicVolume: 0, voiceOverPath: null, loudnessLufs: -14 },
    metadata: { title, animatic: false },
  };
}

async function freePath(path: string): Promise<string> {
  const extension = extname(path);
  const stem = basename(path, extension);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : join(dirname(path), `${stem}-${number}${extension}`);
    const isTaken = await access(candidate).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}
