import type { Brief } from '../../../shared/model/brief.ts';
import { countShots } from '../../../shared/model/plan.ts';
import type { PlanNote } from '../../../shared/model/plan.ts';
import { segmentFrames } from '../../../shared/model/frame-time.ts';
import type { BeatSheet } from './rules-types.ts';
import type { ReadBeat } from './draft-board.ts';
import { sceneCountRange, shareFrames, shotCountRange } from './pacing.ts';
import type { BeatGroup, ShapedScene } from './shape-scenes.ts';
import { addCoverage, chunk, groupScenes, mergeBeats } from './shape-scenes.ts';

/** How many scenes and shots, and the lengths that the person stated. Pure. */

export interface ShapedFilm {
  scenes: ShapedScene[];
  /** Frames that the person's list fixes, by group; absent where the planner may choose. */
  statedFrames: Map<BeatGroup, number>;
  notes: PlanNote[];
}

/** A group for every beat, with what merging and coverage need to know. */
function groupOf(beat: ReadBeat): BeatGroup {
  return {
    beats: [beat.beat],
    grasp: beat.reading.grasp,
    hasPeople: beat.reading.people.length > 0,
    hasFaces: beat.reading.people.length > 0 || beat.reading.things.some((thing) => thing.kind === 'animal'),
    hasThings: beat.reading.things.length > 0,
    thingCount: beat.reading.things.length,
    placeKey: placeKeyOf(beat),
  };
}

/** Place and time of a beat: where it changes, a scene ends. */
export function placeKeyOf(beat: Pick<ReadBeat, 'world'>): string {
  return `${beat.world.place.set}|${beat.world.place.label}`;
}

/** Shapes a prose brief. */
export function shapeProse(
  beats: readonly ReadBeat[],
  brief: Brief,
  options: { closesOnCard: boolean; advert: boolean; vertical: boolean },
): ShapedFilm {
  const range = shotCountRange(brief.duration);
  const groups = mergeBeats(beats.map(groupOf), range.max);
  const notes: PlanNote[] = [];
  if (groups.length < beats.length)
    notes.push({
      code: 'duration-spread',
      params: { beats: beats.length, shots: groups.length, duration: brief.duration },
    });
  const first = beats[0];
  const hasPlace = beats.some((beat) => beat.reading.place !== null);
  const opensWide =
    hasPlace &&
    !(options.advert && options.vertical) &&
    first !== undefined &&
    !(first.reading.size === 'EWS' || first.reading.size === 'WS');
  const wantsCard = options.closesOnCard && groups.length < range.max;
  // A few more than the least, so that not every shot lasts as long as a shot can.
  const least = groups.length < range.min ? Math.round((range.min + range.usual) / 2) : range.min;
  const wanted = Math.max(least - (wantsCard ? 1 : 0), groups.length);
  const covered = addCoverage(groups, wanted, {
    opensWide,
    hasPlace,
  });
  const scenes = groupScenes(underHeadings(covered), sceneCountRange(brief.duration, countShots(covered)));
  const lastGroup = groups.at(-1);
  if (wantsCard && lastGroup !== undefined) closeWith(scenes, lastGroup, sceneCountRange(brief.duration, 99).max);
  return { scenes, statedFrames: new Map(), notes };
}

function closeWith(scenes: ShapedScene[], group: BeatGroup, maxScenes: number): void {
  const shot = { group, coverage: 'end-card' as const, turn: 0 };
  const last = scenes.at(-1);
  if (
    last !== undefined &&
    (scenes.length >= maxScenes || last.shots.length === 1) &&
    last.shots.length < 5 &&
    scenes.length >= 3
  )
    last.shots.push(shot);
  else scenes.push({ shots: [shot] });
}

/**
 * Shapes a person's own shot list: one shot per line, stated lengths kept. Lengths that do not add up to the film are
 * scaled together; a line longer than a segment becomes several shots. Both are said in the notes.
 */
export function shapeShotList(
  beats: readonly ReadBeat[],
  sheet: BeatSheet,
  brief: Brief,
  totalFrames: number,
): ShapedFilm {
  const { fps } = brief;
  const segment = segmentFrames(fps);
  // Under half a second a shot is a flicker: only there lines are joined.
  const groups = mergeBeats(
    beats.map(groupOf),
    Math.min(250, Math.max(1, Math.floor(totalFrames / Math.round(fps / 2)))),
  );
  const notes: PlanNote[] = [{ code: 'shot-list-kept', params: { lines: sheet.beats.length, shots: groups.length } }];
  const stated = groups.map((group) =>
    group.beats.every((beat) => beat.statedSeconds !== null)
      ? Math.max(1, Math.round(group.beats.reduce((sum, beat) => sum + (beat.statedSeconds ?? 0), 0) * fps))
      : null,
  );
  const frames = keepStated(stated, totalFrames, fps);
  const statedSum = stated.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const changed = stated.some(
    (value, index) => value !== null && Math.abs(value - (frames[index] ?? value)) > groups.length,
  );
  if (changed) {
    const params = { statedSeconds: Math.round((statedSum / fps) * 100) / 100, seconds: brief.duration };
    notes.push({ code: 'shot-list-scaled', params });
  }
  const headings = new Set(sheet.beats.map((beat) => beat.heading)).size;
  const statedFrames = new Map<BeatGroup, number>();
  const scenes: ShapedScene[] = [];
  const open = stated.map((value) => value === null);
  const openFrames = frames.reduce((sum, value, index) => sum + (open[index] === true ? value : 0), 0);
  const openCount = open.filter(Boolean).length;
  for (const [index, group] of groups.entries()) {
    const own = frames[index] ?? fps;
    const isOpen = open[index] === true;
    if (!isOpen) statedFrames.set(group, own);
    // Open lines share what is left, 7.5 s each at most, so that the planner can still pace them.
    const parts = isOpen ? Math.max(1, Math.ceil(openFrames / openCount / (fps * 7.5))) : Math.ceil(own / segment);
    if (parts > 1)
      notes.push({
        code: 'shots-beyond-segment',
        params: { shot: index + 1, seconds: Math.round((own / fps) * 100) / 100, parts },
      });
    const shots = Array.from({ length: parts }, (_, turn) => ({ group, coverage: 'told' as const, turn }));
    const last = scenes.at(-1);
    const before = last?.shots.at(-1)?.group.beats.at(-1);
    const heading = group.beats[0]?.heading ?? null;
    const sameBlock =
      headings > 1 && heading !== null && before?.heading === heading && before.paragraph === group.beats[0]?.paragraph;
    if (last !== undefined && sameBlock && last.shots.length + parts <= 5) last.shots.push(...shots);
    else for (const part of chunk(shots, 5)) scenes.push({ shots: part });
  }
  // A plan holds sixty scenes; a longer list is cut into even ones.
  const all = scenes.flatMap((scene) => scene.shots);
  const grouped =
    scenes.length <= 60 ? scenes : chunk(all, Math.min(5, Math.ceil(all.length / 60))).map((shots) => ({ shots }));
  return { scenes: grouped, statedFrames, notes };
}

/** Stated lengths as they are where they fit; the open ones share the rest; else everything is scaled to the film. */
function keepStated(stated: readonly (number | null)[], totalFrames: number, fps: number): number[] {
  const sum = stated.reduce<number>((all, value) => all + (value ?? 0), 0);
  const open = stated.filter((value) => value === null).length;
  const fits = open === 0 ? sum === totalFrames : sum + open * fps <= totalFrames;
  const usual = open === stated.length ? totalFrames / stated.length : sum / Math.max(1, stated.length - open);
  return shareFrames(
    totalFrames,
    stated.map((value) => {
      if (value === null) return { weight: usual, minFrames: fits ? fps : 1, maxFrames: totalFrames };
      return fits
        ? { weight: value, minFrames: value, maxFrames: value }
        : { weight: value, minFrames: 1, maxFrames: totalFrames };
    }),
  );
}

/** What stands under one heading is one scene, where it holds no more than five shots. */
function underHeadings(scenes: readonly ShapedScene[]): ShapedScene[] {
  return scenes.reduce<ShapedScene[]>((joined, scene) => {
    const last = joined.at(-1);
    const before = last?.shots.at(-1)?.group.beats.at(-1);
    const now = scene.shots[0]?.group.beats[0];
    const same = now !== undefined && now.heading !== null && before?.heading === now.heading;
    if (last !== undefined && same && last.shots.length + scene.shots.length <= 5) {
      joined[joined.length - 1] = { shots: [...last.shots, ...scene.shots] };
    } else joined.push(scene);
    return joined;
  }, []);
}
