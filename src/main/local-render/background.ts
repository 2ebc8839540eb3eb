import type { SKRSContext2D } from '@napi-rs/canvas';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { actorPlace } from './actors.ts';
import type { Actor } from './actors.ts';
import { keyExtent } from './hold-focus.ts';
import type { Inks } from './inks.ts';
import { cameraAt } from './layer-motion.ts';
import type { Staged } from './layer-motion.ts';
import type { Shape } from './shape-types.ts';
import { thingAspect } from './thing-shape.ts';

/** How far a background is taken back: 0 wide shots … 1 details. */
export function softness(description: SceneDescription): number {
  switch (description.camera.size) {
    case 'ECU':
    case 'CU':
    case 'INS':
      return 1;
    case 'MCU':
      return 0.8;
    case 'OTS':
      return 0.55;
    case 'MS':
      return 0.4;
    default:
      return 0;
  }
}

/** Fewer lines, less hatching: what a hand leaves out behind a face. */
export function softenForClose(shapes: readonly Shape[], amount: number): Shape[] {
  const kept: Shape[] = [];
  for (const shape of shapes) {
    // What the subject stands on belongs to the subject.
    if (/under-things|table/.test(shape.key)) {
      kept.push(shape);
      continue;
    }
    const thin = shape.stroke === 'fine';
    if (amount > 0.6 && thin && (!shape.closed || shape.fill === null)) continue;
    kept.push({
      ...shape,
      hatch: shape.hatch * (1 - 0.75 * amount),
      stroke: amount > 0.6 ? (thin ? 'none' : shape.stroke === 'none' ? 'none' : 'fine') : shape.stroke,
    });
  }
  return kept;
}

/** Washes a layer towards the paper or the air. */
export function lightenLayer(
  ctx: SKRSContext2D,
  area: { x: number; y: number; width: number; height: number },
  inks: Inks,
  amount: number,
): void {
  ctx.save();
  ctx.globalCompositeOperation = 'source-atop';
  ctx.globalAlpha = (inks.look === 'pencil' ? 0.34 : 0.46) * amount;
  ctx.fillStyle = inks.night ? inks.skyBottom : inks.look === 'pencil' ? inks.paper : inks.fill('wall');
  ctx.fillRect(area.x, area.y, area.width, area.height);
  ctx.restore();
}

const CLOSE: ReadonlySet<string> = new Set(['MCU', 'CU', 'ECU', 'INS']);

/** Leaves out dressing that would stand behind a head or fill the background of a close framing. */
export function quietBehind(scene: Staged, actors: readonly Actor[]): Actor[] {
  const { description, framing } = scene;
  const { size } = description.camera;
  if (size === 'EWS' || size === 'POV') return [...actors];
  const hero = actors.find((actor) => actor.id === framing.focus?.id && actor.index === 0);
  if (hero === undefined) return [...actors];
  const props = new Set(description.props.map((prop) => prop.id));
  const whole = size === 'WS' || size === 'FS';
  const margin = framing.camera.heightPx * 0.02;
  return actors.filter((actor) => {
    if (actor === hero || !props.has(actor.id)) return true;
    return ([0, 1] as const).every((t) => {
      const { camera } = cameraAt(scene, t);
      const place = actorPlace(actor, camera, t);
      const half = thingAspect(actor.reference ?? '') / 2;
      const a = place({ x: -half, y: -1 });
      const b = place({ x: half, y: 0 });
      const box = {
        left: Math.min(a.x, b.x) - margin,
        right: Math.max(a.x, b.x) + margin,
        top: Math.min(a.y, b.y) - margin,
        bottom: Math.max(a.y, b.y) + margin,
      };
      if (CLOSE.has(size) && actor.start.z > hero.start.z - 0.05) {
        const wide = (box.right - box.left) / camera.widthPx;
        if (wide > 0.3 || (box.bottom - box.top) / camera.heightPx > 0.3) return false;
      }
      const key = headExtent(hero, camera, t, whole ? 'MCU' : size);
      return box.right < key.left || box.left > key.right || box.bottom < key.top || box.top > key.bottom;
    });
  });
}

function headExtent(
  hero: Actor,
  camera: Staged['framing']['camera'],
  t: 0 | 1,
  size: string,
): ReturnType<typeof keyExtent> {
  return keyExtent(
    hero,
    camera,
    t,
    hero.person === null ? 'CU' : size === 'MS' || size === 'MWS' ? 'MCU' : (size as 'MCU'),
  );
}
