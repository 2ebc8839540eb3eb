import type { Emotion, PersonLooks, Pose, SetKind } from '../../../shared/model/scene-description.ts';
import type {
  CameraAngle,
  CameraMove,
  Mood,
  NarrativeRole,
  ShotSize,
  TimeOfDay,
  Transition,
  Weather,
} from '../../../shared/model/shot-terms.ts';
import type { ReadAction, ReadThing } from '../reading-types.ts';

/** What one phrase of a lexicon can mean. A phrase may have several senses; the words around it choose. */
export type Sense =
  | { kind: 'place'; set: SetKind }
  | { kind: 'time'; value: TimeOfDay }
  | { kind: 'weather'; value: Weather }
  | { kind: 'mood'; value: Mood }
  | { kind: 'emotion'; value: Emotion }
  | { kind: 'person'; id: string; looks: LooksHint; count: number; set: SetKind | null }
  | { kind: 'pronoun'; gender: PersonLooks['gender'] | null; plural: boolean }
  | ThingSense
  | { kind: 'verb'; pose: Pose; travel: ReadAction['travel']; set: SetKind | null }
  | { kind: 'looks'; looks: LooksHint }
  | {
      kind: 'trade';
      size: ShotSize | null;
      angle: CameraAngle | null;
      move: CameraMove | null;
      transition: Transition | null;
    }
  | { kind: 'role'; value: NarrativeRole }
  | { kind: 'quantity'; count: number }
  | { kind: 'negation'; people: boolean }
  | { kind: 'direction'; travel: ReadAction['travel'] }
  | { kind: 'support'; value: ReadThing['support'] }
  | { kind: 'word'; wordClass: WordClass };

/** Words that carry no picture but tell what their neighbours are. `plain`: known, says nothing. */
export type WordClass = 'determiner' | 'preposition' | 'to' | 'adjective' | 'colour' | 'plain';

export interface ThingSense {
  kind: 'thing';
  thing: ReadThing['kind'];
  id: string;
  hexcode: string;
  heightMetres: number;
  support: ReadThing['support'];
}

export type LooksHint = Partial<
  Pick<PersonLooks, 'age' | 'build' | 'gender' | 'hair' | 'clothes' | 'glasses' | 'clothesColour' | 'hairColour'>
>;
