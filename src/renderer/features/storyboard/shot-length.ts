import type { Translate } from '../../../shared/i18n/translate.ts';
import { formatTimecode, parseTimecode } from '../../lib/timecode.ts';
import { evaluateNumber } from '../../lib/number-expression.ts';

/** A length on a card: "3.2 s"; what is under a second in frames. */
export function secondsOf(t: Translate, frames: number, fps: number): string {
  if (frames < fps) return t('board.frames', { count: frames });
  const seconds = frames / fps;
  return t('board.seconds', { seconds: Number.isInteger(seconds) ? seconds : seconds.toFixed(1) });
}

/** What a length field shows. */
export const lengthText = (frames: number, fps: number): string => formatTimecode(frames, fps);

/** What a length field reads: times (`12`, `+10f`, `1:04`), else arithmetic in seconds (`3*2`). Frames. */
export function readLength(text: string, fps: number, currentFrames: number): number | undefined {
  const time = parseTimecode(text, fps, currentFrames);
  if (time !== undefined) return time;
  const seconds = evaluateNumber(text, currentFrames / fps);
  return seconds === undefined ? undefined : Math.max(0, Math.round(seconds * fps));
}
