/**
 * Drawing as data: figures and sets are lists of shapes, the pen turns them into pencil or colour. Geometry stays pure and
 * testable, and one set of shapes serves both looks.
 */

export interface Point {
  x: number;
  y: number;
}

/** What a fill stands for; the look gives it a colour. `skin`, `hair`, `cloth*` come from the person's looks. */
export type Tone =
  | 'paper'
  | 'light'
  | 'mid'
  | 'dark'
  | 'ink'
  | 'skin'
  | 'skin-shade'
  | 'hair'
  | 'cloth'
  | 'cloth-2'
  | 'shoe'
  | 'white'
  | 'accent'
  | 'accent-2'
  | 'sky'
  | 'ground'
  | 'water'
  | 'leaf'
  | 'wood'
  | 'wall'
  | 'tile'
  | 'gold'
  | 'glass'
  | 'glow'
  | 'shadow';

export interface Shape {
  /** Stable name: seeds the hand's wobble, so that a line does not dance from frame to frame. */
  key: string;
  points: readonly Point[];
  /** `smooth`: a curve through all points; `line`: straight between them. */
  curve: 'line' | 'smooth';
  closed: boolean;
  fill: Tone | null;
  stroke: 'none' | 'fine' | 'mid' | 'bold';
  /** Density of hatching inside the closed shape, 0…1, laid over the fill. */
  hatch: number;
}

/** A figure in its own space: feet on y = 0, height 1 upwards negative (y = -1 is the top of a standing head), x = 0 under the hips. */
export interface Figure {
  shapes: readonly Shape[];
  anchors: {
    leftHand: Point;
    rightHand: Point;
    head: Point;
    eyes: Point;
    mouth: Point;
    chest: Point;
    hips: Point;
  };
  /** Box of everything drawn. */
  bounds: { minX: number; minY: number; maxX: number; maxY: number };
}
