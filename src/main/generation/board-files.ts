import type { ShotRow } from '../db/repositories/shot-repository.ts';

const two = (value: number): string => String(value).padStart(2, '0');

export interface ShotPlace {
  shot: ShotRow;
  /** Counted from 1. */
  scene: number;
  /** Within the scene, counted from 1. */
  number: number;
}

/** Scene and shot numbers of shots that are in the film's order. */
export function placesOfShots(shots: readonly ShotRow[]): ShotPlace[] {
  const places: ShotPlace[] = [];
  let scene = 0;
  let number = 0;
  let sceneId = '';
  for (const shot of shots) {
    if (shot.sceneId !== sceneId) {
      scene += 1;
      number = 0;
      sceneId = shot.sceneId;
    }
    number += 1;
    places.push({ shot, scene, number });
  }
  return places;
}

const suffix = (variation: number): string => (variation === 1 ? '' : `-v${variation}`);

/** `storyboard/scene-01-shot-01-start.png`; further variations in `storyboard-v2/`. Fixed names (interfaces.md). */
export function keyframeFile(
  place: Pick<ShotPlace, 'scene' | 'number'>,
  slot: 'start' | 'end',
  variation: number,
): string {
  return `storyboard${suffix(variation)}/scene-${two(place.scene)}-shot-${two(place.number)}-${slot}.png`;
}

/** `segments/scene-01-shot-01.mp4`; further variations in `segments-v2/`. */
export function segmentFile(place: Pick<ShotPlace, 'scene' | 'number'>, variation: number): string {
  return `segments${suffix(variation)}/scene-${two(place.scene)}-shot-${two(place.number)}.mp4`;
}
