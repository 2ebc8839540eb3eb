import type { OpenProjectView } from '../../../shared/contract/views.ts';

/** What a quick look plays: the newest film, else the segments one after the other, else the keyframes. Pure. */

export interface PlayPart {
  shotId: string;
  /** Where it begins in the film. */
  fromMs: number;
  durationMs: number;
  startAssetId: string | null;
  endAssetId: string | null;
  segmentAssetId: string | null;
  label: string;
}
export type PlayList =
  | { kind: 'film'; exportId: string; durationMs: number }
  | { kind: 'segments' | 'frames'; parts: readonly PlayPart[]; durationMs: number }
  | { kind: 'nothing' };

/** What a browser plays, best first. */
const PLAYABLE: readonly string[] = ['mp4', 'webm'];

function partsOf(project: Pick<OpenProjectView, 'shots' | 'fps'>): PlayPart[] {
  let fromMs = 0;
  return project.shots.map((shot) => {
    const durationMs = (shot.cutFrames / project.fps) * 1_000;
    const { id, startAssetId, endAssetId, segmentAssetId, description } = shot;
    const part = { shotId: id, fromMs, durationMs, startAssetId, endAssetId, segmentAssetId, label: description };
    fromMs += durationMs;
    return part;
  });
}

/** The best there is to play of a project. */
export function playListOf(project: Pick<OpenProjectView, 'shots' | 'fps' | 'films'>): PlayList {
  const newest = project.films[0];
  const films = project.films.filter(({ runId, format }) => runId === newest?.runId && PLAYABLE.includes(format));
  const film = films.sort((a, b) => PLAYABLE.indexOf(a.format) - PLAYABLE.indexOf(b.format))[0];
  if (film !== undefined) return { kind: 'film', exportId: film.id, durationMs: film.durationMs };
  const parts = partsOf(project);
  const last = parts.at(-1);
  if (last === undefined || parts.every((part) => part.startAssetId === null && part.segmentAssetId === null))
    return { kind: 'nothing' };
  const kind = parts.every((part) => part.segmentAssetId !== null) ? 'segments' : 'frames';
  return { kind, parts, durationMs: last.fromMs + last.durationMs };
}

/** The part that is on at a moment, and how far into it. The end belongs to the last part. */
export function partAt(parts: readonly PlayPart[], timeMs: number): { part: PlayPart; intoMs: number } | null {
  const part = parts.findLast(({ fromMs }) => fromMs <= Math.max(0, timeMs)) ?? parts[0];
  if (part === undefined) return null;
  return { part, intoMs: Math.min(part.durationMs, Math.max(0, timeMs - part.fromMs)) };
}

/** The keyframe of a part at a moment: its start, and its end over the last third. */
export function frameAt(part: PlayPart, intoMs: number): string | null {
  const isLate = intoMs > (part.durationMs * 2) / 3;
  return (isLate ? part.endAssetId : null) ?? part.startAssetId ?? part.endAssetId;
}

/** The picture under a pointer that is `fraction` of the way across a card. */
export function scrubbedFrame(project: Pick<OpenProjectView, 'shots' | 'fps'>, fraction: number): string | null {
  const parts = partsOf(project);
  const last = parts.at(-1);
  if (last === undefined) return null;
  const at = partAt(parts, Math.min(0.9999, Math.max(0, fraction)) * (last.fromMs + last.durationMs));
  return at === null ? null : frameAt(at.part, at.intoMs);
}
