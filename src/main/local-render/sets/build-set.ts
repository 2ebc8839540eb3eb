import type { SetKind } from '../../../shared/model/scene-description.ts';
import { alley, cityStreet, rooftop, skyline } from './city-sets.ts';
import { dressGround } from './ground-dressing.ts';
import { market, temple } from './gathering-sets.ts';
import { bedroom, kitchen, room } from './home-sets.ts';
import { desert, field, forest, mountain, park } from './nature-sets.ts';
import { classroom, gym, office, restaurant, shop, workshop } from './public-sets.ts';
import { plain, productTable, stage } from './studio-sets.ts';
import { road, station } from './transit-sets.ts';
import { beach, bridge, river } from './water-sets.ts';
import type { SetKit } from './set-kit.ts';

const BUILDERS: Record<SetKind, (kit: SetKit) => void> = {
  bedroom,
  kitchen,
  room,
  classroom,
  gym,
  office,
  restaurant,
  shop,
  workshop,
  alley,
  'city-street': cityStreet,
  rooftop,
  skyline,
  desert,
  field,
  forest,
  mountain,
  park,
  beach,
  bridge,
  river,
  market,
  temple,
  road,
  station,
  plain,
  'product-table': productTable,
  stage,
};
const ROOFED: ReadonlySet<SetKind> = new Set([
  'bedroom',
  'kitchen',
  'room',
  'classroom',
  'gym',
  'office',
  'restaurant',
  'shop',
  'workshop',
  'stage',
  'product-table',
  'plain',
] as const);

/** True where no sky, rain or stars may be drawn over the action. */
export function isInterior(kind: SetKind): boolean {
  return ROOFED.has(kind);
}

/** Draws the set of the description into the kit's layers. */
export function buildSet(kit: SetKit): void {
  BUILDERS[kit.description.set.kind](kit);
  dressGround(kit);
}
