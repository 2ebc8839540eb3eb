/** A film of ours as a stream that holds only the frames a GIF needs, its palette's key frames first. */
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { chooseFrames } from '../media/gif/frame-choice.ts';
import type { FrameChoice } from '../media/gif/frame-choice.ts';
import { fragmentHead, fragmentsHead } from '../media/gif/mp4-fragments.ts';
import { isReference, readVideoTrack } from '../media/gif/mp4-samples.ts';
import type { VideoTrack } from '../media/gif/mp4-samples.ts';

export interface GifSource {
  /** A fragmented MP4 for FFmpeg's standard input. */
  stream: Readable;
  /** So many frames at the GIF's rate come before the film: the palette is chosen from them. */
  sampleFrames: number;
}

/** No index of ours comes near; a hundred hours have one of 60 MB. */
const MOST_INDEX_BYTES = 64 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;
/** Sound between two frames is read along rather than asked for around. */
const MOST_GAP_BYTES = 64 * 1024;

/**
 * Half of the film's frames are not seen in the GIF, and those among them that no other frame stands on need not be
 * decoded. Undefined for a file that is not as our mezzanine writes it; FFmpeg then reads it by itself. Throws what
 * opening and reading throw.
 */
export async function openGifSource(
  path: string,
  film: { fps: number; frames: number },
): Promise<GifSource | undefined> {
  const file = await open(path, 'r');
  let track: Awaited<ReturnType<typeof readTrack>>;
  try {
    track = await readTrack(file);
  } finally {
    await file.close();
  }
  if (!track) return undefined;
  const choice = chooseFrames(track, film.fps, film.frames);
  if (choice.shown.size === 0) return undefined;
  const pieces = fragments(path, track, choice, film.fps);
  return {
    stream: Readable.from(pieces, { objectMode: false, highWaterMark: READ_BYTES }),
    sampleFrames: choice.samples.length,
  };
}

async function readTrack(file: FileHandle): Promise<VideoTrack | undefined> {
  const { size: fileBytes } = await file.stat();
  const head = Buffer.alloc(16);
  for (let at = 0; at + 16 <= fileBytes;) {
    await file.read(head, 0, 16, at);
    const short = head.readUInt32BE(0);
    const size = short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    if (size < 8) return undefined;
    if (head.toString('latin1', 4, 8) === 'moov') {
      if (short === 1 || size > MOST_INDEX_BYTES || at + size > fileBytes) return undefined;
      const moov = Buffer.alloc(size);
      await file.read(moov, 0, size, at);
      const track = readVideoTrack(moov);
      return track?.frames.every(({ offset, bytes }) => offset + bytes <= fileBytes) === true ? track : undefined;
    }
    at += size;
  }
  return undefined;
}

/** Head, key frames, then the film; frames are read in long runs. The file is open only while the stream is read. */
async function* fragments(path: string, track: VideoTrack, choice: FrameChoice, fps: number): AsyncGenerator<Buffer> {
  // In units that a frame of the film and one of the GIF are both a whole number of.
  const timescale = track.timescale * fps;
  const lead = choice.samples.length * track.timescale;
  let number = 0;
  const piece = (data: Buffer, index: number, dts: number, shift: number): Buffer[] => {
    number += 1;
    const isKey = track.frames[index]?.isKey === true;
    return [Buffer.from(fragmentHead({ number, dts, shift, isKey }, data.length)), data];
  };
  const file = await open(path, 'r');
  try {
    yield Buffer.from(fragmentsHead(track.description, timescale));
    for (const [at, index] of choice.samples.entries()) {
      const [data] = await readFrames(file, track, index, index + 1);
      if (data) yield Buffer.concat(piece(data, index, at * track.timescale, track.startPts * fps));
    }
    for (let from = 0; from < choice.end;) {
      const to = endOfRun(track, from, choice.end);
      const run: Buffer[] = [];
      for (const [at, data] of (await readFrames(file, track, from, to)).entries()) {
        const frame = track.frames[from + at];
        if (!frame || (!choice.shown.has(from + at) && !isReference(data, track.lengthBytes))) continue;
        run.push(...piece(data, from + at, lead + frame.dts * fps, (frame.pts - frame.dts) * fps));
      }
      if (run.length > 0) yield Buffer.concat(run);
      from = to;
    }
  } finally {
    await file.close();
  }
}

/** Index after the last frame that lies close enough behind `from` to be read with it. */
function endOfRun(track: VideoTrack, from: number, end: number): number {
  const start = track.frames[from]?.offset ?? 0;
  let to = from + 1;
  let reached = start + (track.frames[from]?.bytes ?? 0);
  for (let next = track.frames[to]; next && to < end; next = track.frames[to]) {
    const gap = next.offset - reached;
    if (gap < 0 || gap > MOST_GAP_BYTES || next.offset + next.bytes - start > READ_BYTES) break;
    reached = next.offset + next.bytes;
    to += 1;
  }
  return to;
}

async function readFrames(file: FileHandle, track: VideoTrack, from: number, to: number): Promise<Buffer[]> {
  const frames = track.frames.slice(from, to);
  const start = frames[0]?.offset ?? 0;
  const last = frames.at(-1);
  const buffer = Buffer.allocUnsafe(last ? last.offset + last.bytes - start : 0);
  await file.read(buffer, 0, buffer.length, start);
  return frames.map(({ offset, bytes }) => buffer.subarray(offset - start, offset - start + bytes));
}
