import type { Shape } from '../shape-types.ts';
import type { Face } from './face.ts';
import { clipConvex, runInside, through } from './geometry.ts';
import type { HeadSpace } from './head.ts';
import { shape } from './view.ts';
import type { View } from './view.ts';

/** Middle line of the face from the hairline to under the chin, (forward, up) in heads. */
const PROFILE: readonly (readonly [number, number])[] = [
  [0.25, 0.32],
  [0.306, 0.245],
  [0.342, 0.165],
  [0.362, 0.09],
  [0.345, 0.015],
  [0.39, -0.055],
  [0.455, -0.125],
  [0.438, -0.158],
  [0.368, -0.178],
  [0.386, -0.215],
  [0.393, -0.245],
  [0.366, -0.266],
  [0.386, -0.295],
  [0.354, -0.335],
  [0.372, -0.4],
  [0.345, -0.462],
  [0.26, -0.5],
  [0.19, -0.49],
];

/**
 * Whether the face's middle line is its contour. Asked of the line from ear to ear: how far the head looks up or down says
 * nothing about how far it is turned.
 */
export const isInProfile = (head: HeadSpace, view: View): boolean =>
  Math.abs(view.seeDirection(head.frame.l).d) >= 0.84;

/** In profile the middle line is the contour: brow, nose, lips and chin. Empty in other views. */
export function drawProfile(head: HeadSpace, view: View): Shape[] {
  if (!isInProfile(head, view) || view.seeDirection(head.frame.f).d < -0.3) return [];
  const contour = through(
    PROFILE.map(([f, u]) => view.see(head.at(f, u, 0))),
    3,
  );
  const inside = [view.see(head.at(0.14, -0.42, 0)), view.see(head.at(0.18, 0, 0)), view.see(head.at(0.2, 0.26, 0))];
  return [
    shape('profile-plane', [...contour, ...inside], { fill: 'skin', stroke: 'none' }),
    shape('profile', contour, { closed: false }),
  ];
}

/**
 * What of a face's features lies on the face, whose edge is convex: beyond it they are on the side that is not seen. In
 * profile lips and brow are on the contour, which stands before that edge, and all of them stay.
 */
export function onFace({ head, view, edge }: Face, features: readonly Shape[]): readonly Shape[] {
  if (isInProfile(head, view)) return features;
  return features.flatMap((feature) => {
    const points = feature.closed ? clipConvex(feature.points, edge) : runInside(feature.points, edge);
    return points.length < (feature.closed ? 3 : 2) ? [] : [{ ...feature, points }];
  });
}
