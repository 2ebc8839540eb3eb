import { drawnThing } from './drawn-things.ts';
import { loadPictogram } from './pictograms.ts';

/** Width of a thing for a height of 1, before any image of it is known. */
export function thingAspect(reference: string): number {
  const drawn = drawnThing(reference);
  if (drawn !== null) return drawn.widthMetres / drawn.heightMetres;
  if (reference.startsWith('asset:')) return 0.62;
  return loadPictogram(reference)?.aspect ?? 0.7;
}

/** Greatest height in metres of what pictograms draw as large as anything else. */
const MOST_METRES: Readonly<Record<string, number>> = {
  '1f68c': 3.1,
  '1f68d': 3.1,
  '1f69a': 3,
  '1f69b': 3.4,
  '1f690': 2,
  '1f691': 2.4,
  '1f693': 1.5,
  '1f694': 1.5,
  '1f40e': 2.1,
  '1f418': 3,
  '1f415': 0.75,
  '1f408': 0.4,
  '1f404': 1.6,
  '1f426': 0.25,
  '1f54a': 0.35,
  '1f3d6': 2.2,
  '26f1': 2.2,
  '1fab4': 1.2,
  '1f331': 0.5,
};

/** Height in metres at which a thing is drawn: its own where it is drawn by hand, never beyond what people allow. */
export function thingHeight(reference: string, askedMetres: number): number {
  const drawn = drawnThing(reference);
  if (drawn !== null) return drawn.heightMetres;
  const most = MOST_METRES[reference.replace(/^emoji:/, '').split('-')[0] ?? ''];
  return most === undefined ? askedMetres : Math.min(most, askedMetres);
}

/** Metres of what is carried where it differs from a cup's. */
const HELD_METRES: Readonly<Record<string, number>> = {
  '1f3c4': 2,
  '1f3b8': 0.95,
  '2602': 1,
  '2614': 1,
  '1f302': 1,
  '1f4bc': 0.38,
  '1f392': 0.5,
  '1f6cd': 0.42,
  '1f490': 0.4,
  '1f33c': 0.3,
  '1f339': 0.35,
  '1f4da': 0.25,
  '1f4d6': 0.24,
  '1f4bb': 0.28,
  '1f4e6': 0.36,
  '1f9fa': 0.38,
  '1f9f9': 1.2,
  '1f3a3': 1.6,
  '26bd': 0.24,
  '1f3c0': 0.25,
  '1f388': 0.5,
  '1f381': 0.28,
};

/** Height of a held thing in heights of a standing adult. */
export function heldShare(reference: string): number {
  const code = reference.replace(/^emoji:/, '').split('-')[0] ?? '';
  const metres = HELD_METRES[code] ?? (reference.startsWith('asset:') ? 0.18 : 0.15);
  return metres / 1.7;
}
