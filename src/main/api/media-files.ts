import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { Thumbnails } from '../library/thumbnails.ts';
import type { ApiDeps } from './api-deps.ts';

/** A file to send: found by an opaque id, never by a path that a caller gave. */
export interface MediaFile {
  path: string;
  mime: string;
  /** For a download's name. */
  name: string;
  bytes: number;
}

export interface MediaFiles {
  asset(id: string): Promise<MediaFile>;
  /** A small copy of a picture. */
  thumb(id: string): Promise<MediaFile>;
  film(exportId: string): Promise<MediaFile>;
  jobVideo(jobId: string, variation: number): Promise<MediaFile>;
  jobExport(jobId: string, wish: { format?: string; quality?: string; variation: number }): Promise<MediaFile>;
  jobThumbnail(jobId: string): Promise<MediaFile>;
}

const MIME: Readonly<Record<string, string>> = {
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  webm: 'video/webm',
  gif: 'image/gif',
};
/** What a browser plays, best first. */
const PLAYABLE = ['mp4', 'webm', 'mov'];

/** Files behind ids. Every function throws AppError `not-found`, or `media-missing` when the row is there and the file is not. */
export function createMediaFiles(deps: Pick<ApiDeps, 'library' | 'assets'> & { thumbnails: Thumbnails }): MediaFiles {
  const { repos } = deps.library;
  type Film = ReturnType<typeof repos.exports.get>;

  const fileOf = async (film: Film): Promise<MediaFile> => {
    try {
      await access(film.path);
    } catch (cause) {
      throw new AppError('media-missing', 'the export was moved', { what: basename(film.path) }, { cause });
    }
    return {
      path: film.path,
      mime: MIME[film.format] ?? 'application/octet-stream',
      name: basename(film.path),
      bytes: film.bytes,
    };
  };
  const filmsOfJob = (jobId: string): Film[] => {
    const run = repos.runs.get(jobId);
    if (repos.projects.get(run.projectId).trashedAtMs !== null)
      throw new AppError('not-found', 'the job is deleted', { what: 'job', id: jobId });
    return repos.exports.list(run.projectId).filter(({ runId }) => runId === jobId);
  };
  const noFilm = (jobId: string): AppError => new AppError('not-found', 'no such film', { what: 'film', id: jobId });

  return {
    async asset(id) {
      const { asset, path } = await deps.assets.locate(id);
      return { path, mime: asset.mime, name: asset.name, bytes: asset.bytes };
    },
    thumb: (id) => deps.thumbnails.of(id),
    film: async (exportId) => fileOf(repos.exports.get(exportId)),
    async jobVideo(jobId, variation) {
      const films = filmsOfJob(jobId).filter((film) => film.variation === variation && PLAYABLE.includes(film.format));
      const best = films.toSorted((a, b) => PLAYABLE.indexOf(a.format) - PLAYABLE.indexOf(b.format))[0];
      if (best === undefined) throw noFilm(jobId);
      return fileOf(best);
    },
    async jobExport(jobId, { format, quality, variation }) {
      const film = filmsOfJob(jobId).find(
        (row) =>
          row.variation === variation &&
          (format === undefined || row.format === format) &&
          (quality === undefined || row.quality === quality),
      );
      if (film === undefined) throw noFilm(jobId);
      return fileOf(film);
    },
    async jobThumbnail(jobId) {
      const { projectId } = repos.runs.get(jobId);
      filmsOfJob(jobId);
      const poster = repos.projects.get(projectId).posterAssetId;
      const first = repos.shots.findFirstId(projectId);
      const start = first === undefined ? undefined : repos.takes.findChosen(first, 'start', 1);
      const assetId = poster ?? start?.assetId;
      if (assetId === undefined) throw new AppError('not-found', 'no picture yet', { what: 'thumbnail', id: jobId });
      return this.asset(assetId);
    },
  };
}
