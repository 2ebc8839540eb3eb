import type { Pose } from '../../../shared/model/scene-description.ts';

/** What only hands can do: without a named actor somebody must be there. */
export const HAND_POSES: ReadonlySet<Pose> = new Set([
  'reach',
  'hold',
  'drink',
  'eat',
  'phone',
  'type',
  'read',
  'carry',
  'push',
  'shake-hands',
  'cook',
  'sell',
  'lift',
  'pray',
  'hug',
  'point',
  'wave',
]);
