import type { SetKind } from '../../../shared/model/scene-description.ts';
import { horizonPx } from '../camera.ts';
import type { SetKit } from './set-kit.ts';

/** What the floor of a place is made of, as far as it is drawn by marks strewn over it. */
type Stuff = 'stone' | 'grass' | 'sand' | 'water';

const STUFF: Partial<Record<SetKind, Stuff>> = {
  'city-street': 'stone',
  alley: 'stone',
  road: 'stone',
  rooftop: 'stone',
  station: 'stone',
  market: 'stone',
  temple: 'stone',
  skyline: 'stone',
  forest: 'grass',
  park: 'grass',
  field: 'grass',
  mountain: 'grass',
  desert: 'sand',
  beach: 'sand',
};

/** A point of the floor that is seen at a pixel; null above the horizon. */
export function floorAt(kit: SetKit, px: number, py: number): { x: number; z: number; away: number } | null {
  const { camera } = kit;
  const u = (px - camera.cx) / camera.focalPx;
  const v = (camera.cy - py) / camera.focalPx;
  const cos = Math.cos(camera.pitch);
  const sin = Math.sin(camera.pitch);
  const down = v * cos - sin;
  if (down > -0.004) return null;
  const t = camera.y / -down;
  const mirror = kit.description.set.mirrored ? -1 : 1;
  return { x: (camera.x + u * t) * mirror, z: camera.z + (v * sin + cos) * t, away: t };
}

/** Strews marks evenly over the seen floor between two depths, so that no angle shows an empty plane. */
export function strew(kit: SetKit, stuff: Stuff, count: number, fromZ: number, toZ: number): void {
  const { camera } = kit;
  const random = kit.random(`strew/${stuff}`);
  const top = Math.max(-camera.heightPx * 0.15, horizonPx(camera) + camera.heightPx * 0.012);
  for (let index = 0; index < count; index += 1) {
    // More of them towards the horizon, as perspective has it.
    const v = camera.pitch > 0.9 ? random() : Math.pow(random(), 1.5);
    const at = floorAt(kit, (random() * 1.3 - 0.15) * camera.widthPx, top + v * (camera.heightPx * 1.12 - top));
    const size = 0.6 + random() * 0.9;
    const turn = random();
    if (at === null || at.z < fromZ || at.z > toZ || at.z < kit.nearZ + 0.1) continue;
    mark(kit, `${stuff}${index}`, stuff, at, size, turn);
  }
}

function mark(
  kit: SetKit,
  key: string,
  stuff: Stuff,
  at: { x: number; z: number; away: number },
  size: number,
  turn: number,
): void {
  const { x, z, away } = at;
  // Never smaller than a visible stroke, never larger than the thing it stands for.
  const seen = (away * 26 * size * (kit.camera.heightPx / 1080)) / kit.camera.focalPx;
  if (stuff === 'grass') {
    const high = Math.min(0.34, Math.max(0.06, seen * 0.9));
    for (let blade = -1; blade <= 1; blade += 1)
      kit.line('ground', `${key}/${blade}`, [
        [x + blade * high * 0.28, 0, z],
        [x + blade * high * 0.7 + (turn - 0.5) * high * 0.5, high * (1.2 - Math.abs(blade) * 0.35), z],
      ]);
    return;
  }
  if (stuff === 'water') {
    const long = Math.max(0.18, seen * 2.1);
    const deep = long * (kit.camera.pitch > 0.9 ? 0.2 : 0.1);
    kit.poly(
      'ground',
      key,
      [
        [x - long, 0, z],
        [x - long * 0.4, 0, z + deep],
        [x + long * 0.2, 0, z],
        [x + long, 0, z + deep * 0.8],
      ],
      { closed: false, curve: 'smooth', stroke: 'fine' },
    );
    return;
  }
  if (stuff === 'sand') {
    const long = Math.min(0.9, Math.max(0.08, seen * 1.3));
    if (turn > 0.75) {
      kit.blob(
        'ground',
        key,
        { x, y: 0.01, z, rx: long * 0.16, ry: long * 0.09, lumps: 4, rough: 0.1 },
        { fill: 'mid', stroke: 'fine' },
      );
      return;
    }
    kit.poly(
      'ground',
      key,
      [
        [x - long, 0, z],
        [x - long * 0.3, 0, z + long * 0.2],
        [x + long * 0.5, 0, z + long * 0.16],
        [x + long, 0, z - long * 0.04],
      ],
      { closed: false, curve: 'smooth', stroke: 'fine' },
    );
    return;
  }
  const long = Math.min(1.1, Math.max(0.1, seen * 1.5));
  if (turn > 0.86) {
    kit.poly(
      'ground',
      key,
      [
        [x - long, 0, z],
        [x - long * 0.6, 0, z + long * 0.6],
        [x + long * 0.7, 0, z + long * 0.5],
        [x + long, 0, z - long * 0.1],
        [x - long * 0.1, 0, z - long * 0.5],
      ],
      { fill: null, stroke: 'none', hatch: 0.2, curve: 'smooth' },
    );
    return;
  }
  kit.line('ground', key, [
    [x, 0, z],
    [x + long * 0.5, 0, z + long * (turn - 0.4) * 0.7],
    [x + long * 0.8, 0, z + long * (turn - 0.3)],
  ]);
}

/** Texture of open ground for the framings that show much of it, and the shade of something outside the frame. */
export function dressGround(kit: SetKit): void {
  const { camera, description } = kit;
  const { size } = description.camera;
  const stuff = STUFF[description.set.kind];
  if (stuff === undefined || ['MCU', 'CU', 'ECU', 'INS'].includes(size)) {
    if (stuff === undefined || camera.pitch < 0.2) return;
  }
  const wide = size === 'EWS' || size === 'WS' || size === 'POV';
  const count = camera.pitch > 0.2 ? 70 : wide ? 60 : 26;
  const shore = kit.waterFrom ?? 400;
  strew(kit, stuff, count, -400, Math.min(shore, 260));
  if (wide && camera.pitch < 0.5 && !kit.night && description.weather !== 'fog') nearShade(kit);
}

/** A shadow that falls in from the side at the lower edge: the dark of the foreground. */
function nearShade(kit: SetKit): void {
  const { camera } = kit;
  const random = kit.random('near-shade');
  const side = kit.description.light.from === 'right' ? 1 : 0;
  const points: [number, number, number][] = [];
  for (let step = 0; step <= 9; step += 1) {
    const u = step / 9;
    const px = (side === 0 ? u * 0.72 - 0.05 : 1.05 - u * 0.72) * camera.widthPx;
    const py = camera.heightPx * (0.865 + 0.1 * u + (step % 2) * 0.018 + random() * 0.02);
    const at = floorAt(kit, px, py);
    if (at === null || at.z > (kit.waterFrom ?? 400)) return;
    points.push([at.x, 0.001, at.z]);
  }
  for (const u of [0.7, -0.1]) {
    const at = floorAt(kit, (side === 0 ? u : 1 - u) * camera.widthPx, camera.heightPx * 1.12);
    if (at === null) return;
    points.push([at.x, 0.001, at.z]);
  }
  kit.poly('ground', 'near-shade', points, { fill: null, stroke: 'none', hatch: 0.78, curve: 'smooth' });
}
