import type { PersonSubject, Pose, SceneDescription, Subject } from '../../shared/model/scene-description.ts';
import type { Actor } from './actors.ts';
import { drawnThing } from './drawn-things.ts';

const RIDING: ReadonlySet<Pose> = new Set(['ride', 'drive', 'sit', 'swim']);
/** Height of an animal's back in its own heights. */
const BACKS: Readonly<Record<string, number>> = { '1f418': 0.86, '1f40e': 0.66, '1f42a': 0.78, '1f42b': 0.78 };
/** Metres from the foot of the figure in the pose `ride` to its seat. */
const SEAT_METRES = 0.8;

/** The subject that a person sits or stands on: named by `rides`, or at the very same place. */
export function mountOf(person: PersonSubject, description: SceneDescription): Subject | null {
  const named = description.subjects.find((item) => item.id === person.rides && item.kind !== 'person');
  if (named !== undefined) return named;
  const boards = (item: Subject): boolean => item.kind !== 'person' && (drawnThing(item.pictogram)?.covers ?? false);
  return (
    description.subjects.find(
      (item) =>
        item.kind !== 'person' &&
        (item.kind === 'vehicle' || item.kind === 'animal' || drawnThing(item.pictogram) !== null) &&
        Math.abs(item.start.x - person.start.x) < 0.035 &&
        Math.abs(item.start.depth - person.start.depth) < 0.035 &&
        (RIDING.has(person.start.pose) || RIDING.has(person.end.pose) || boards(item) || item.kind === 'thing'),
    ) ?? null
  );
}

/** Puts riders on what they ride: at one place, seat under the hips, hulls and car doors before the legs. */
export function coupleRiders(actors: Actor[], description: SceneDescription): void {
  const taken = new Map<string, number>();
  for (const subject of description.subjects) {
    if (subject.kind !== 'person') continue;
    const mount = mountOf(subject, description);
    const rider = actors.find((actor) => actor.id === subject.id && actor.index === 0);
    const carrier = actors.find((actor) => actor.id === mount?.id && actor.index === 0);
    if (mount === null || mount.kind === 'person' || rider === undefined || carrier === undefined) continue;
    const place = taken.get(mount.id) ?? 0;
    taken.set(mount.id, place + 1);
    const drawn = drawnThing(mount.pictogram);
    const code = mount.pictogram.replace(/^emoji:/, '').split('-')[0] ?? '';
    const back = BACKS[code];
    const lift =
      drawn !== null
        ? drawn.riderLift
        : mount.kind === 'animal'
          ? carrier.heightMetres * (back ?? 0.72) - SEAT_METRES
          : 0.1;
    const facing =
      subject.start.facing === 'right' || (subject.start.facing !== 'left' && subject.end.x > subject.start.x);
    const before = drawn?.covers === true ? -0.03 : 0.03;
    if (place === 0) {
      carrier.mirrored = facing && carrier.reference?.startsWith('asset:') !== true;
      for (const moment of ['start', 'end'] as const) {
        carrier[moment] = { x: rider[moment].x, y: 0, z: rider[moment].z + before };
        rider[moment] = { ...rider[moment], y: lift };
      }
    } else {
      // A second one sits behind the first.
      const behind = (facing ? -1 : 1) * (drawn?.covers === true ? 1 : 0.42) * place;
      for (const moment of ['start', 'end'] as const)
        rider[moment] = { x: carrier[moment].x + behind, y: lift, z: carrier[moment].z - before + 0.01 };
    }
    rider.grounded = false;
    if (drawn?.covers === true) rider.hiddenBelowMetres = 0.36;
    if (drawn !== null && /^(1f6f6|1f6a3|1f6a4|1f6e5|1f3c4)$/.test(code)) carrier.grounded = false;
  }
}
