/** The files an export will make: names, sizes, time, and what speaks against it. */
import type { ExportEstimate, ExportNote } from '../../shared/contract/exports.ts';
import { captionsName, exportBaseName, exportFilmName, plannedFilms } from '../../shared/model/export-settings.ts';
import type { ExportSettings } from '../../shared/model/export-settings.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { pixelSize } from '../../shared/model/picture-size.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ContentStore } from '../library/content-store.ts';
import type { FilmTools } from './conform.ts';
import { filmBytes, workMs, workOfFormat } from './export-costs.ts';
import type { KnownSize, WorkSpeedMemory } from './export-costs.ts';
import { freeBytesFor, notesOnBoard, notesOnDisk, notesOnTarget, numberedShots } from './export-notes.ts';
import { findFilmFile, sizeOfFilm } from './make-film-file.ts';
import { filmPlanOfProject } from './project-film.ts';
import { captionCues, srtText } from './subtitles.ts';

export interface EstimateDeps {
  repos: Repositories;
  store: Pick<ContentStore, 'pathOf' | 'has'>;
  tools: FilmTools;
  speeds: WorkSpeedMemory;
}

/** Finished files of a project, for the sizes of others. */
function knownSizes(repos: Repositories, projectId: string): KnownSize[] {
  const { ratio } = repos.projects.get(projectId);
  return repos.exports.list(projectId).map(({ format, quality, bytes, durationMs }) => {
    const { widthPx, heightPx } = pixelSize(ratio, quality);
    return { format, bytes, durationMs, pixels: widthPx * heightPx };
  });
}

/** Variations of which at least one shot has a segment; 1 where there is none yet. */
function variationsOf(repos: Repositories, projectId: string): number[] {
  const made = repos.takes.listChosen(projectId).filter(({ slot }) => slot === 'segment');
  const variations = [...new Set(made.map(({ variation }) => variation))].sort((a, b) => a - b);
  return variations.length === 0 ? [1] : variations;
}

/** @param folder the one that the files would go to. Throws AppError `not-found`. */
export async function estimateExport(
  deps: EstimateDeps,
  projectId: string,
  settings: ExportSettings,
  folder: string,
): Promise<ExportEstimate> {
  const { repos, tools } = deps;
  const project = repos.projects.get(projectId);
  const notes: ExportNote[] = await notesOnBoard(deps, projectId, settings);
  const isPossible = !notes.some(({ level }) => level === 'stop');
  const shots = numberedShots(repos, projectId);
  const frames = shots.reduce((sum, { shot }) => sum + shot.cutFrames, 0);
  const filmDurationMs = Math.round((frames / project.fps) * 1_000);
  const known = knownSizes(repos, projectId);
  const speeds = deps.speeds.read();
  const base = exportBaseName(project.name, settings.captions);
  const plans = new Map<number, FilmPlan>();
  if (isPossible)
    for (const variation of settings.variations) plans.set(variation, filmPlanOfProject(deps, projectId, variation));

  const files: ExportEstimate['files'] = [];
  const stitched = new Set<string>();
  for (const film of plannedFilms(settings)) {
    const plan = plans.get(film.variation);
    const size =
      plan === undefined
        ? { ...pixelSize(project.ratio, film.quality), fps: project.fps, frames }
        : sizeOfFilm(plan, film);
    const order = { film, burnCaptions: settings.captions === 'burn', targetBytes: settings.targetBytes };
    const found =
      plan === undefined
        ? { bytes: null, isStitched: false }
        : await findFilmFile(tools, { plan, ...order }).catch(() => ({ bytes: null, isStitched: false }));
    const master = `${film.variation}:${film.masterQuality}`;
    const needsStitch = found.bytes === null && !found.isStitched && !stitched.has(master);
    if (needsStitch) stitched.add(master);
    const masterSize = { ...size, ...pixelSize(project.ratio, film.masterQuality) };
    files.push({
      key: film.key,
      kind: 'film',
      name: exportFilmName(base, film),
      format: film.format,
      quality: film.quality,
      variation: film.variation,
      widthPx: size.widthPx,
      heightPx: size.heightPx,
      bytes: found.bytes ?? filmBytes(film, size, known, settings.targetBytes),
      isMade: found.bytes !== null,
      makeMs:
        found.bytes !== null
          ? 0
          : workMs(workOfFormat(film.format, settings.targetBytes), size, speeds) +
            (needsStitch ? workMs('stitch', masterSize, speeds) : 0),
    });
  }
  for (const [variation, plan] of plans) {
    const cues = captionCues(plan);
    if (cues.length === 0) continue;
    files.push({
      key: `captions-v${variation}`,
      kind: 'captions',
      name: captionsName(base, variation),
      format: 'srt',
      quality: null,
      variation,
      widthPx: null,
      heightPx: null,
      bytes: Buffer.byteLength(srtText(cues, plan.fps)),
      isMade: false,
      makeMs: 0,
    });
  }
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const freeBytes = await freeBytesFor(folder);
  const longest = [...plans.values()].reduce((most, plan) => Math.max(most, filmFrames(plan) / plan.fps), 0);
  notes.push(...notesOnDisk(bytes, freeBytes), ...notesOnTarget(settings.targetBytes, longest));
  return {
    files,
    bytes,
    makeMs: files.reduce((sum, file) => sum + file.makeMs, 0),
    freeBytes,
    filmDurationMs,
    variations: variationsOf(repos, projectId),
    hasCaptions: shots.some(({ shot }) => shot.caption.trim() !== ''),
    notes,
    canExport: shots.length > 0 && !notes.some(({ level }) => level === 'stop'),
  };
}
