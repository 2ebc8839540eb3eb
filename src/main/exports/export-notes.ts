/** What a person should know before an export, from the project's rows and the disk. */
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ExportNote } from '../../shared/contract/exports.ts';
import type { ExportSettings } from '../../shared/model/export-settings.ts';
import { segmentFrames } from '../../shared/model/frame-time.ts';
import { shotName } from '../../shared/model/shot-name.ts';
import type { Quality } from '../../shared/model/shot-terms.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { ContentStore } from '../library/content-store.ts';
import { readApproval } from '../projects/approval-hash.ts';

const SHORT_SIDE_PX: Record<Quality, number> = { '480p': 480, '720p': 720, '1080p': 1080, '2160p': 2160 };
/** Room that must stay beyond the files: parts under work, the library's own growth. */
const SPARE_BYTES = 200_000_000;
/** More shots than this are not named, only counted. */
const NAMED_SHOTS = 6;

export interface ExportNotesDeps {
  repos: Repositories;
  store: Pick<ContentStore, 'has'>;
}

/** Shots of a project in the film's order, with the names they have on the board. */
export function numberedShots(repos: Repositories, projectId: string): { shot: ShotRow; label: string }[] {
  const scenes = repos.scenes.list(projectId).map(({ id }) => id);
  const shots = repos.shots
    .list(projectId)
    .filter(({ sceneId }) => scenes.includes(sceneId))
    .sort((a, b) => scenes.indexOf(a.sceneId) - scenes.indexOf(b.sceneId) || (a.orderKey < b.orderKey ? -1 : 1));
  const filled = scenes.filter((id) => shots.some(({ sceneId }) => sceneId === id));
  return shots.map((shot) => {
    const inScene = shots.filter(({ sceneId }) => sceneId === shot.sceneId);
    return { shot, label: shotName({ scene: filled.indexOf(shot.sceneId) + 1, shot: inScene.indexOf(shot) + 1 }) };
  });
}

const named = (labels: readonly string[]): string =>
  labels.length <= NAMED_SHOTS ? labels.join(', ') : `${labels.slice(0, NAMED_SHOTS).join(', ')} …`;

/** Free bytes for a folder that may not be there yet; null where the system does not say. */
export async function freeBytesFor(folder: string): Promise<number | null> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      const { bavail, bsize } = await statfs(path);
      return bavail * bsize;
    } catch {
      if (dirname(path) === path) return null;
    }
  }
}

/** Notes on the board: what is missing, unapproved, too long or too small. */
export async function notesOnBoard(
  deps: ExportNotesDeps,
  projectId: string,
  settings: ExportSettings,
): Promise<ExportNote[]> {
  const { repos, store } = deps;
  const project = repos.projects.get(projectId);
  const notes: ExportNote[] = [];
  const add = (code: ExportNote['code'], level: ExportNote['level'], params: ExportNote['params'] = {}): void =>
    void notes.push({ code, level, params });
  if (project.trashedAtMs !== null) add('in-trash', 'stop');
  const shots = numberedShots(repos, projectId);
  if (shots.length === 0) add('no-shots', 'stop');
  const missing: string[] = [];
  const gone: string[] = [];
  const tooLong: string[] = [];
  let shortSide = Number.POSITIVE_INFINITY;
  for (const { shot, label } of shots) {
    for (const variation of settings.variations) {
      const name = variation === 1 ? label : `${label} (v${variation})`;
      const take = repos.takes.findChosen(shot.id, 'segment', variation);
      if (take === undefined) {
        missing.push(name);
        continue;
      }
      const asset = repos.assets.get(take.assetId);
      if (!(await store.has(asset.sha256))) gone.push(name);
      if (asset.widthPx !== null && asset.heightPx !== null)
        shortSide = Math.min(shortSide, asset.widthPx, asset.heightPx);
      if (shot.sourceInFrames + shot.cutFrames > segmentFrames(project.fps)) tooLong.push(name);
    }
  }
  const run = repos.runs.findLatest(projectId);
  const isMaking = run !== undefined && run.finishedAtMs === null && run.state !== 'storyboard_complete';
  if (missing.length > 0) {
    const params = { count: missing.length, shots: named(missing) };
    add(isMaking ? 'segments-coming' : 'missing-segments', 'stop', params);
  }
  if (gone.length > 0) add('missing-media', 'stop', { count: gone.length, shots: named(gone) });
  if (tooLong.length > 0) add('shot-too-long', 'stop', { count: tooLong.length, shots: named(tooLong) });
  const standing = readApproval(repos, projectId)?.standing(shots.map(({ shot }) => shot.id)) ?? new Set<string>();
  const open = shots.filter(({ shot }) => !standing.has(shot.id)).map(({ label }) => label);
  if (open.length > 0) add('unapproved-shots', 'warn', { count: open.length, shots: named(open) });
  if (isMaking && missing.length === 0) add('run-open', 'info');
  const largest = Math.max(...settings.qualities.map((quality) => SHORT_SIDE_PX[quality]));
  if (Number.isFinite(shortSide) && largest > shortSide)
    add('larger-than-segments', 'info', { wanted: `${largest}p`, made: `${shortSide}p` });
  return notes;
}

/** Notes on the disk: too little stops, little warns. Pure. */
export function notesOnDisk(bytes: number, freeBytes: number | null): ExportNote[] {
  if (freeBytes === null) return [];
  const params = { needBytes: bytes, freeBytes };
  // A file lies in the cache and in its folder until the file system shares the bytes.
  if (freeBytes < bytes * 2) return [{ code: 'disk-too-small', level: 'stop', params }];
  return freeBytes < bytes * 2 + SPARE_BYTES ? [{ code: 'disk-tight', level: 'warn', params }] : [];
}

/** A wish that only a very small picture can meet. Pure. */
export function notesOnTarget(targetBytes: number | null, seconds: number): ExportNote[] {
  if (targetBytes === null || seconds <= 0) return [];
  // Below about 150 kbit/s a moving picture falls apart at any size.
  const least = Math.round((150_000 / 8) * seconds);
  return targetBytes < least ? [{ code: 'target-small', level: 'warn', params: { leastBytes: least } }] : [];
}
