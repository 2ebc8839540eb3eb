import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { techGateReportSchema, type GateCheck } from '../../shared/model/gate-report.ts';
import type { MediaInfo, TechGateExpectation } from './quality-types.ts';
import { runTechnicalGate } from './run-technical-gate.ts';
import { checkTechnical } from './technical-gate.ts';

type Video = NonNullable<MediaInfo['video']>;
type Audio = NonNullable<MediaInfo['audio']>;

const VIDEO: Video = {
  codec: 'h264',
  profile: 'High',
  level: 40,
  widthPx: 1080,
  heightPx: 1920,
  frameRate: '24/1',
  fps: 24,
  pixelFormat: 'yuv420p',
  sampleAspectRatio: '1:1',
  timeBase: '1/12288',
  colourSpace: 'bt709',
  frames: 192,
  bitsPerSecond: 5_000_000,
  durationSeconds: 8,
  startSeconds: 0,
};
const AUDIO: Audio = { codec: 'aac', sampleRate: 48_000, channels: 2, durationSeconds: 8, startSeconds: 0 };
const GOOD: MediaInfo = {
  container: 'mov,mp4,m4a,3gp,3g2,mj2',
  bytes: 5_000_000,
  durationSeconds: 8,
  video: VIDEO,
  audio: AUDIO,
  bitsPerSecond: 5_200_000,
  tags: { comment: 'framewright animatic', creation_time: '2026-11-21T00:00:00.000000Z' },
};
const WANTED: TechGateExpectation = { durationSeconds: 8, fps: 24, paid: false, provenanceTag: 'framewright' };

const video = (change: Partial<Video>): MediaInfo => ({ ...GOOD, video: { ...VIDEO, ...change } });
const audio = (change: Partial<Audio>): MediaInfo => ({ ...GOOD, audio: { ...AUDIO, ...change } });
/** A silent segment of another length. */
const lasting = (durationSeconds: number): MediaInfo => ({ ...video({ durationSeconds }), audio: undefined });
const failedOf = (info: MediaInfo, wanted = WANTED): GateCheck['id'][] =>
  checkTechnical(info, wanted)
    .checks.filter((check) => check.outcome === 'failed')
    .map((check) => check.id);

describe('checkTechnical', () => {
  it('passes a good segment with ten of ten, in a report that its schema takes', () => {
    const report = checkTechnical(GOOD, WANTED);
    expect(report).toMatchObject({ passed: true, score: 10 });
    expect(techGateReportSchema.parse(report)).toEqual(report);
  });

  it.each<[GateCheck['id'], MediaInfo]>([
    ['resolution', video({ widthPx: 719 })],
    ['codec', video({ codec: 'mpeg4' })],
    ['bitrate', video({ bitsPerSecond: 19_000_000 })],
    ['frame-rate', video({ fps: 23 })],
    ['frame-rate', video({ fps: 30 })],
    ['duration', lasting(7.599)],
    ['duration', lasting(8.401)],
    ['audio-sync', audio({ startSeconds: 0.101 })],
    ['audio-sync', audio({ durationSeconds: 7.8 })],
    ['colour-space', video({ pixelFormat: 'yuv420p10le' })],
    ['container', { ...GOOD, container: 'avi' }],
    ['container', { ...GOOD, container: 'matroska,webm' }],
    ['file-size', { ...GOOD, bytes: 66_700_000 }],
    ['metadata', { ...GOOD, tags: { comment: 'framewright film' } }],
    ['metadata', { ...GOOD, tags: { creation_time: '2026-11-21T00:00:00Z' } }],
  ])('fails %s alone', (id, info) => expect(failedOf(info)).toEqual([id]));

  it.each<[string, MediaInfo]>([
    ['the edges of ±5 %', lasting(7.6)],
    ['a square of 720', video({ widthPx: 720, heightPx: 720 })],
    ['the last byte below 500 MB a minute', { ...GOOD, bytes: 66_666_000 }],
    ['0.1 s of offset', audio({ startSeconds: 0.1, durationSeconds: 7.9 })],
    ['4:4:4', video({ pixelFormat: 'yuv444p' })],
    ['VP9 in WebM', { ...video({ codec: 'vp9' }), container: 'matroska,webm' }],
    ['tags in capitals', { ...GOOD, tags: { COMMENT: 'framewright film', CREATION_TIME: '2026-11-21T00:00:00Z' } }],
  ])('takes %s', (_what, info) => expect(failedOf(info)).toEqual([]));

  it('asks a floor of paid clips only, higher for more pixels', () => {
    const paid = { ...WANTED, paid: true };
    const still = video({ bitsPerSecond: 300_000 });
    expect(failedOf(still)).toEqual([]);
    expect(failedOf(still, paid)).toEqual(['bitrate']);
    expect(failedOf(video({ bitsPerSecond: 2_500_000 }), paid)).toEqual(['bitrate']);
    expect(failedOf(video({ widthPx: 720, heightPx: 1280, bitsPerSecond: 2_000_000 }), paid)).toEqual([]);
  });

  it('lets a paid clip have another usable rate, and no mark where none can be', () => {
    const paid = { ...WANTED, paid: true, provenanceTag: '' };
    expect(
      failedOf({ ...video({ fps: 24_000 / 1001 }), tags: { creation_time: '2026-11-21T00:00:00Z' } }, paid),
    ).toEqual([]);
    expect(failedOf(video({ fps: 30 }), paid)).toEqual([]);
    expect(failedOf(video({ fps: 50 }), paid)).toEqual(['frame-rate']);
  });

  it('counts sound that is not there as not applicable, which does not cost a point', () => {
    const report = checkTechnical({ ...GOOD, audio: undefined }, WANTED);
    expect(report.checks.find((check) => check.id === 'audio-sync')?.outcome).toBe('not-applicable');
    expect(report.score).toBe(10);
  });

  it('passes with eight and not with seven', () => {
    const two = video({ widthPx: 480, codec: 'mpeg4' });
    expect(checkTechnical(two, WANTED)).toMatchObject({ passed: true, score: 8 });
    const three = { ...two, container: 'avi' };
    expect(checkTechnical(three, WANTED)).toMatchObject({ passed: false, score: 7 });
  });

  it('fails a file of sound alone', () => {
    expect(checkTechnical({ ...GOOD, video: undefined }, WANTED).passed).toBe(false);
  });
});

describe('runTechnicalGate', () => {
  const segment = { path: '/x.mp4', trust: 'own' as const };
  const gate = (outcome: MediaInfo | AppError) =>
    runTechnicalGate(
      { probe: () => (outcome instanceof AppError ? Promise.reject(outcome) : Promise.resolve(outcome)) },
      segment,
      WANTED,
    );

  it('judges what was probed', async () => expect(await gate(GOOD)).toMatchObject({ passed: true }));

  it('a broken file fails the gate, with the reason in every check', async () => {
    const report = await gate(new AppError('broken-media', 'x'));
    expect(report).toMatchObject({ passed: false, score: 0 });
    expect(techGateReportSchema.parse(report).checks[0]?.value).toEqual({ reason: 'broken-media' });
  });

  it('a missing ffprobe is no verdict', async () => {
    await expect(gate(new AppError('ffmpeg-missing', 'x'))).rejects.toMatchObject({ code: 'ffmpeg-missing' });
  });
});
