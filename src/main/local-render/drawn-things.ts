import { boatParts, boardParts, packageParts, umbrellaParts } from './drawn-craft.ts';
import { bedParts, benchParts, chairParts, deskParts } from './drawn-seats.ts';
import { bicycleParts, carParts, scooterParts } from './drawn-vehicles.ts';
import type { Point, Shape } from './shape-types.ts';

/** A thing that is drawn by hand instead of from a pictogram. Metres; x = 0 under the rider, y up is negative, faces left. */
export interface DrawnThing {
  shapes: readonly Shape[];
  minX: number;
  maxX: number;
  widthMetres: number;
  heightMetres: number;
  /** Windows: what is behind shows through them. */
  holes: readonly (readonly Point[])[];
  /** Who rides it is behind its near side: in a hull, behind a car door. */
  covers: boolean;
  /** Metres to raise the rider. */
  riderLift: number;
}

/** Furniture that the painter adds by itself. */
const FURNITURE: Readonly<Record<string, () => Shape[]>> = {
  'drawn:bed': bedParts,
  'drawn:bench': benchParts,
  'drawn:chair': chairParts,
  'drawn:desk': deskParts,
};
const BICYCLES = ['1f6b2', '1f6b4', '1f6b5'];
const SCOOTERS = ['1f6f5', '1f3cd', '1f6fa'];
const CARS = ['1f697', '1f695', '1f699', '1f698', '1f696', '1f3ce'];
const BOATS = ['1f6f6', '1f6a3', '1f6a4', '1f6e5'];

/** The drawing behind a reference, null where the pictogram sets serve. `held`: carried upright by a person. */
export function drawnThing(reference: string, held = false): DrawnThing | null {
  if (reference.startsWith('drawn:')) {
    const parts = FURNITURE[reference];
    return parts === undefined ? null : thing(parts(), { covers: false, riderLift: 0 });
  }
  const code = reference.replace(/^emoji:/, '').split('-')[0] ?? '';
  if (BICYCLES.includes(code)) return thing(bicycleParts(), { covers: false, riderLift: 0 });
  if (SCOOTERS.includes(code)) return thing(scooterParts(), { covers: false, riderLift: -0.04 });
  if (CARS.includes(code)) {
    const { shapes, holes } = carParts(code === '1f695' || code === '1f696');
    return thing(shapes, { covers: true, riderLift: -0.13, holes });
  }
  if (BOATS.includes(code)) return thing(boatParts(), { covers: true, riderLift: 0.1 });
  if (code === '1f3c4') return thing(boardParts(held), { covers: false, riderLift: 0.1 });
  if (['2602', '2614', '1f302'].includes(code)) return thing(umbrellaParts(), { covers: false, riderLift: 0 });
  return null;
}

/** The plain package that stands for a product without a picture. */
export function plainPackage(): DrawnThing {
  return thing(packageParts(), { covers: false, riderLift: 0 });
}

function thing(
  shapes: readonly Shape[],
  more: { covers: boolean; riderLift: number; holes?: readonly (readonly Point[])[] },
): DrawnThing {
  const points = shapes.flatMap((shape) => shape.points);
  const minX = Math.min(...points.map((p) => p.x));
  const maxX = Math.max(...points.map((p) => p.x));
  return {
    shapes,
    minX,
    maxX,
    widthMetres: maxX - minX,
    heightMetres: -Math.min(...points.map((p) => p.y)),
    holes: more.holes ?? [],
    covers: more.covers,
    riderLift: more.riderLift,
  };
}
