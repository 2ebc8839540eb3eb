import type { SetKind } from '../../../shared/model/scene-description.ts';
import type {
  AspectRatio,
  CameraAngle,
  CameraMove,
  Language,
  Lens,
  Lighting,
  Mood,
  ShotSize,
  TimeOfDay,
  Weather,
} from '../../../shared/model/shot-terms.ts';
import type { Look } from '../../../shared/model/brief.ts';
import type { Reading } from '../reading-types.ts';

/** One shot as the planner decided it; `depict` turns it into a picture. */
export interface DepictInput {
  reading: Reading;
  size: ShotSize;
  angle: CameraAngle;
  move: CameraMove;
  lens: Lens;
  lighting: Lighting;
  mood: Mood;
  timeOfDay: TimeOfDay;
  weather: Weather;
  place: { set: SetKind; variant: number };
  ratio: AspectRatio;
  look: Look;
  palette: readonly string[];
  /** Of the scene: its shots share it. */
  seed: number;
  caption?: string;
  captionLanguage?: Language;
  /** Screen direction of the scene: who acts looks and moves this way (180° line). */
  side: 'left' | 'right';
  /** `asset:<id>`; anything that is no such reference is left out. */
  productAsset?: string;
  /** Which of the products named is the one of `productAsset`; any when absent. */
  productId?: string;
  /** The words of the shot, for what they rule out ("empty", "alone"). */
  words?: string;
  establishing?: boolean;
}
