import type { MediaInfo } from '../media/media-types.ts';

/** What the technical gate compares a segment with. */
export interface TechGateExpectation {
  durationSeconds: number;
  fps: number;
  /** Paid clips have a bitrate floor, local ones do not (decisions, smaller points). */
  paid: boolean;
  /** Tag that our own files carry; a paid clip has none before it is conformed. */
  provenanceTag: string;
}
export type { MediaInfo };
