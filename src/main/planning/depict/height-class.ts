import type { Pose } from '../../../shared/model/scene-description.ts';
import type { ShotSize } from '../../../shared/model/shot-terms.ts';

const LOW: ReadonlySet<Pose> = new Set(['sit', 'kneel', 'eat', 'type', 'read', 'drive', 'lift', 'pray']);
const FLAT: ReadonlySet<Pose> = new Set(['lie', 'swim']);
const TIGHT: ReadonlySet<ShotSize> = new Set(['MS', 'MCU', 'CU', 'ECU', 'OTS', 'INS', 'POV']);

/** How high a pose holds the head: standing, sitting or kneeling, lying. */
export function heightClass(pose: Pose): 'high' | 'low' | 'flat' {
  return FLAT.has(pose) ? 'flat' : LOW.has(pose) ? 'low' : 'high';
}

/** A framing from the waist up loses a head that sinks: there one pose serves both ends, and the face tells the change. */
export function fittedStart(start: Pose, end: Pose, size: ShotSize): Pose {
  const [from, to] = [heightClass(start), heightClass(end)];
  if (from === to) return start;
  if (TIGHT.has(size)) return end;
  return size === 'MWS' && (from === 'flat' || to === 'flat' || end === 'pray') ? end : start;
}
