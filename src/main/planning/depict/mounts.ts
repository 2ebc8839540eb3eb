import type { Pose, Subject, SubjectMoment } from '../../../shared/model/scene-description.ts';
import { mountOf } from '../reading/implied-mounts.ts';
import type { ReadPerson, ReadThing, Reading } from '../reading-types.ts';

/** Vehicles, animals and boards under a person: pose of the rider, place and size of what carries. Pure. */

const BOATS = /^(?:boat|sailboat|speedboat|ferry|canoe|kayak)$/;
const INSIDE = /^(?:car|suv|pickup|taxi|tuk-tuk|bus|van|truck|ambulance|fire-engine|police-car|tractor|race-car)$/;
const ALIGHTS = /\b(?:stop|park|get off|dismount|pull over)|จอด|หยุด|ลงจาก/i;

/** The pose a rider keeps; undefined for who rides nothing. The second person of a boat or a car sits in it too. */
export function mountedPoseOf(reading: Reading, person: ReadPerson, index: number): Pose | undefined {
  const mount = mountOf(reading);
  if (mount === null || person.count > 1) return undefined;
  const seats = BOATS.test(mount.thing.id) || INSIDE.test(mount.thing.id);
  const isRider = mount.riderId === null ? index === 0 : mount.riderId === person.id;
  if (!isRider && !(seats && index > 0 && reading.actions.some((action) => TOGETHER.test(action.verb))))
    return undefined;
  const own = reading.actions.filter((action) => action.actorId === person.id || action.actorId === null);
  if (ALIGHTS.test(own.at(-1)?.verb ?? '')) return undefined;
  if (BOATS.test(mount.thing.id)) return 'sit';
  if (INSIDE.test(mount.thing.id)) return isRider ? 'drive' : 'sit';
  if (mount.thing.id === 'surfboard' || mount.thing.id === 'skateboard')
    return own.some((action) => action.pose === 'swim') ? 'swim' : 'stand';
  return 'ride';
}

const TOGETHER = /together|ด้วยกัน/i;

/** Is the thing what a person of this reading rides, rows, drives or stands on? */
export function isMount(thing: Pick<ReadThing, 'id'>, reading: Reading): boolean {
  if (mountOf(reading)?.thing.id === thing.id) return true;
  // A board that is not carried is under the feet.
  return (
    (thing.id === 'surfboard' || thing.id === 'skateboard') &&
    !reading.actions.some(
      (action) => action.objectId === thing.id && (action.pose === 'carry' || action.pose === 'hold'),
    )
  );
}

/** Height of the drawing when a person is in or on it: a boat that seats somebody is longer than a toy. */
export function mountedHeight(thing: ReadThing): number {
  if (thing.id === 'boat') return Math.max(thing.heightMetres, 1.15);
  return thing.heightMetres;
}

/** Start and end of what carries: exactly the rider's place; a hull or a car body is drawn over the legs. */
export function underRider(thing: ReadThing, rider: Subject): { start: SubjectMoment; end: SubjectMoment } {
  const nearer = BOATS.test(thing.id) || INSIDE.test(thing.id) ? 0.006 : -0.006;
  const at = (moment: SubjectMoment): SubjectMoment => ({
    x: moment.x,
    depth: Math.round(Math.min(1, Math.max(0, moment.depth + nearer)) * 1000) / 1000,
    pose: 'stand',
    facing: moment.facing,
    emotion: 'neutral',
    opacity: 1,
  });
  return { start: at(rider.start), end: at(rider.end) };
}
