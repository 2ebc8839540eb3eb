import type { Mood, NarrativeRole } from '../../../shared/model/shot-terms.ts';
import type { Reading } from '../reading-types.ts';
import type { CoverageKind } from './rules-types.ts';

/** What the choice of size, angle, move and lens knows of one shot. */
export interface CoverageInput {
  coverage: CoverageKind;
  reading: Reading;
  role: NarrativeRole;
  mood: Mood;
  sceneIndex: number;
  indexInScene: number;
  isLastOfScene: boolean;
  isFirst: boolean;
  isLast: boolean;
  advert: boolean;
  vertical: boolean;
  /** Expected length; a long shot needs a reason to look. */
  seconds: number;
  /** Under a roof: no extreme wide of a room. */
  indoors: boolean;
  /** Somebody comes to a place that the beat names: it must be seen. */
  arrives: boolean;
  /** Screen direction of the scene: who travels goes this way (180° line). */
  side: 'left' | 'right';
}
