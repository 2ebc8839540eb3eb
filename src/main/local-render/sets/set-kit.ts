import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import { projectOutline } from '../camera.ts';
import type { Camera, WorldPoint } from '../camera.ts';
import { hashKey, randomStream } from '../seeded-random.ts';
import type { Shape, Tone } from '../shape-types.ts';

/** Parts of a set, each moved as one plane by the camera: order is from far to near. */
export const SET_LAYERS = ['far', 'ground', 'ceiling', 'left', 'right', 'back', 'mid', 'near'] as const;
export type SetLayer = (typeof SET_LAYERS)[number];

export interface Ink {
  fill?: Tone | null;
  stroke?: Shape['stroke'];
  hatch?: number;
  curve?: Shape['curve'];
  closed?: boolean;
}

/** What a set builder draws with. Coordinates are metres; mirroring and perspective happen inside. */
export interface SetKit {
  description: SceneDescription;
  camera: Camera;
  /** Metres from camera to action. */
  distance: number;
  /** How near to the camera floors are drawn (metres of z); behind it when it looks straight down. */
  nearZ: number;
  variant: number;
  night: boolean;
  /** Lamps are on: night or dusk. */
  lit: boolean;
  /** -1 light comes from the left, 1 from the right, in set space. */
  lightSide: number;
  shapes: Record<SetLayer, Shape[]>;
  /** Metres of z at which dry ground ends; set by sets at the water. */
  waterFrom?: number;
  random(key: string): () => number;
  poly(layer: SetLayer, key: string, points: readonly (readonly [number, number, number])[], ink?: Ink): void;
  rect(layer: SetLayer, key: string, x0: number, x1: number, y0: number, y1: number, z: number, ink?: Ink): void;
  /** An upright or lying box; faces that look away are left out, the one away from the light is hatched. */
  box(
    layer: SetLayer,
    key: string,
    box: { x0: number; x1: number; y0: number; y1: number; z0: number; z1: number },
    ink?: Ink,
  ): void;
  /** Hatched shade that a standing thing throws on the floor, away from the light. */
  shade(key: string, x0: number, x1: number, z0: number, z1: number, high: number): void;
  /** A lumpy closed outline round a centre: foliage, rocks, clouds. */
  blob(
    layer: SetLayer,
    key: string,
    at: { x: number; y: number; z: number; rx: number; ry: number; lumps?: number; rough?: number },
    ink?: Ink,
  ): void;
  line(
    layer: SetLayer,
    key: string,
    points: readonly (readonly [number, number, number])[],
    stroke?: Shape['stroke'],
  ): void;
}

/** Makes the kit for one picture. */
export function createSetKit(description: SceneDescription, camera: Camera, distance: number): SetKit {
  const mirror = description.set.mirrored ? -1 : 1;
  const shapes = Object.fromEntries(SET_LAYERS.map((layer) => [layer, []])) as unknown as Record<SetLayer, Shape[]>;
  const from = description.light.from;
  const lightSide = (from === 'right' ? 1 : -1) * mirror;

  function push(layer: SetLayer, key: string, points: readonly WorldPoint[], ink: Ink): void {
    const closed = ink.closed ?? true;
    const seen = projectOutline(
      camera,
      points.map((p) => ({ x: p.x * mirror, y: p.y, z: p.z })),
      closed,
    );
    if (seen.length < 2) return;
    const reach = Math.max(camera.widthPx, camera.heightPx) * 1.2;
    const inside = (pick: (p: { x: number; y: number }) => number, limit: number): boolean =>
      seen.some((p) => pick(p) > -reach) && seen.some((p) => pick(p) < limit + reach);
    if (!inside((p) => p.x, camera.widthPx) || !inside((p) => p.y, camera.heightPx)) return;
    shapes[layer].push({
      key: `${layer}/${key}`,
      points: seen.map((p) => ({ x: clamp(p.x, reach * 40), y: clamp(p.y, reach * 40) })),
      curve: ink.curve ?? 'line',
      closed,
      fill: closed ? (ink.fill ?? null) : null,
      stroke: ink.stroke ?? 'mid',
      hatch: ink.hatch ?? 0,
    });
  }

  const kit: SetKit = {
    description,
    camera,
    distance,
    nearZ: camera.pitch > 0.5 ? camera.z - distance * 2 : camera.z + 0.22,
    variant: description.set.variant,
    night: description.timeOfDay === 'night',
    lit: description.timeOfDay === 'night' || description.timeOfDay === 'dusk',
    lightSide,
    shapes,
    random: (key) =>
      randomStream(hashKey(`${description.set.kind}/${description.set.variant}/${key}`, description.seed)),
    poly(layer, key, points, ink = {}) {
      push(
        layer,
        key,
        points.map(([x, y, z]) => ({ x, y, z })),
        ink,
      );
    },
    rect(layer, key, x0, x1, y0, y1, z, ink = {}) {
      kit.poly(
        layer,
        key,
        [
          [x0, y0, z],
          [x1, y0, z],
          [x1, y1, z],
          [x0, y1, z],
        ],
        ink,
      );
    },
    box(layer, key, { x0, x1, y0, y1, z0, z1 }, ink = {}) {
      if (y0 === 0 && layer !== 'back') kit.shade(`${layer}/${key}`, x0, x1, z0, z1, y1);
      const hatch = ink.hatch ?? 0;
      const eyeX = camera.x * mirror;
      if (camera.y > y1) {
        kit.poly(
          layer,
          `${key}/top`,
          [
            [x0, y1, z0],
            [x1, y1, z0],
            [x1, y1, z1],
            [x0, y1, z1],
          ],
          { ...ink, hatch: hatch * 0.4 },
        );
      }
      if (eyeX < x0) {
        kit.poly(
          layer,
          `${key}/left`,
          [
            [x0, y0, z0],
            [x0, y0, z1],
            [x0, y1, z1],
            [x0, y1, z0],
          ],
          { ...ink, hatch: hatch + (lightSide > 0 ? 0.45 : 0.08) },
        );
      }
      if (eyeX > x1) {
        kit.poly(
          layer,
          `${key}/right`,
          [
            [x1, y0, z0],
            [x1, y0, z1],
            [x1, y1, z1],
            [x1, y1, z0],
          ],
          { ...ink, hatch: hatch + (lightSide < 0 ? 0.45 : 0.08) },
        );
      }
      kit.rect(layer, `${key}/front`, x0, x1, y0, y1, z0, { ...ink, hatch });
    },
    shade(key, x0, x1, z0, z1, high) {
      if (kit.night || description.weather === 'fog') return;
      const low =
        description.timeOfDay === 'dawn' || description.timeOfDay === 'golden-hour' || description.timeOfDay === 'dusk';
      const reach = Math.min(high, 3) * (low ? 1.1 : 0.42) * -lightSide;
      const from = reach > 0 ? x0 : x1;
      const to = (reach > 0 ? x1 : x0) + reach;
      const lean = Math.abs(reach) * 0.12;
      kit.poly(
        'ground',
        `shade/${key}`,
        [
          [from, 0.001, z0 - 0.02],
          [to, 0.001, z0 - lean],
          [to, 0.001, z1 - lean],
          [from, 0.001, z1],
        ],
        {
          fill: null,
          stroke: 'none',
          hatch: 0.55,
        },
      );
    },
    blob(layer, key, { x, y, z, rx, ry, lumps = 9, rough = 0.18 }, ink = {}) {
      const random = kit.random(`blob/${key}`);
      const points: [number, number, number][] = [];
      for (let index = 0; index < lumps * 2; index += 1) {
        const angle = (index / (lumps * 2)) * Math.PI * 2;
        const reach = rough === 0 ? 1 : (index % 2 === 0 ? 1 : 1 - rough) * (0.92 + random() * 0.16);
        points.push([x + Math.cos(angle) * rx * reach, y + Math.sin(angle) * ry * reach, z]);
      }
      kit.poly(layer, key, points, { curve: 'smooth', ...ink });
    },
    line(layer, key, points, stroke = 'fine') {
      kit.poly(layer, key, points, { closed: false, stroke });
    },
  };
  return kit;
}

function clamp(value: number, limit: number): number {
  return Math.min(limit, Math.max(-limit, value));
}

/** How much larger an open place is laid out when it is seen from far away. */
export function spread(kit: SetKit): number {
  return Math.max(1, kit.distance / 7);
}
