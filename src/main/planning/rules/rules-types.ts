import type { SceneDescription, SetKind } from '../../../shared/model/scene-description.ts';
import type {
  AspectRatio,
  CameraAngle,
  CameraMove,
  Language,
  Lens,
  Lighting,
  Mood,
  NarrativeRole,
  ShotSize,
  TimeOfDay,
  Weather,
} from '../../../shared/model/shot-terms.ts';
import type { Look } from '../../../shared/model/brief.ts';
import type { CastMemory, Reading } from '../reading-types.ts';

/** What a shot is for, beside telling its words: the planner adds these where a text has fewer beats than the film has room. */
export type CoverageKind = 'told' | 'establishing' | 'detail' | 'reaction' | 'result' | 'end-card';

/** One thing that happens, as the text gives it. */
export interface Beat {
  /** The person's words, as typed. */
  text: string;
  /** The words that the picture is made from: directives, captions and list marks taken off. */
  pictureText: string;
  role: NarrativeRole | null;
  statedSeconds: number | null;
  /** "Text: …", "Super: …", ขึ้นข้อความ "…" */
  onScreen: string | null;
  voiceOver: string | null;
  /** Heading that stands above it. */
  heading: string | null;
  /** Counts the paragraphs (or headed blocks), so that joins and dissolves know where the text breathes. */
  paragraph: number;
  /** True for a line of the person's own shot list. */
  listed: boolean;
}

/** What a text turned out to be. */
export interface BeatSheet {
  beats: Beat[];
  /** True when the beats are a person's own shot list, to be kept one for one. */
  isShotList: boolean;
  /** Lines around a shot list that tell about the world but are no shots. */
  context: string;
  openingTitle: string | null;
  /** A call to action that the text speaks ("Shop now"). */
  callToAction: string | null;
  asksFadeOut: boolean;
}

/** What the depicting room is asked for one shot. */
export interface DepictRequest {
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
  seed: number;
  caption?: string;
  captionLanguage?: Language;
  /** Screen direction of the scene (180° line). */
  side: 'left' | 'right';
  productAsset?: string;
  productId?: string;
  words?: string;
  establishing?: boolean;
}

/** The reading and drawing rooms' functions, given to the factory. */
export interface RulesPlannerDeps {
  readText(text: string, options: { language?: Language; memory: CastMemory; seed: number }): Reading;
  detectLanguage(text: string): Language;
  createCastMemory(): CastMemory;
  depict(input: DepictRequest): SceneDescription;
}
