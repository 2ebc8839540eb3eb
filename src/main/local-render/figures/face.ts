import type { PersonLooks } from '../../../shared/model/scene-description.ts';
import type { Point } from '../shape-types.ts';
import type { Expression } from './expressions.ts';
import type { HeadSpace } from './head.ts';
import type { View } from './view.ts';

/** What a face is drawn from, large or small. */
export interface Face {
  head: HeadSpace;
  view: View;
  looks: PersonLooks;
  expression: Expression;
  /** Across: towards the person's left; up. −1…1. */
  gaze: { across: number; up: number };
  /** Edge of the head, from `drawHead`. */
  edge: readonly Point[];
}
