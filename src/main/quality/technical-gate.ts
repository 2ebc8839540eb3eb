/** The technical gate of R6.1: ten checks on what ffprobe said about one segment. Pure. */
import type { GateCheck, TechGateReport } from '../../shared/model/gate-report.ts';
import { TECH_CHECKS } from '../../shared/model/gate-report.ts';
import type { MediaInfo, TechGateExpectation } from './quality-types.ts';

type CheckId = (typeof TECH_CHECKS)[number];
type Facts = GateCheck['value'];
interface Finding {
  outcome: GateCheck['outcome'];
  value: Facts;
  expected: Facts;
}
type Check = (info: MediaInfo, wanted: TechGateExpectation) => Finding;

const MIN_SHORT_SIDE_PX = 720;
const CODECS = ['h264', 'hevc', 'vp9', 'av1'];
const FRAME_RATES = [24, 25, 30, 60];
/** Lets the 1000/1001 rates through: a provider's 23.976 is conformed to 24 on arrival. */
const FPS_TOLERANCE = 0.0015;
const PIXEL_FORMATS = ['yuv420p', 'yuv444p'];
const CONTAINERS = ['mp4', 'mov', 'webm'];
const DURATION_TOLERANCE = 0.05;
const SYNC_SECONDS = 0.1;
const MAX_BYTES_PER_MINUTE = 500_000_000;
const PASS_SCORE = 8;
const PIXELS_720P = 1280 * 720;

function finding(passed: boolean, value: Facts, expected: Facts): Finding {
  return { outcome: passed ? 'passed' : 'failed', value, expected };
}

function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

const checkResolution: Check = ({ video }) => {
  const shortSidePx = video === undefined ? 0 : Math.min(video.widthPx, video.heightPx);
  const value = { shortSidePx, widthPx: video?.widthPx ?? 0, heightPx: video?.heightPx ?? 0 };
  return finding(shortSidePx >= MIN_SHORT_SIDE_PX, value, { minShortSidePx: MIN_SHORT_SIDE_PX });
};

const checkCodec: Check = ({ video }) =>
  finding(CODECS.includes(video?.codec ?? ''), { codec: video?.codec ?? null }, { oneOf: CODECS.join(', ') });

/**
 * 2–8 Mbit/s at 720p. The ceiling grows with the pixels and above 30 fps, the floor with the square root of the pixels
 * (bigger pictures need fewer bits per pixel). A still, flat drawing needs almost none: local clips have no floor.
 */
const checkBitrate: Check = (info, wanted) => {
  const { video } = info;
  const pixels = (video?.widthPx ?? 0) * (video?.heightPx ?? 0);
  const scale = Math.max(1, pixels / PIXELS_720P);
  const minBitsPerSecond = wanted.paid ? Math.round(2_000_000 * Math.sqrt(scale)) : 0;
  const maxBitsPerSecond = Math.round(8_000_000 * scale * Math.max(1, (video?.fps ?? 0) / 30));
  // Matroska names no rate per stream; the whole file is then the nearest figure.
  const bitsPerSecond = video?.bitsPerSecond ?? info.bitsPerSecond ?? null;
  const passed = bitsPerSecond !== null && bitsPerSecond >= minBitsPerSecond && bitsPerSecond <= maxBitsPerSecond;
  return finding(passed, { bitsPerSecond }, { minBitsPerSecond, maxBitsPerSecond });
};

function near(fps: number, rate: number): boolean {
  return Math.abs(fps - rate) <= rate * FPS_TOLERANCE;
}

/** A local clip was asked for the project's rate and must have it; a paid one only needs a usable rate. */
const checkFrameRate: Check = ({ video }, wanted) => {
  const fps = video?.fps ?? 0;
  const passed = FRAME_RATES.some((rate) => near(fps, rate)) && (wanted.paid || near(fps, wanted.fps));
  return finding(passed, { fps: rounded(fps) }, { oneOf: FRAME_RATES.join(', '), projectFps: wanted.fps });
};

const checkDuration: Check = (info, wanted) => {
  const seconds = info.video?.durationSeconds ?? info.durationSeconds;
  const toleranceSeconds = wanted.durationSeconds * DURATION_TOLERANCE;
  // A thousandth of a second of rounding in the container is no fault.
  const passed = Math.abs(seconds - wanted.durationSeconds) <= toleranceSeconds + 0.0005;
  return finding(
    passed,
    { seconds: rounded(seconds) },
    { seconds: wanted.durationSeconds, toleranceSeconds: rounded(toleranceSeconds) },
  );
};

const checkAudioSync: Check = ({ video, audio }) => {
  const expected = { maxOffsetSeconds: SYNC_SECONDS };
  if (audio === undefined) return { outcome: 'not-applicable', value: { hasAudio: false }, expected };
  const startOffsetSeconds = rounded(Math.abs(audio.startSeconds - (video?.startSeconds ?? 0)));
  const known = audio.durationSeconds !== undefined && video?.durationSeconds !== undefined;
  const durationDifferenceSeconds = known
    ? rounded(Math.abs((audio.durationSeconds ?? 0) - (video?.durationSeconds ?? 0)))
    : null;
  const passed = startOffsetSeconds <= SYNC_SECONDS && (durationDifferenceSeconds ?? 0) <= SYNC_SECONDS;
  return finding(passed, { startOffsetSeconds, durationDifferenceSeconds }, expected);
};

const checkColourSpace: Check = ({ video }) =>
  finding(
    PIXEL_FORMATS.includes(video?.pixelFormat ?? ''),
    { pixelFormat: video?.pixelFormat ?? null, colourSpace: video?.colourSpace ?? null },
    { oneOf: PIXEL_FORMATS.join(', ') },
  );

/** ffprobe names families: one demuxer reads MP4 and MOV, another Matroska and WebM, where the codecs tell. */
const checkContainer: Check = (info) => {
  const names = info.container.split(',');
  const webCodecs = ['vp8', 'vp9', 'av1'].includes(info.video?.codec ?? '');
  const passed = names.includes('mp4') || names.includes('mov') || (names.includes('webm') && webCodecs);
  return finding(passed, { container: info.container }, { oneOf: CONTAINERS.join(', ') });
};

const checkFileSize: Check = (info) => {
  const bytesPerMinute = info.durationSeconds > 0 ? Math.round((info.bytes * 60) / info.durationSeconds) : null;
  const passed = bytesPerMinute !== null && info.bytes > 0 && bytesPerMinute < MAX_BYTES_PER_MINUTE;
  return finding(passed, { bytes: info.bytes, bytesPerMinute }, { belowBytesPerMinute: MAX_BYTES_PER_MINUTE });
};

/** Complete: duration, size, codec, frame rate, time of making and, where one is expected, our own mark. */
const checkMetadata: Check = (info, wanted) => {
  const tags = Object.entries(info.tags).map(([key, text]): [string, string] => [key.toLowerCase(), text]);
  const value = {
    hasDuration: info.durationSeconds > 0,
    hasSize: info.bytes > 0,
    hasCodec: info.video !== undefined && info.video.codec !== 'unknown',
    hasFrameRate: (info.video?.fps ?? 0) > 0,
    hasCreationTime: tags.some(([key, text]) => key === 'creation_time' && !Number.isNaN(Date.parse(text))),
    hasProvenance: wanted.provenanceTag !== '' && tags.some(([, text]) => text.startsWith(wanted.provenanceTag)),
  };
  const { hasProvenance, ...facts } = value;
  const passed = Object.values(facts).every(Boolean) && (hasProvenance || wanted.provenanceTag === '');
  return finding(passed, value, { complete: true, provenanceTag: wanted.provenanceTag });
};

const CHECKS: Readonly<Record<CheckId, Check>> = {
  resolution: checkResolution,
  codec: checkCodec,
  bitrate: checkBitrate,
  'frame-rate': checkFrameRate,
  duration: checkDuration,
  'audio-sync': checkAudioSync,
  'colour-space': checkColourSpace,
  container: checkContainer,
  'file-size': checkFileSize,
  metadata: checkMetadata,
};

function report(checks: GateCheck[]): TechGateReport {
  const score = checks.filter((check) => check.outcome !== 'failed').length;
  return { gate: 'technical', passed: score >= PASS_SCORE, score, checks };
}

/** Runs the ten checks in their order on screen. Passes with at least eight that did not fail. */
export function checkTechnical(info: MediaInfo, wanted: TechGateExpectation): TechGateReport {
  return report(TECH_CHECKS.map((id): GateCheck => ({ id, ...CHECKS[id](info, wanted) })));
}

/** The report of a file that could not even be read: nothing passes, and each check says why. */
export function unreadableReport(reason: string): TechGateReport {
  return report(
    TECH_CHECKS.map((id): GateCheck => ({ id, outcome: 'failed', value: { reason }, expected: { readable: true } })),
  );
}
