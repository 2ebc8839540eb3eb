/** Bit rates and sizes for a file that must not be larger than wished. Pure. */

/** Share of the wish that we aim at: the result may lie between −10 % and the wish itself. */
const AIM = 0.955;
export const LEAST_SHARE = 0.9;
const CONTAINER_BYTES = 24_000;
/** Below this many bits per pixel a picture falls apart: rather smaller and clean. */
const LEAST_BITS_PER_PIXEL = 0.035;
const LEAST_SHORT_SIDE_PX = 240;

export interface TargetStep {
  videoBitsPerSecond: number;
  audioBitsPerSecond: number;
  widthPx: number;
  heightPx: number;
}

const even = (value: number): number => Math.max(2, Math.round(value / 2) * 2);

/** First try: what is left for the picture, and the largest size that it can fill. */
export function firstStep(wish: {
  bytes: number;
  seconds: number;
  widthPx: number;
  heightPx: number;
  fps: number;
}): TargetStep {
  const total = Math.max(1, ((wish.bytes * AIM - Math.min(CONTAINER_BYTES, wish.bytes * 0.05)) * 8) / wish.seconds);
  const audioBitsPerSecond = total > 1_000_000 ? 128_000 : total > 300_000 ? 64_000 : 32_000;
  const videoBitsPerSecond = Math.max(10_000, Math.round(total - audioBitsPerSecond));
  const most = videoBitsPerSecond / (LEAST_BITS_PER_PIXEL * wish.fps);
  const short = Math.min(wish.widthPx, wish.heightPx);
  const scale = Math.max(
    Math.min(1, LEAST_SHORT_SIDE_PX / short),
    Math.min(1, Math.sqrt(most / (wish.widthPx * wish.heightPx))),
  );
  return {
    videoBitsPerSecond,
    audioBitsPerSecond,
    widthPx: even(wish.widthPx * scale),
    heightPx: even(wish.heightPx * scale),
  };
}

/** The next try after one that gave `gotBytes`; undefined where that one is good. */
export function nextStep(step: TargetStep, gotBytes: number, wishBytes: number): TargetStep | undefined {
  if (gotBytes <= wishBytes && gotBytes >= wishBytes * LEAST_SHARE) return undefined;
  const factor = Math.max(0.2, Math.min(4, (wishBytes * AIM) / gotBytes));
  return { ...step, videoBitsPerSecond: Math.max(8_000, Math.round(step.videoBitsPerSecond * factor)) };
}
