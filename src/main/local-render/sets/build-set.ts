import type { SetKind } from '../../../shared/model/scene-description.ts';
import { INDOOR_SETS } from './indoor-sets.ts';
import { OUTDOOR_SETS } from './outdoor-sets.ts';
import type { SetKit } from './set-kit.ts';

const BUILDERS: Record<SetKind, (kit: SetKit) => void> = { ...OUTDOOR_SETS, ...INDOOR_SETS };
const ROOFED: ReadonlySet<SetKind> = new Set([
  ...(Object.keys(INDOOR_SETS) as SetKind[]),
  'stage',
  'product-table',
  'plain',
]);

/** True where no sky, rain or stars may be drawn over the action. */
export function isInterior(kind: SetKind): boolean {
  return ROOFED.has(kind);
}

/** Draws the set of the description into the kit's layers. */
export function buildSet(kit: SetKit): void {
  BUILDERS[kit.description.set.kind](kit);
}
