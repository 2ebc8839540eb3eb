/** A project's approved segments → film plan → finished files. */
import { AppError } from '../../shared/contract/errors.ts';
import type { AssetRole } from '../../shared/model/brief.ts';
import type { ExportFormat, Quality } from '../../shared/model/shot-terms.ts';
import { segmentFrames } from '../../shared/model/frame-time.ts';
import type { Fps } from '../../shared/model/frame-time.ts';
import { resolveFilmPlan } from '../../shared/timeline/resolve.ts';
import type { TimelineShot } from '../../shared/timeline/resolve.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ContentStore } from '../library/content-store.ts';
import { effectiveBrief } from '../projects/effective-brief.ts';
import { linksInUse } from '../projects/link-brief-files.ts';
import type { FilmTools } from './conform.ts';
import { exportFilm } from './export-film.ts';
import type { ExportedFile } from './export-film.ts';

/** Social and web loudness (film-craft.md §4). */
const LOUDNESS_LUFS = -14;

export interface ProjectFilmDeps {
  repos: Repositories;
  store: Pick<ContentStore, 'pathOf'>;
  tools: FilmTools;
}

export interface ProjectFilmOrder {
  projectId: string;
  variation: number;
  options: {
    formats: readonly ExportFormat[];
    qualities: readonly Quality[];
    gifQuality: Quality | null;
    burnCaptions: boolean;
    targetBytes: number | null;
  };
  /** Shots of the film; without it all that the project has. */
  shotIds?: ReadonlySet<string>;
  folder: string;
  overwrite: boolean;
  signal: AbortSignal;
  onProgress(fraction: number): void;
}

/** Frames of a segment; a container may count the last packet of sound, so what is nearly 8 seconds is 8 seconds. */
function framesOf(durationMs: number | null, fps: Fps): number {
  const usual = segmentFrames(fps);
  if (durationMs === null) return usual;
  const frames = (durationMs * fps) / 1_000;
  return Math.abs(frames - usual) <= 2 ? usual : Math.max(1, Math.floor(frames + 0.05));
}

/** The film plan of one variation of a project, from its rows. Throws `not-possible-now` while a shot has no segment. */
export function filmPlanOfProject(
  deps: Pick<ProjectFilmDeps, 'repos' | 'store'>,
  projectId: string,
  variation: number,
  shotIds?: ReadonlySet<string>,
): FilmPlan {
  const { repos, store } = deps;
  const project = repos.projects.get(projectId);
  const sceneOrder = new Map(repos.scenes.list(projectId).map(({ id }, index) => [id, index]));
  const rows = repos.shots
    .list(projectId)
    .filter(({ id, sceneId }) => sceneOrder.has(sceneId) && shotIds?.has(id) !== false)
    .sort(
      (a, b) =>
        (sceneOrder.get(a.sceneId) ?? 0) - (sceneOrder.get(b.sceneId) ?? 0) || (a.orderKey < b.orderKey ? -1 : 1),
    );
  let widthPx = 0;
  let heightPx = 0;
  let animatic = false;
  const shots = rows.map((shot): TimelineShot => {
    const take = repos.takes.findChosen(shot.id, 'segment', variation);
    if (take === undefined)
      throw new AppError('not-possible-now', `shot ${shot.id} has no segment`, {
        what: 'export',
        state: project.status,
      });
    const asset = repos.assets.get(take.assetId);
    widthPx = Math.max(widthPx, asset.widthPx ?? 0);
    heightPx = Math.max(heightPx, asset.heightPx ?? 0);
    animatic ||= take.provider === 'local/animatic';
    return {
      ...shot,
      segment: {
        path: store.pathOf(asset.sha256),
        hash: asset.sha256,
        frames: framesOf(asset.durationMs, project.fps),
      },
    };
  });
  const links = linksInUse(repos, projectId);
  const pathOfRole = (role: AssetRole): string | null => {
    const row = links.find((entry) => entry.role === role);
    return row === undefined ? null : store.pathOf(repos.assets.get(row.assetId).sha256);
  };
  const { palette = [], logo } = effectiveBrief(repos, project).brand;
  // A client's logo is no file of the project; the project's own comes first.
  const inheritedLogo = logo === undefined ? undefined : repos.assets.find(logo);
  return resolveFilmPlan({
    title: project.name,
    fps: project.fps,
    widthPx,
    heightPx,
    platform: project.brief.platform,
    language: project.language,
    shots,
    openingTitle: project.plan?.openingTitle ?? '',
    endCard: project.plan?.endCard ?? null,
    logoPath: pathOfRole('logo') ?? (inheritedLogo === undefined ? null : store.pathOf(inheritedLogo.sha256)),
    palette,
    audio: {
      musicPath: pathOfRole('music'),
      musicVolume: project.brief.audio.musicVolume,
      voiceOverPath: pathOfRole('voice'),
      loudnessLufs: LOUDNESS_LUFS,
    },
    animatic,
  });
}

/** Renders variations of projects into a folder. Errors are those of `exportFilm` and `filmPlanOfProject`. */
export function createProjectFilmMaker(deps: ProjectFilmDeps) {
  return {
    async make(
      order: ProjectFilmOrder,
    ): Promise<{ files: ExportedFile[]; failed: { format: string; quality: string; reason: string }[] }> {
      const plan = filmPlanOfProject(deps, order.projectId, order.variation, order.shotIds);
      const { formats, qualities, gifQuality, burnCaptions, targetBytes } = order.options;
      const result = await exportFilm(deps.tools, {
        plan,
        formats,
        qualities,
        folder: order.folder,
        variation: order.variation,
        burnCaptions,
        ...(gifQuality === null ? {} : { gifQuality }),
        ...(targetBytes === null ? {} : { targetBytes }),
        overwrite: order.overwrite,
        signal: order.signal,
        onProgress: ({ fraction }) => order.onProgress(fraction),
      });
      return {
        files: result.files,
        failed: result.failed.map(({ format, quality, reason }) => ({ format, quality, reason })),
      };
    },
  };
}
