/** One film file of an export: from the cache, from the stitched film, or from the segments. */
import { stat } from 'node:fs/promises';
import type { PlannedFilm } from '../../shared/model/export-settings.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import type { FilmTools } from './conform.ts';
import type { FilmSize } from './export-costs.ts';
import { formatKey, makeFormat, makeMaster, masterKey, twice } from './film-files.ts';
import type { ReadyFile } from './film-files.ts';
import { planAtQuality, planIdentity } from './plan-size.ts';

export interface FilmFileOrder {
  /** The film as it was when the export began. */
  plan: FilmPlan;
  film: PlannedFilm;
  burnCaptions: boolean;
  targetBytes: number | null;
}

export type FilmPhase = 'stitching' | 'encoding';

interface Identities {
  master: FilmPlan;
  own: FilmPlan;
  masterIdentity: unknown;
  ownIdentity: unknown;
}

/** The same identities as `exportFilm` uses, so that the command line and the window share one cache. */
async function identitiesOf({ plan, film, burnCaptions }: FilmFileOrder): Promise<Identities> {
  const master = planAtQuality(plan, film.masterQuality);
  const masterIdentity = await planIdentity(master, burnCaptions);
  const isScaled = film.quality !== film.masterQuality;
  return {
    master,
    own: isScaled ? planAtQuality(plan, film.quality) : master,
    masterIdentity,
    ownIdentity: isScaled ? { from: masterIdentity, size: film.quality } : masterIdentity,
  };
}

/** Pixel size and length of a film of the plan. */
export function sizeOfFilm(plan: FilmPlan, film: Pick<PlannedFilm, 'quality'>): FilmSize {
  const { widthPx, heightPx, fps } = planAtQuality(plan, film.quality);
  return { widthPx, heightPx, fps, frames: filmFrames(plan) };
}

/** What of a film lies in the cache already: its size, and whether its stitched film is there. */
export async function findFilmFile(
  tools: Pick<FilmTools, 'cache'>,
  order: FilmFileOrder,
): Promise<{ bytes: number | null; isStitched: boolean }> {
  const { masterIdentity, ownIdentity } = await identitiesOf(order);
  const { film, targetBytes } = order;
  const master = await tools.cache.find(masterKey(masterIdentity));
  const own =
    film.format === 'mp4' && targetBytes === null
      ? master
      : await tools.cache.find(formatKey(ownIdentity, film.format, targetBytes ?? undefined));
  const size = own === undefined ? undefined : await stat(own.path).catch(() => undefined);
  return { bytes: size?.size ?? null, isStitched: master !== undefined };
}

/** Makes the file in the cache. Throws what `exportFilm` throws; a failure that another try may mend gets one. */
export async function makeFilmFile(
  tools: FilmTools,
  order: FilmFileOrder,
  run: { signal: AbortSignal; onPhase(phase: FilmPhase, fraction: number): void },
): Promise<ReadyFile> {
  const { master, own, masterIdentity, ownIdentity } = await identitiesOf(order);
  const request = {
    burnCaptions: order.burnCaptions,
    signal: run.signal,
    ...(order.targetBytes === null ? {} : { targetBytes: order.targetBytes }),
  };
  let stitched: Promise<ReadyFile> | undefined;
  const needMaster = (): Promise<ReadyFile> =>
    (stitched ??= twice(() =>
      makeMaster(tools, {
        request,
        plan: master,
        identity: masterIdentity,
        onProgress: (fraction) => run.onPhase('stitching', fraction),
      }),
    ));
  return twice(() =>
    makeFormat(tools, {
      request,
      plan: own,
      identity: ownIdentity,
      format: order.film.format,
      needMaster,
      onProgress: (fraction) => run.onPhase('encoding', fraction),
    }),
  );
}
