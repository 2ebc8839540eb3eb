/** A film plan to one file: mezzanines joined by copy, only the frames that change are encoded (media.md). */
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import { AppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { MEZZANINE_GOP_FRAMES, reservedIndexBytes, videoTimescale } from '../media/args/film-encode.ts';
import type { FfmpegResult } from '../media/media-types.ts';
import { provenanceArgs } from '../media/provenance.ts';
import { concatListText } from './concat-list.ts';
import { conformInspected, inspectSegment, soundOfMezzanine } from './conform.ts';
import type { ConformRequest, FilmTools, InspectedSegment, Mezzanine, SoundSource } from './conform.ts';
import { makeFilmAudio } from './film-audio.ts';
import type { FilmAudio } from './film-audio.ts';
import { filmParts } from './film-parts.ts';
import type { FilmPart } from './film-parts.ts';
import { bothOf, inParallel } from './in-parallel.ts';
import { readMp4Facts } from './mp4-facts.ts';
import { formatOf, makePart } from './render-part.ts';
import type { DrawnOverlay, MadePart } from './render-part.ts';

export interface StitchOptions {
  outputPath: string;
  outputFormat?: 'mp4' | 'mov';
  /** Pictures drawn before, on the film's clock. */
  overlays?: readonly DrawnOverlay[];
  loudness?: 'keep' | 'normalise';
  /** Default true; false where the file goes into a cache that flushes it. */
  durable?: boolean;
  /** Already conformed clips, in the plan's order; conformed here where absent. */
  mezzanines?: readonly Mezzanine[];
  signal?: AbortSignal;
  /** 0…1 over the whole work. */
  onProgress?: (fraction: number) => void;
}

export interface StitchResult {
  frames: number;
  durationSeconds: number;
  /** Parts used as whole files, copied or drawn now, and taken from the cache. */
  parts: { whole: number; copied: number; rendered: number; reused: number };
  audio: FilmAudio['way'];
  /** The final FFmpeg call, for logs and benches. */
  mux: FfmpegResult;
}

/** Share of the time that conforming takes in the progress; parts take the rest. */
const CONFORM_SHARE = 0.6;
const COPIES_AT_ONCE = Math.max(1, Math.min(4, availableParallelism()));

interface InspectedClips {
  /** By the hash of the source. */
  byHash: ReadonlyMap<string, InspectedSegment>;
  sounds: readonly SoundSource[];
}

function conformRequest(
  plan: FilmPlan,
  clip: FilmPlan['clips'][number],
  signal: AbortSignal | undefined,
): ConformRequest {
  const { sourcePath, sourceHash } = clip;
  return { sourcePath, sourceHash, format: formatOf(plan), ...(signal ? { signal } : {}) };
}

const sourcesOf = (plan: FilmPlan): FilmPlan['clips'][number][] => [
  ...new Map(plan.clips.map((clip) => [clip.sourceHash, clip])).values(),
];

/** Looks at every distinct source of the plan once. */
async function inspectClips(
  tools: FilmTools,
  plan: FilmPlan,
  signal: AbortSignal | undefined,
): Promise<InspectedClips> {
  const entries = await inParallel(sourcesOf(plan), COPIES_AT_ONCE, async (clip) => {
    return [clip.sourceHash, await inspectSegment(tools, conformRequest(plan, clip, signal))] as const;
  });
  const byHash = new Map(entries);
  return { byHash, sounds: plan.clips.flatMap((clip) => byHash.get(clip.sourceHash)?.sound ?? []) };
}

/** Conforms every distinct source of the plan once. Throws AppError naming the clip whose cut reaches beyond its source. */
export async function conformClips(
  tools: FilmTools,
  plan: FilmPlan,
  options: Pick<StitchOptions, 'signal' | 'onProgress'>,
): Promise<Mezzanine[]> {
  return conformInspectedClips(tools, plan, await inspectClips(tools, plan, options.signal), options);
}

async function conformInspectedClips(
  tools: FilmTools,
  plan: FilmPlan,
  inspected: InspectedClips,
  options: Pick<StitchOptions, 'signal' | 'onProgress'>,
): Promise<Mezzanine[]> {
  const sources = sourcesOf(plan);
  const done = new Map<string, number>();
  // x264 uses every core by itself; two at a time fill the gaps of start and end.
  const made = await inParallel(sources, Math.min(2, COPIES_AT_ONCE), async (clip) => {
    const segment = inspected.byHash.get(clip.sourceHash);
    if (!segment) throw new AppError('internal', 'A clip was not inspected', { clip: clip.id });
    const request = {
      ...conformRequest(plan, clip, options.signal),
      onProgress: (fraction: number) => report(clip.sourceHash, fraction),
    };
    const mezzanine = await conformInspected(tools, request, segment);
    report(clip.sourceHash, 1);
    return [clip.sourceHash, mezzanine] as const;
  });
  function report(hash: string, fraction: number): void {
    done.set(hash, fraction);
    options.onProgress?.([...done.values()].reduce((sum, one) => sum + one, 0) / sources.length);
  }
  const byHash = new Map(made);
  return plan.clips.map((clip) => {
    const mezzanine = byHash.get(clip.sourceHash);
    if (!mezzanine) throw new AppError('internal', 'A clip was not conformed', { clip: clip.id });
    const needed = clip.sourceInFrames + clip.cutFrames;
    if (needed > mezzanine.frames) {
      throw new AppError('broken-media', 'A segment is shorter than its cut', {
        clip: clip.id,
        path: clip.sourcePath,
        frames: mezzanine.frames,
        neededFrames: needed,
      });
    }
    return mezzanine;
  });
}

/** Text for a container's tags: no control characters. */
function tagText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, ' ').trim();
}

/** Options that write a film's title and the mark of where it comes from. */
export function filmTagArgs(tools: FilmTools, plan: Pick<FilmPlan, 'metadata'>): string[] {
  const title = tagText(plan.metadata.title);
  const createdAtIso = new Date(tools.clock.nowMs()).toISOString();
  return [
    ...(title === '' ? [] : ['-metadata', `title=${title}`]),
    ...provenanceArgs({ animatic: plan.metadata.animatic, createdAtIso }),
  ];
}

/**
 * Writes the film. Its picture is exactly the sum of the cuts long, to the frame, and its sound within one packet of
 * it. Cancel and failure leave nothing at `outputPath`. Throws AppError.
 */
export async function stitchFilm(tools: FilmTools, plan: FilmPlan, options: StitchOptions): Promise<StitchResult> {
  const { signal } = options;
  const overlays = options.overlays ?? [];
  const given = options.mezzanines
    ? { mezzanines: options.mezzanines }
    : { inspected: await inspectClips(tools, plan, signal) };
  const conformed = (fraction: number): void => options.onProgress?.(fraction * CONFORM_SHARE);
  const picture = async (): Promise<MadePicture> => {
    const mezzanines =
      'mezzanines' in given
        ? given.mezzanines
        : await conformInspectedClips(tools, plan, given.inspected, {
            ...(signal ? { signal } : {}),
            onProgress: conformed,
          });
    const lengths = mezzanines.map((one) => one.frames);
    const parts = filmParts(plan.clips, lengths, overlays, MEZZANINE_GOP_FRAMES);
    let finished = 0;
    const made = await inParallel(parts, COPIES_AT_ONCE, async (part) => {
      const result = await makePart(tools, { format: formatOf(plan), part, mezzanines, overlays, signal });
      finished += 1;
      options.onProgress?.(CONFORM_SHARE + ((1 - CONFORM_SHARE) * finished) / (parts.length + 1));
      return result;
    });
    return { mezzanines, parts, made };
  };
  const loudness = options.loudness ?? 'normalise';
  const soundOf = (sounds: readonly SoundSource[]): Promise<FilmAudio> =>
    makeFilmAudio(tools, { plan, sounds, loudness, signal });
  const drawing = picture();
  // Sound that is rendered anyway need not wait for the picture; by packet it is that of the mezzanines.
  const [{ parts, made }, audio] = await bothOf(
    drawing,
    'inspected' in given && loudness === 'normalise'
      ? soundOf(given.inspected.sounds)
      : drawing.then(({ mezzanines }) => soundOf(mezzanines.map(soundOfMezzanine))),
  );
  const mux = await joinParts(tools, { plan, entries: made, audio, options });
  const frames = filmFrames(plan);
  const video = (await readMp4Facts(options.outputPath))?.video;
  if (video?.sampleSizes.length !== frames || video.sampleTicks === undefined) {
    throw new AppError('ffmpeg-failed', 'The film has the wrong length', {
      frames: video?.sampleSizes.length ?? 0,
      expected: frames,
    });
  }
  options.onProgress?.(1);
  const count = (kind: string): number =>
    parts.filter((part, index) => part.kind === kind && made[index]?.isNew === true).length;
  const whole = parts.filter((part) => part.kind === 'whole').length;
  const copied = count('copy');
  const rendered = count('render');
  return {
    frames,
    durationSeconds: frames / plan.fps,
    parts: { whole, copied, rendered, reused: parts.length - whole - copied - rendered },
    audio: audio.way,
    mux,
  };
}

interface MadePicture {
  mezzanines: readonly Mezzanine[];
  parts: readonly FilmPart[];
  made: readonly MadePart[];
}

interface Join {
  plan: FilmPlan;
  entries: readonly { path: string; frames: number }[];
  audio: FilmAudio;
  options: StitchOptions;
}

/** One FFmpeg call, nothing decoded: pictures from the list, sound from its file. */
async function joinParts(tools: FilmTools, { plan, entries, audio, options }: Join): Promise<FfmpegResult> {
  const list = join(await tools.media.tempDir('list'), 'film.ffconcat');
  await writeFile(list, concatListText(entries, plan.fps));
  await mkdir(dirname(options.outputPath), { recursive: true });
  const frames = filmFrames(plan);
  return tools.media.run({
    inputs: [
      // Every entry has the same header (checked by fingerprint), so FFmpeg need not convert between them.
      { path: list, args: ['-f', 'concat', '-safe', '0', '-auto_convert', '0'], trust: 'own' },
      { path: audio.path, args: audio.inputArgs, trust: 'own' },
    ],
    outputArgs: [
      // -copyts: else the priming of the clips' own sound would shift the picture by 21 ms.
      ...['-copyts', '-map', '0:v:0', '-map', '1:a:0', '-c', 'copy', '-map_metadata', '-1'],
      ...['-video_track_timescale', String(videoTimescale(plan.fps))],
      ...['-moov_size', String(reservedIndexBytes(frames, audio.packets))],
      ...filmTagArgs(tools, plan),
    ],
    outputPath: options.outputPath,
    outputFormat: options.outputFormat ?? 'mp4',
    expectedFrames: frames,
    niced: false,
    durable: options.durable ?? true,
    ...(options.signal ? { signal: options.signal } : {}),
  });
}
