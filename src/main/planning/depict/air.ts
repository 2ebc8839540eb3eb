import type { SceneDescription, SetKind } from '../../../shared/model/scene-description.ts';
import type { Lighting, TimeOfDay, Weather } from '../../../shared/model/shot-terms.ts';
import { createSeededRandom } from '../../../shared/util/seeded-random.ts';

const ROOFED: ReadonlySet<SetKind> = new Set([
  'room',
  'kitchen',
  'bedroom',
  'restaurant',
  'shop',
  'office',
  'classroom',
  'workshop',
  'gym',
  'stage',
  'product-table',
  'plain',
]);

/** True where there is a roof over the set: nothing falls from above. */
export function isIndoors(set: SetKind): boolean {
  return ROOFED.has(set);
}

/** Bad weather stays outside: under a roof it is grey light at the window. */
export function weatherFor(set: SetKind, weather: Weather): Weather {
  return isIndoors(set) && weather !== 'clear' ? 'cloudy' : weather;
}

/** Light of one scene: the side comes from the scene's seed, so all of its shots share it; no hard sun at night. */
export function lightFor(
  lighting: Lighting,
  timeOfDay: TimeOfDay,
  weather: Weather,
  set: SetKind,
  seed: number,
): SceneDescription['light'] {
  const side = createSeededRandom(seed ^ 0x51f15e).next() < 0.5 ? 'left' : 'right';
  const hasSun =
    (timeOfDay === 'day' || timeOfDay === 'golden-hour' || timeOfDay === 'dawn') &&
    (weather === 'clear' || weather === 'wind');
  let style = lighting;
  if (!isIndoors(set)) {
    if (timeOfDay === 'night' && (style === 'hard' || style === 'high-key')) style = 'low-key';
    if (!hasSun && style === 'hard') style = 'soft';
  }
  if (style === 'backlit') return { style, from: 'back' };
  if (style === 'high-key' && isIndoors(set)) return { style, from: 'front' };
  if (isIndoors(set) && timeOfDay === 'night') return { style, from: 'top' };
  return { style, from: side };
}
