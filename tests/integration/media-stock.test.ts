import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sniffMedia } from '../../src/main/media/sniff.ts';
import {
  convert,
  extractAudio,
  extractFrame,
  makeFilmstrip,
  makeThumbnail,
  readQualityFacts,
  readWaveform,
  split,
  trim,
} from '../../src/main/media/stock-operations.ts';
import {
  createMediaLab,
  decodeFrame,
  makeTestVideo,
  meanDifference,
  rawFfmpeg,
  type MediaLab,
} from '../support/media/fixtures.ts';

let lab: MediaLab;
let film: string;
const source = () => ({ path: film, trust: 'foreign' as const });

beforeAll(async () => {
  lab = await createMediaLab('stock');
  film = lab.path('film.mp4');
  makeTestVideo(lab.binaries, film, { seconds: 4 });
});
afterAll(() => lab.dispose());

describe('stock operations', () => {
  it('makes a thumbnail of the wanted size and never enlarges', async () => {
    const small = lab.path('small.jpg');
    await makeThumbnail(lab.tools, { ...source(), outputPath: small, longSidePx: 160, format: 'jpeg' });
    expect(await sniffMedia(small)).toMatchObject({ container: 'jpeg', widthPx: 160, heightPx: 90 });
    const large = lab.path('large.png');
    await makeThumbnail(lab.tools, { ...source(), outputPath: large, longSidePx: 2000, format: 'png', atSeconds: 99 });
    expect(await sniffMedia(large)).toMatchObject({ container: 'png', widthPx: 320, heightPx: 180 });
  });

  it.each([0, 1, 37, 95])('extracts exactly frame %i', async (frame) => {
    const picture = lab.path(`frame-${frame}.png`);
    await extractFrame(lab.tools, { ...source(), outputPath: picture, frame, format: 'png' });
    const got = decodeFrame(lab.binaries, picture, 0);
    const differences = [frame - 1, frame, frame + 1]
      .filter((n) => n >= 0 && n < 96)
      .map((n) => [n, meanDifference(got, decodeFrame(lab.binaries, film, n))] as const);
    const nearest = differences.toSorted((a, b) => a[1] - b[1])[0];
    expect(nearest?.[0]).toBe(frame);
    expect(nearest?.[1]).toBeLessThan(1);
  });

  it('refuses a frame behind the last one', async () => {
    const request = { ...source(), outputPath: lab.path('never.png'), frame: 96, format: 'png' as const };
    await expect(extractFrame(lab.tools, request)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it.each([1, 12])('makes a filmstrip whose tiles show their frames (key frames every %i)', async (gopFrames) => {
    const sheet = lab.path(`sheet-${gopFrames}.png`);
    const plan = await makeFilmstrip(lab.tools, {
      ...source(),
      outputPath: sheet,
      tiles: 6,
      columns: 3,
      tileHeightPx: 90,
      gopFrames,
      format: 'png',
    });
    expect([plan.columns, plan.rows, plan.frames.length]).toEqual([3, 2, 6]);
    expect(plan.frames.every((frame) => frame % gopFrames === 0)).toBe(true);
    expect(await sniffMedia(sheet)).toMatchObject({ widthPx: 480, heightPx: 180 });
    const pixels = decodeFrame(lab.binaries, sheet, 0);
    for (const [tile, frame] of plan.frames.entries()) {
      const own = tileOf(pixels, tile);
      const wanted = smallFrame(frame);
      const other = smallFrame((frame + 36) % 96);
      expect(meanDifference(own, wanted)).toBeLessThan(meanDifference(own, other) / 3);
    }
  });

  it('reads peaks that rise and fall with the sound', async () => {
    const sound = lab.path('half.wav');
    rawFfmpeg(lab.binaries, ['-f', 'lavfi', '-i', "aevalsrc='0.5*sin(880*PI*t)*gte(t,1)':s=48000:d=2", sound]);
    const peaks = await readWaveform(lab.tools, { path: sound, trust: 'foreign', bucketsPerSecond: 50 });
    expect(peaks.max).toHaveLength(100);
    expect(peaks.durationSeconds).toBeCloseTo(2, 2);
    expect(Math.max(...peaks.max.slice(0, 48))).toBeLessThan(300);
    expect(Math.min(...peaks.max.slice(52))).toBeGreaterThan(14_000);
    expect(Math.max(...peaks.min.slice(52))).toBeLessThan(-14_000);
  });

  it('cuts exactly on the frame', async () => {
    const part = lab.path('exact.mp4');
    await trim(lab.tools, {
      ...source(),
      outputPath: part,
      startSeconds: 29 / 24,
      endSeconds: 70 / 24,
      mode: 'exact',
      format: 'mp4',
    });
    const info = await lab.tools.probe(part, 'foreign');
    expect(info.video?.frames).toBe(41);
    expect(info.audio?.durationSeconds).toBeCloseTo(41 / 24, 1);
    const first = decodeFrame(lab.binaries, part, 0);
    const [before, same, after] = [28, 29, 30].map((n) => meanDifference(first, decodeFrame(lab.binaries, film, n)));
    expect(same).toBeLessThan(Math.min(before ?? 0, after ?? 0));
  });

  it('cuts by copy from a key frame without touching the pictures', async () => {
    const part = lab.path('copy.mp4');
    await trim(lab.tools, {
      ...source(),
      outputPath: part,
      startSeconds: 1,
      endSeconds: 3,
      mode: 'copy',
      format: 'mp4',
    });
    const info = await lab.tools.probe(part, 'foreign');
    expect(info.video?.durationSeconds).toBeCloseTo(2, 1);
    expect(decodeFrame(lab.binaries, part, 0).equals(decodeFrame(lab.binaries, film, 24))).toBe(true);
  });

  it('splits into parts that add up', async () => {
    const outputPaths = ['p0.mp4', 'p1.mp4', 'p2.mp4'].map((name) => lab.path(name));
    await split(lab.tools, { ...source(), atSeconds: [1, 2.5], outputPaths, mode: 'exact', format: 'mp4' });
    const frames = await Promise.all(
      outputPaths.map(async (path) => (await lab.tools.probe(path, 'foreign')).video?.frames),
    );
    expect(frames).toEqual([24, 36, 36]);
  });

  it.each([
    ['mov', 'mov', 'h264'],
    ['webm', 'webm', 'vp9'],
  ] as const)('converts to %s', async (format, container, codec) => {
    const out = lab.path(`converted.${format}`);
    await convert(lab.tools, { ...source(), outputPath: out, format, shortSidePx: 90 });
    const info = await lab.tools.probe(out, 'foreign');
    expect(info.container.split(',')).toContain(container);
    expect(info.video).toMatchObject({ codec, widthPx: 160, heightPx: 90 });
    expect(info.durationSeconds).toBeCloseTo(4, 1);
  });

  it.each(['wav', 'mp3', 'flac', 'm4a'] as const)('extracts the sound as %s', async (format) => {
    const out = lab.path(`sound.${format}`);
    await extractAudio(lab.tools, { ...source(), outputPath: out, format });
    const info = await lab.tools.probe(out, 'foreign');
    expect(info.video).toBeUndefined();
    // An MP3 counts its encoder delay.
    expect(Math.abs(info.durationSeconds - 4)).toBeLessThan(0.1);
  });

  it('says clearly that a silent film has no sound to extract', async () => {
    const mute = lab.path('mute.mp4');
    makeTestVideo(lab.binaries, mute, { seconds: 1, withSound: false });
    const request = { path: mute, trust: 'foreign' as const, outputPath: lab.path('none.wav'), format: 'wav' as const };
    await expect(extractAudio(lab.tools, request)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { reason: 'no-audio' },
    });
    await expect(readWaveform(lab.tools, request)).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('measures black, standing and silent time and the loudness', async () => {
    const path = lab.path('facts.mp4');
    rawFfmpeg(lab.binaries, [
      ...['-f', 'lavfi', '-i', 'color=black:s=320x180:r=24:d=1', '-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=1'],
      ...['-f', 'lavfi', '-i', 'color=red:s=320x180:r=24:d=2'],
      ...['-f', 'lavfi', '-i', "aevalsrc='0.3*sin(1000*PI*t)*lt(t,3)':s=48000:d=4"],
      ...['-filter_complex', '[0][1][2]concat=n=3[v]', '-map', '[v]', '-map', '3:a', '-pix_fmt', 'yuv420p', path],
    ]);
    const facts = await readQualityFacts(lab.tools, { path, trust: 'foreign' });
    expect(facts.blackSeconds).toBeCloseTo(1, 0);
    expect(facts.longestFreezeSeconds).toBeGreaterThan(1.8);
    expect(facts.silentSeconds).toBeCloseTo(1, 1);
    expect(facts.loudnessLufs).toBeGreaterThan(-20);
    expect(facts.loudnessLufs).toBeLessThan(-10);
    expect(Math.abs((facts.truePeakDb ?? 0) - 20 * Math.log10(0.3))).toBeLessThan(1);
  });

  it('leaves no hidden file behind', () => {
    expect(readdirSync(lab.folder).filter((name) => name.startsWith('.framewright-'))).toEqual([]);
    expect(readFileSync(film).length).toBeGreaterThan(0);
  });
});

function tileOf(sheet: Buffer, tile: number): Buffer {
  const rows = Array.from({ length: 90 }, (_, row) => {
    const start = ((Math.floor(tile / 3) * 90 + row) * 480 + (tile % 3) * 160) * 3;
    return sheet.subarray(start, start + 160 * 3);
  });
  return Buffer.concat(rows);
}

function smallFrame(frame: number): Buffer {
  const path = lab.path('reference.png');
  rawFfmpeg(lab.binaries, ['-i', film, '-vf', `select='eq(n,${frame})',scale=160:90`, '-frames:v', '1', path]);
  return decodeFrame(lab.binaries, path, 0);
}
