import type { Beat, CoverageKind } from './rules-types.ts';

/**
 * Beats → scenes of shots: merges where the text has more beats than the film has room, adds motivated coverage where it
 * has fewer, and groups into scenes (decision 22: one shot per scene unless the text or the length asks for more). Pure.
 */

/** A beat, or several told in one picture. */
export interface BeatGroup {
  beats: Beat[];
  /** How well the beat can be drawn, 0…1; steers where coverage is added. */
  grasp: number;
  hasPeople: boolean;
  /** People or animals: somebody who can react. */
  hasFaces: boolean;
  hasThings: boolean;
  /** How many things a detail can show. */
  thingCount: number;
  /** Key of place and time, so that scenes and merges keep to one place. */
  placeKey: string;
}

export interface ShapedShot {
  group: BeatGroup;
  coverage: CoverageKind;
  /** Counts repeats of the same coverage of the same beat, so that each shows something else. */
  turn: number;
}

export interface ShapedScene {
  shots: ShapedShot[];
}

/** Merges neighbours until at most `max` groups are left: the shortest and most alike first. */
export function mergeBeats(groups: readonly BeatGroup[], max: number): BeatGroup[] {
  const merged = [...groups];
  const length = (group: BeatGroup): number => group.beats.reduce((sum, beat) => sum + beat.text.length, 0);
  while (merged.length > Math.max(1, max)) {
    let bestIndex = 0;
    let lowest = Infinity;
    for (let index = 0; index + 1 < merged.length; index += 1) {
      const [a, b] = [merged[index], merged[index + 1]];
      if (a === undefined || b === undefined) continue;
      const apart = (a.beats.at(-1)?.paragraph ?? 0) === (b.beats[0]?.paragraph ?? 0) ? 0 : 400;
      const elsewhere = a.placeKey === b.placeKey ? 0 : 150;
      // The first and the last picture carry the film: merge them late.
      const edge = index === 0 || index + 2 === merged.length ? 60 : 0;
      const cost = length(a) + length(b) + apart + elsewhere + edge;
      if (cost < lowest) {
        lowest = cost;
        bestIndex = index;
      }
    }
    const [a, b] = [merged[bestIndex], merged[bestIndex + 1]];
    if (a === undefined || b === undefined) break;
    const stronger = b.grasp > a.grasp ? b : a;
    merged.splice(bestIndex, 2, {
      beats: [...a.beats, ...b.beats],
      grasp: Math.max(a.grasp, b.grasp),
      hasPeople: a.hasPeople || b.hasPeople,
      hasFaces: a.hasFaces || b.hasFaces,
      hasThings: a.hasThings || b.hasThings,
      thingCount: a.thingCount + b.thingCount,
      placeKey: stronger.placeKey,
    });
  }
  return merged;
}

/** Adds coverage until there are `wanted` shots: where the text is thin, the same subject is seen in more ways. */
export function addCoverage(
  groups: readonly BeatGroup[],
  wanted: number,
  options: { opensWide: boolean; hasPlace: boolean },
): ShapedScene[] {
  const scenes: ShapedScene[] = groups.map((group) => ({ shots: [{ group, coverage: 'told', turn: 0 }] }));
  let missing = wanted - groups.length;
  const insert = (scene: ShapedScene | undefined, coverage: CoverageKind, atStart = false): boolean => {
    if (scene === undefined || missing <= 0) return false;
    const turn = scene.shots.filter((shot) => shot.coverage === coverage).length;
    const group = scene.shots[0]?.group;
    if (group === undefined) return false;
    const shot: ShapedShot = { group, coverage, turn };
    if (atStart) scene.shots.unshift(shot);
    else scene.shots.push(shot);
    missing -= 1;
    return true;
  };
  if (options.opensWide) insert(scenes[0], 'establishing', true);
  const anybody = groups.some((group) => group.hasFaces);
  // Longest-told beats are covered first; the order of the film stays.
  const byWeight = scenes
    .map((scene, index) => ({ scene, index, weight: textLength(scene) + (scene.shots[0]?.group.grasp ?? 0) * 40 }))
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index);
  for (const [position, { scene }] of byWeight.entries()) {
    const group = scene.shots[0]?.group;
    if (group === undefined) continue;
    const prefersFace = group.hasFaces && (position % 2 === 1 || !group.hasThings);
    // Where the text shows nobody at all, somebody who uses the thing is worth more than a second look at it.
    if (group.hasFaces || group.hasThings) insert(scene, prefersFace || !anybody ? 'reaction' : 'detail');
  }
  insert(scenes.at(-1), 'result');
  if (!options.opensWide && options.hasPlace) insert(scenes[Math.min(1, scenes.length - 1)], 'establishing', true);
  const cycle: readonly CoverageKind[] = ['detail', 'reaction', 'told', 'establishing'];
  for (let round = 0; missing > 0 && round < 400; round += 1) {
    const kind = cycle[round % cycle.length] ?? 'told';
    for (const { scene } of byWeight) {
      const group = scene.shots[0]?.group;
      const has = scene.shots.filter((shot) => shot.coverage === kind).length;
      // Each thing, each face and each view of a place is worth one shot more, not five.
      const worth =
        kind === 'detail'
          ? (group?.thingCount ?? 0) + (group?.hasPeople === true ? 2 : 0)
          : kind === 'reaction'
            ? Number(group?.hasFaces === true || group?.hasThings === true)
            : kind === 'establishing'
              ? options.hasPlace
                ? 1
                : 0
              : 2;
      if (has >= worth * (1 + Math.floor(round / 8))) continue;
      insert(scene, kind);
    }
  }
  return scenes.map(orderShots);
}

const textLength = (scene: ShapedScene): number =>
  scene.shots[0]?.group.beats.reduce((sum, beat) => sum + beat.text.length, 0) ?? 0;

/** Added shots alternate instead of clustering: no two of a kind side by side where it can be helped; a result ends. */
function orderShots(scene: ShapedScene): ShapedScene {
  const results = scene.shots.filter((shot) => shot.coverage === 'result');
  const rest = scene.shots.filter((shot) => shot.coverage !== 'result');
  return { shots: [...rest, ...results] };
}

/**
 * Splits and joins until the number of scenes lies within the range and no scene has more than five shots. A scene is
 * split at its shots; neighbours are joined where place and paragraph agree best.
 */
export function groupScenes(scenes: readonly ShapedScene[], range: { min: number; max: number }): ShapedScene[] {
  let grouped = scenes.flatMap(({ shots }) => chunk(shots, 5).map((part): ShapedScene => ({ shots: part })));
  while (grouped.length < range.min) {
    const largest = grouped.reduce(
      (found, scene, index) => (scene.shots.length > (grouped[found]?.shots.length ?? 0) ? index : found),
      0,
    );
    const shots = grouped[largest]?.shots ?? [];
    if (shots.length < 2) break;
    const at = Math.ceil(shots.length / 2);
    grouped = [
      ...grouped.slice(0, largest),
      { shots: shots.slice(0, at) },
      { shots: shots.slice(at) },
      ...grouped.slice(largest + 1),
    ];
  }
  while (grouped.length > range.max) {
    let bestIndex = -1;
    let lowest = Infinity;
    for (let index = 0; index + 1 < grouped.length; index += 1) {
      const [a, b] = [grouped[index], grouped[index + 1]];
      if (a === undefined || b === undefined || a.shots.length + b.shots.length > 5) continue;
      const [from, to] = [a.shots.at(-1)?.group, b.shots[0]?.group];
      const apart = from?.beats.at(-1)?.paragraph === to?.beats[0]?.paragraph ? 0 : 2;
      const elsewhere = from?.placeKey === to?.placeKey ? 0 : 3;
      const cost = a.shots.length + b.shots.length + apart + elsewhere;
      if (cost < lowest) {
        lowest = cost;
        bestIndex = index;
      }
    }
    const [a, b] = [grouped[bestIndex], grouped[bestIndex + 1]];
    if (a === undefined || b === undefined) break;
    grouped = [...grouped.slice(0, bestIndex), { shots: [...a.shots, ...b.shots] }, ...grouped.slice(bestIndex + 2)];
  }
  return grouped;
}

/** Even parts of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
  const parts = Math.ceil(items.length / size);
  const each = Math.ceil(items.length / Math.max(1, parts));
  return Array.from({ length: parts }, (_, index) => items.slice(index * each, (index + 1) * each)).filter(
    (part) => part.length > 0,
  );
}
