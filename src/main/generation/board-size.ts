import { pixelSize } from '../../shared/model/picture-size.ts';
import type { Quality } from '../../shared/model/shot-terms.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { BoardSize } from './estimate.ts';

const ORDER: readonly Quality[] = ['480p', '720p', '1080p', '2160p'];

/** Segments are made at the best quality asked for, never below what the gate accepts, never above what we can draw well. */
export function segmentQuality(asked: readonly Quality[]): '720p' | '1080p' {
  return asked.some((quality) => ORDER.indexOf(quality) >= ORDER.indexOf('1080p')) ? '1080p' : '720p';
}

/** How much a project makes, for its estimate. */
export function boardSizeOf(
  project: { ratio: ProjectRow['ratio']; brief: Pick<ProjectRow['brief'], 'variations'> },
  shots: number,
  qualities: readonly Quality[],
): BoardSize {
  return {
    shots,
    variations: project.brief.variations,
    image: pixelSize(project.ratio, '1080p'),
    video: pixelSize(project.ratio, segmentQuality(qualities)),
  };
}
