/** Where a shot stands in the film: its scene, and its place in that scene. */
export interface ShotNumber {
  /** Counted from 1. */
  scene: number;
  shot: number;
}

/** A shot as people call it, everywhere in the window: 2A, 2B; after Z comes AA. */
export function shotName({ scene, shot }: ShotNumber): string {
  let letters = '';
  for (let rest = shot; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${scene}${letters}`;
}
