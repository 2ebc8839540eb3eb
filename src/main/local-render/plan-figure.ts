import type { PersonSubject } from '../../shared/model/scene-description.ts';
import { projectOutline } from './camera.ts';
import type { Camera, WorldPoint } from './camera.ts';
import { FIGURE_METRES } from './framing.ts';
import { AGE_HEIGHT } from './figures/proportions.ts';
import type { Shape, Tone } from './shape-types.ts';

/** A shape that lies in the world instead of on the picture. */
export interface WorldShape {
  key: string;
  points: readonly WorldPoint[];
  fill: Tone;
  stroke: Shape['stroke'];
  hatch: number;
}

const TURN = { right: 0, away: Math.PI / 2, left: Math.PI, camera: -Math.PI / 2 } as const;
const REACHING: ReadonlySet<string> = new Set([
  'hold',
  'type',
  'cook',
  'eat',
  'drink',
  'read',
  'carry',
  'push',
  'phone',
  'reach',
  'point',
  'shake-hands',
  'hug',
  'sell',
  'drive',
  'ride',
]);
const STEPPING: ReadonlySet<string> = new Set(['walk', 'run', 'dance', 'push', 'carry', 'climb']);

/** A person seen from straight above: feet, shoulders, arms, head. Metres of the world. */
export function planFigure(person: PersonSubject, at: WorldPoint, t: number): WorldShape[] {
  const { start, end, looks } = { ...person, looks: person.looks };
  const moment = t < 0.5 ? start : end;
  const tall = AGE_HEIGHT[looks.age];
  const seated = ['sit', 'type', 'drive', 'kneel'].includes(moment.pose);
  const high = FIGURE_METRES * tall * (seated ? 0.74 : 1);
  const turn = TURN[moment.facing];
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const broad = (looks.build === 'broad' ? 0.27 : looks.build === 'slim' ? 0.21 : 0.235) * tall;
  const swing = STEPPING.has(moment.pose) ? Math.sin(t * 9 + 0.9) * 0.26 * tall : 0;
  // `ahead` is where the person faces, `side` is to the person's left.
  const place = (ahead: number, side: number, y: number): WorldPoint => ({
    x: at.x + ahead * cos - side * sin,
    y: at.y + y,
    z: at.z + ahead * sin + side * cos,
  });
  const oval = (
    key: string,
    ahead: number,
    side: number,
    y: number,
    long: number,
    wide: number,
    fill: Tone,
    hatch = 0,
    stroke: Shape['stroke'] = 'mid',
  ): WorldShape => ({
    key,
    fill,
    stroke,
    hatch,
    points: Array.from({ length: 14 }, (_, index) => {
      const angle = (index / 14) * Math.PI * 2;
      return place(ahead + Math.cos(angle) * long, side + Math.sin(angle) * wide, y);
    }),
  });
  const limb = (
    key: string,
    from: [number, number, number],
    to: [number, number, number],
    wide: number,
    fill: Tone,
  ): WorldShape => ({
    key,
    fill,
    stroke: 'mid',
    hatch: 0.06,
    points: [
      place(from[0], from[1] - wide, from[2]),
      place(to[0], to[1] - wide * 0.7, to[2]),
      place(to[0] + wide * 0.6, to[1], to[2]),
      place(to[0], to[1] + wide * 0.7, to[2]),
      place(from[0], from[1] + wide, from[2]),
    ],
  });
  const reach = REACHING.has(moment.pose) ? 0.42 * tall : 0.1;
  const inward = REACHING.has(moment.pose) ? 0.55 : 1.05;
  const arms = ([-1, 1] as const).flatMap((side) => {
    const hand: [number, number, number] = [reach - swing * side, side * broad * inward, high * 0.62];
    return [
      limb(`arm${side}`, [0.02, side * broad * 0.9, high * 0.8], hand, 0.065 * tall, 'cloth'),
      oval(`hand${side}`, hand[0] + 0.04, hand[1], hand[2], 0.06, 0.045, 'skin'),
    ];
  });
  const lie = moment.pose === 'lie' || moment.pose === 'swim';
  if (lie) {
    return [
      limb('leg-a', [-0.1, 0.09, 0.15], [-0.85 * tall, 0.12, 0.1], 0.09, 'cloth-2'),
      limb('leg-b', [-0.1, -0.09, 0.15], [-0.85 * tall, -0.12, 0.1], 0.09, 'cloth-2'),
      oval('trunk', 0.22, 0, 0.22, 0.34, broad * 0.85, 'cloth', 0.08, 'bold'),
      oval('head', 0.7 * tall, 0, 0.2, 0.13, 0.1, 'skin'),
      oval('hair', 0.78 * tall, 0, 0.2, 0.08, 0.11, 'hair'),
    ];
  }
  return [
    oval('foot-a', 0.07 + swing, 0.09, 0.04, 0.14, 0.05, 'shoe'),
    oval('foot-b', 0.07 - swing, -0.09, 0.04, 0.14, 0.05, 'shoe'),
    ...(seated
      ? [
          limb('thigh-a', [0, 0.1, 0.45], [0.42, 0.12, 0.45], 0.09, 'cloth-2'),
          limb('thigh-b', [0, -0.1, 0.45], [0.42, -0.12, 0.45], 0.09, 'cloth-2'),
        ]
      : []),
    ...arms,
    oval('shoulders', 0, 0, high * 0.82, 0.13 * tall, broad, 'cloth', 0.1, 'bold'),
    oval('face', 0.05, 0, high * 0.9, 0.11, 0.08, 'skin'),
    oval('hair', -0.01, 0, high, 0.105, 0.095, looks.hair === 'bald' ? 'skin' : 'hair', 0.2),
    ...(looks.hair === 'bun' || looks.hair === 'ponytail' || looks.hair === 'long'
      ? [oval('knot', -0.12, 0, high * 0.95, 0.07, 0.05, 'hair')]
      : []),
  ];
}

/** Puts a world shape on the picture. */
export function projectPlan(shape: WorldShape, camera: Camera, key: string): Shape {
  return {
    key: `${key}/${shape.key}`,
    points: projectOutline(camera, shape.points, true),
    curve: 'smooth',
    closed: true,
    fill: shape.fill,
    stroke: shape.stroke,
    hatch: shape.hatch,
  };
}
