import type { PersonSubject, Pose, SceneDescription } from '../../shared/model/scene-description.ts';
import type { Actor } from './actors.ts';
import { AGE_HEIGHT } from './figures/proportions.ts';
import { mountOf } from './riders.ts';
import { isInterior } from './sets/build-set.ts';
import { thingHeight } from './thing-shape.ts';

const SEATED: ReadonlySet<Pose> = new Set(['sit', 'eat', 'type', 'read']);
const AT_TABLE: ReadonlySet<Pose> = new Set(['eat', 'type']);
/** Height of a mattress, metres. */
const BED_METRES = 0.42;

/** Furniture under who sits or lies, so that nobody hangs in the air: a chair or bench, a table before who eats, a bed. */
export function seatsUnder(actors: Actor[], description: SceneDescription): Actor[] {
  if (description.camera.angle === 'overhead') return [];
  const indoors = isInterior(description.set.kind);
  const furniture: Actor[] = [];
  for (const subject of description.subjects) {
    if (subject.kind !== 'person' || mountOf(subject, description) !== null) continue;
    for (const actor of actors.filter((item) => item.id === subject.id && item.closeUp === null)) {
      const sits = SEATED.has(subject.start.pose) || SEATED.has(subject.end.pose);
      const lies = indoors && (subject.start.pose === 'lie' || subject.end.pose === 'lie');
      if (!sits && !lies) continue;
      const moment = SEATED.has(subject.end.pose) || subject.end.pose === 'lie' ? 'end' : 'start';
      const facesRight = subject[moment].facing === 'right';
      if (lies) {
        for (const now of ['start', 'end'] as const)
          if (subject[now].pose === 'lie') actor[now] = { ...actor[now], y: BED_METRES };
        actor.grounded = false;
        furniture.push(piece('bed', actor, moment, 0, 0.04, facesRight, 1));
        continue;
      }
      const tall = 0.35 + 0.65 * AGE_HEIGHT[subject.looks.age];
      furniture.push(piece(indoors ? 'chair' : 'bench', actor, moment, 0, 0.03, facesRight, tall));
      if (AT_TABLE.has(subject.start.pose) || AT_TABLE.has(subject.end.pose))
        addTable(furniture, actor, subject, moment);
    }
  }
  return furniture;
}

/** One table serves two who sit at it from both sides. */
function addTable(furniture: Actor[], actor: Actor, subject: PersonSubject, moment: 'start' | 'end'): void {
  const { facing } = subject[moment];
  const ahead = facing === 'right' ? 0.72 : facing === 'left' ? -0.72 : 0;
  const table = piece('desk', actor, moment, ahead, ahead === 0 ? -0.34 : -0.1, false, 1);
  const shared = furniture.find(
    (item) => item.reference === 'drawn:desk' && Math.abs(item.start.x - table.start.x) < 1.1,
  );
  if (shared === undefined) {
    furniture.push(table);
    return;
  }
  const x = (shared.start.x + table.start.x) / 2;
  shared.start = { ...shared.start, x };
  shared.end = { ...shared.end, x };
}

function piece(
  kind: 'bed' | 'bench' | 'chair' | 'desk',
  actor: Actor,
  moment: 'start' | 'end',
  ahead: number,
  behind: number,
  mirrored: boolean,
  scale: number,
): Actor {
  const reference = `drawn:${kind}`;
  const at = { x: actor[moment].x + ahead, y: 0, z: actor[moment].z + behind };
  return {
    id: `${kind}/${actor.key}`,
    person: null,
    reference,
    heightMetres: thingHeight(reference, 1) * scale,
    start: at,
    end: at,
    opacity: actor.opacity,
    mirrored,
    grounded: true,
    key: `${kind}/${actor.key}`,
    index: 0,
    closeUp: null,
  };
}
