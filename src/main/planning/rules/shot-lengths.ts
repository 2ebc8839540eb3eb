import type { NarrativeRole, ShotSize } from '../../../shared/model/shot-terms.ts';
import { segmentFrames } from '../../../shared/model/frame-time.ts';
import type { Fps } from '../../../shared/model/frame-time.ts';
import { readingSeconds, shareFrames, speakingSeconds } from './pacing.ts';
import type { CoverageKind } from './rules-types.ts';

/** Frames per shot by film-craft.md §3: wide and to-read longer, close and action shorter, a quick hook, a call that rests. */

interface LengthInput {
  size: ShotSize;
  role: NarrativeRole;
  coverage: CoverageKind;
  isAction: boolean;
  caption: string;
  voiceOver: string;
  /** Fixed by the person. */
  statedFrames: number | null;
  isFirst: boolean;
  /** The end card covers at least this much of it. */
  cardFrames: number;
  advert: boolean;
}

const SIZE_WEIGHT: Record<ShotSize, number> = {
  EWS: 1.25,
  WS: 1.2,
  FS: 1.1,
  MWS: 1.05,
  MS: 1,
  MCU: 0.95,
  CU: 0.85,
  ECU: 0.75,
  OTS: 1,
  POV: 0.95,
  INS: 0.8,
};

/** The frames of every shot; their sum is exactly `totalFrames`. */
export function shotLengths(inputs: readonly LengthInput[], totalFrames: number, fps: Fps): number[] {
  const segment = segmentFrames(fps);
  const crowded = totalFrames < inputs.length * fps * 1.4;
  return shareFrames(
    totalFrames,
    inputs.map((input) => {
      if (input.statedFrames !== null)
        return { weight: input.statedFrames, minFrames: input.statedFrames, maxFrames: input.statedFrames };
      let weight = SIZE_WEIGHT[input.size];
      if (input.isAction) weight *= 0.9;
      if (input.coverage === 'detail' || input.coverage === 'reaction') weight *= 0.8;
      if (input.isFirst && input.advert) weight *= 0.65;
      if (input.role === 'resolution') weight *= 1.15;
      const toRead = Math.max(readingSeconds(input.caption) + 0.3, speakingSeconds(input.voiceOver));
      const usualLeast = input.role === 'call-to-action' ? 2 : 1.2;
      const card = input.cardFrames > 0 ? input.cardFrames / fps + 0.6 : 0;
      const least = crowded ? 1 : Math.min(7, Math.max(usualLeast, toRead > 0.4 ? toRead : 0, card));
      const most = input.role === 'call-to-action' ? 5 : input.isFirst && input.advert ? 3 : 8;
      const minFrames = Math.round(least * fps);
      // Where the shots are few the caps must give way, never over a segment.
      const average = totalFrames / inputs.length / fps;
      const room = input.isFirst && input.advert ? average * 0.75 : average * 1.15;
      const cap = Math.min(segment, Math.round(Math.max(most, room) * fps));
      return { weight, minFrames, maxFrames: Math.max(minFrames, cap) };
    }),
  );
}
