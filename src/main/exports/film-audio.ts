/** The film's sound as one file: silence without an encoder, packets laid end to end, or rendered once and kept. */
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { hashFile } from '../library/content-store.ts';
import { audioChains } from '../media/graph/audio-graphs.ts';
import type { AudioClip } from '../media/graph/audio-graphs.ts';
import { filterGraphText } from '../media/graph/filter-graph.ts';
import type { FfmpegInput } from '../media/media-types.ts';
import { AAC_PACKET_SAMPLES, isJoinableTrack, joinedAdts, silentAdts } from './aac-packets.ts';
import type { FilmTools, SoundSource } from './conform.ts';
import { ENVELOPE_RATE, musicEnvelope, speechIntervals, wavBytes } from './duck-envelope.ts';
import type { Interval } from './duck-envelope.ts';
import { transitionInto } from './film-parts.ts';
import { gainOfMix, loudnessFilters, METER, parseMeter } from './loudness.ts';
import { partKey } from './part-cache.ts';
import { encodeInChunks, RAW_MIX_ARGS, soundPackets } from './sound-chunks.ts';

export interface FilmAudio {
  path: string;
  /** Options before its `-i`. */
  inputArgs: readonly string[];
  /** Packets, for the index's size. */
  packets: number;
  way: 'silent' | 'packets' | 'rendered';
  key: string;
}

export interface FilmAudioRequest {
  plan: FilmPlan;
  /** In the plan's order. `keep` by packet needs mezzanines. */
  sounds: readonly SoundSource[];
  /** `keep`: as the clips are, by packet where that is exact. `normalise`: rendered to the plan's loudness. */
  loudness: 'keep' | 'normalise';
  signal: AbortSignal | undefined;
}

const AUDIO_VERSION = 2;
/** How to read packets of which the first is priming. */
const PRIMED_ADTS: readonly string[] = ['-f', 'aac', '-itsoffset', (-AAC_PACKET_SAMPLES / 48_000).toFixed(6)];
const SPEECH_RATE = 8_000;

/** Writes a pad as the raw samples that `RAW_MIX_ARGS` reads. */
const rawArgs = (pad: string): string[] => ['-map', `[${pad}]`, '-c:a', 'pcm_f32le', '-ar', '48000', '-ac', '2'];

/** sha256 of a file's content. Throws `media-missing` naming it where it cannot be read. */
export async function fileHash(path: string): Promise<string> {
  try {
    return await hashFile(path);
  } catch (error) {
    throw new AppError('media-missing', 'The file cannot be read', { path, file: basename(path) }, { cause: error });
  }
}

/** Makes the sound. Throws `media-missing` and `broken-media` with the name of the music or voice file that is at fault. */
export async function makeFilmAudio(tools: FilmTools, request: FilmAudioRequest): Promise<FilmAudio> {
  const { plan, sounds } = request;
  const total = filmFrames(plan) * (48_000 / plan.fps);
  const extra = plan.audio.musicPath !== null || plan.audio.voiceOverPath !== null;
  const packets = Math.floor(total / AAC_PACKET_SAMPLES);
  if (!extra && sounds.every((one) => !one.isHeard)) {
    const path = join(await tools.media.tempDir('sound'), 'silence.aac');
    await writeFile(path, silentAdts(packets));
    return { path, inputArgs: ['-f', 'aac'], packets, way: 'silent', key: 'silent' };
  }
  const joined = request.loudness === 'keep' && !extra ? await joinPackets(tools, request) : undefined;
  return joined ?? renderOnce(tools, request, total);
}

/** Whole clips with ordinary AAC: their own packets, nothing decoded. */
async function joinPackets(tools: FilmTools, { plan, sounds }: FilmAudioRequest): Promise<FilmAudio | undefined> {
  const clips = plan.clips.flatMap((clip, index) => {
    const sound = sounds[index];
    const isWhole = clip.sourceInFrames === 0 && clip.cutFrames === sound?.frames;
    if (!isWhole || !sound.isConformed || !isJoinableTrack(sound.track)) return [];
    return [{ path: sound.path, track: sound.track, samples: clip.cutFrames * (48_000 / plan.fps) }];
  });
  const lengths = sounds.map((one) => one.frames);
  const hasBlends = sounds.some((_, index) => transitionInto(plan.clips, lengths, index));
  if (clips.length !== plan.clips.length || hasBlends) return undefined;
  const path = join(await tools.media.tempDir('sound'), 'joined.aac');
  const { bytes, packets } = await joinedAdts(clips);
  await writeFile(path, bytes);
  const key = partKey({ part: 'packets', sources: sounds.map((one) => one.key) });
  return { path, inputArgs: PRIMED_ADTS, packets, way: 'packets', key };
}

async function renderOnce(tools: FilmTools, request: FilmAudioRequest, total: number): Promise<FilmAudio> {
  const { plan, sounds, signal } = request;
  const lengths = sounds.map((one) => one.frames);
  const music = await soundFile(tools, plan.audio.musicPath, 'music');
  const voice = await soundFile(tools, plan.audio.voiceOverPath, 'voice-over');
  const key = partKey({
    part: 'sound',
    version: AUDIO_VERSION,
    fps: plan.fps,
    clips: plan.clips.map((clip, index) => ({
      source: soundIdentity(sounds[index]),
      in: clip.sourceInFrames,
      cut: clip.cutFrames,
      blend: transitionInto(plan.clips, lengths, index)?.frames ?? 0,
    })),
    music: music && { hash: music.hash, volume: plan.audio.musicVolume },
    voice: voice?.hash ?? null,
    loudness: request.loudness === 'normalise' ? plan.audio.loudnessLufs : null,
  });
  const asStream = (path: string): FilmAudio => ({
    path,
    inputArgs: PRIMED_ADTS,
    packets: soundPackets(total),
    way: 'rendered',
    key,
  });
  const cached = await tools.cache.find(key);
  if (cached) return asStream(cached.path);

  const folder = await tools.media.tempDir('sound');
  const { inputs, clips } = audioInputs(plan, sounds);
  const bed = music && { input: inputs.length, envelopeInput: inputs.length + 1 };
  if (music) {
    const speech = voice ? await findSpeech(tools, voice.path, signal) : [];
    const envelope = join(folder, 'envelope.wav');
    const values = musicEnvelope({ seconds: total / 48_000, volume: plan.audio.musicVolume, speech });
    await writeFile(envelope, wavBytes(values, ENVELOPE_RATE));
    inputs.push({ path: music.path, args: ['-stream_loop', '-1'], trust: 'foreign' }, { path: envelope, trust: 'own' });
  }
  const voiceInput = voice ? inputs.length : undefined;
  if (voice) inputs.push({ path: voice.path, trust: 'foreign' });
  const toRaw = {
    durable: false,
    outputFormat: 'f32le',
    workload: { pixels: 10_000, seconds: total / 48_000 },
    ...(signal ? { signal } : {}),
  };
  const mix = join(folder, 'mix.f32');
  const isLevelled = request.loudness === 'normalise';
  const { stderrTail } = await tools.media.run({
    ...toRaw,
    inputs: inputs.length > 0 ? inputs : [{ lavfi: 'anullsrc=r=48000:cl=stereo', trust: 'own' }],
    filterGraph: filterGraphText(
      audioChains({ clips, totalSamples: total, music: bed, voiceInput, after: isLevelled ? METER : [] }),
    ),
    outputArgs: rawArgs('mix'),
    outputPath: mix,
  });
  const rawMix: FfmpegInput = { path: mix, args: RAW_MIX_ARGS, trust: 'own' };
  const target = plan.audio.loudnessLufs;
  const level = isLevelled ? parseMeter(stderrTail) : undefined;
  const gainDb = level ? await gainOfMix(tools.media, rawMix, level, target, signal) : 0;
  let mixPath = mix;
  if (gainDb === undefined) {
    const filters = await loudnessFilters(tools.media, rawMix, target, signal);
    mixPath = join(folder, 'levelled.f32');
    await tools.media.run({
      ...toRaw,
      inputs: [rawMix],
      filterGraph: filterGraphText([
        { from: ['0:a:0'], filters: [...filters, { name: 'atrim', options: { end_sample: total } }], to: ['a'] },
      ]),
      outputArgs: rawArgs('a'),
      outputPath: mixPath,
    });
  }
  const output = join(folder, `${key}.aac`);
  await writeFile(output, await encodeInChunks(tools, { mixPath, totalSamples: total, gainDb: gainDb ?? 0, signal }));
  return asStream((await tools.cache.put(key, output, 'aac', { samples: total })).path);
}

/** What the mix hears of a clip, for its key. */
function soundIdentity(sound: SoundSource | undefined): unknown {
  return sound?.isHeard === true ? { key: sound.key, isConformed: sound.isConformed } : 'silent';
}

function audioInputs(plan: FilmPlan, sounds: readonly SoundSource[]): { inputs: FfmpegInput[]; clips: AudioClip[] } {
  const perFrame = 48_000 / plan.fps;
  const lengths = sounds.map((one) => one.frames);
  const inputs: FfmpegInput[] = [];
  const clips = plan.clips.map((clip, index): AudioClip => {
    const sound = sounds[index];
    const isHeard = sound?.isHeard === true;
    if (isHeard) inputs.push({ path: sound.path, trust: sound.trust });
    return {
      input: isHeard ? inputs.length - 1 : undefined,
      hasGaps: sound?.isConformed === false,
      inSamples: clip.sourceInFrames * perFrame,
      cutSamples: clip.cutFrames * perFrame,
      fadeInSamples: (transitionInto(plan.clips, lengths, index)?.frames ?? 0) * perFrame,
      handleSamples: (transitionInto(plan.clips, lengths, index + 1)?.frames ?? 0) * perFrame,
    };
  });
  return { inputs, clips };
}

async function soundFile(
  tools: FilmTools,
  path: string | null,
  role: 'music' | 'voice-over',
): Promise<{ path: string; hash: string } | undefined> {
  if (path === null) return undefined;
  const file = basename(path);
  const hash = await fileHash(path);
  const info = await tools.media.probe(path, 'foreign').catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(
      error.code,
      `The ${role} file cannot be used`,
      { ...error.details, path, file, role },
      { cause: error },
    );
  });
  if (!info.audio) throw new AppError('broken-media', `The ${role} file has no sound`, { path, file, role });
  return { path, hash };
}

async function findSpeech(tools: FilmTools, path: string, signal: AbortSignal | undefined): Promise<Interval[]> {
  const { stdout, done } = tools.media.runToPipe({
    inputs: [{ path, trust: 'foreign' }],
    outputArgs: ['-map', '0:a:0', '-ac', '1', '-ar', String(SPEECH_RATE), '-c:a', 'pcm_s16le'],
    outputFormat: 's16le',
    ...(signal ? { signal } : {}),
  });
  const chunks: Buffer[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of stdout) chunks.push(chunk as Buffer);
  };
  await Promise.all([read(), done]);
  const bytes = Buffer.concat(chunks);
  const samples = new Float32Array(Math.floor(bytes.length / 2));
  for (let index = 0; index < samples.length; index += 1) samples[index] = bytes.readInt16LE(index * 2) / 32_768;
  return speechIntervals(samples, SPEECH_RATE);
}
