import type {
  CameraAngle,
  CameraMove,
  Language,
  Mood,
  NarrativeRole,
  ShotSize,
  TimeOfDay,
  Transition,
  Weather,
} from '../../shared/model/shot-terms.ts';
import type { Emotion, PersonLooks, Pose, SetKind } from '../../shared/model/scene-description.ts';

/** What the words of a text say, found by the English and Thai lexicons (`reading/`). Everything carries its words. */

export interface ReadPerson {
  kind: 'person';
  id: string;
  label: string;
  count: number;
  looks: PersonLooks;
  /** True where the text names the person; false where it was inferred ("someone must hold the cup"). */
  named: boolean;
}

export interface ReadThing {
  kind: 'animal' | 'vehicle' | 'thing' | 'product';
  id: string;
  label: string;
  count: number;
  /** `emoji:<hexcode>` */
  pictogram: string;
  heightMetres: number;
  /** Where the text or common sense puts it. */
  support: 'ground' | 'table' | 'air' | 'wall' | 'hand';
}

export interface ReadAction {
  /** The verb as written. */
  verb: string;
  pose: Pose;
  /** Id of the acting person or thing, where the text tells. */
  actorId: string | null;
  objectId: string | null;
  /** Does the action cross the picture, and which way if the text says so? */
  travel: 'none' | 'left' | 'right' | 'towards' | 'away' | 'any';
}

export interface Reading {
  language: Language;
  place: { set: SetKind; label: string } | null;
  timeOfDay: TimeOfDay | null;
  weather: Weather | null;
  mood: Mood | null;
  emotion: Emotion | null;
  people: ReadPerson[];
  things: ReadThing[];
  actions: ReadAction[];
  /** Words of the trade in the text: "close-up of", "มุมสูง", "drone shot", "slow push in". */
  size: ShotSize | null;
  angle: CameraAngle | null;
  move: CameraMove | null;
  transition: Transition | null;
  role: NarrativeRole | null;
  /** What a close framing shows of a person, where the text says so: "close-up of her hands". */
  detail?: 'face' | 'eyes' | 'hands' | 'feet';
  /** The text says that nobody is to be seen ("no people", "ไม่มีคน"): nobody may be invented. */
  noPeople: boolean;
  /** How much of it was understood: 0 nothing … 1 place, actor and action. */
  grasp: number;
}

/** Looks of people and identity of things kept over the whole brief: the same runner in every panel. */
export interface CastMemory {
  people: Map<string, ReadPerson>;
  things: Map<string, ReadThing>;
  /** Genders that the whole text tells ("A developer … Her phone rings"), by id; known before the first beat is read. */
  genders?: ReadonlyMap<string, PersonLooks['gender']>;
}
