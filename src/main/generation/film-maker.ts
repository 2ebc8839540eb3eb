import type { RunOptions } from '../../shared/model/run-terms.ts';

/** One file of a film as it was written. */
export interface FilmFile {
  path: string;
  kind: 'film' | 'thumbnail' | 'captions';
  format: string;
  quality: string;
  bytes: number;
  durationSeconds: number | null;
  sha256: string;
  key: string;
  fromCache: boolean;
}

export interface FilmOrder {
  projectId: string;
  variation: number;
  options: Pick<RunOptions, 'formats' | 'qualities' | 'gifQuality' | 'burnCaptions' | 'targetBytes'>;
  /** Shots of the film; without it all that the project has. */
  shotIds?: ReadonlySet<string>;
  folder: string;
  /** Replace what an earlier try of the same run left under the same name. */
  overwrite: boolean;
  signal: AbortSignal;
  onProgress(fraction: number): void;
}

/** The way from approved segments to finished files; `exports` does the work. */
export interface FilmMaker {
  make(order: FilmOrder): Promise<{ files: FilmFile[]; failed: { format: string; quality: string; reason: string }[] }>;
}
