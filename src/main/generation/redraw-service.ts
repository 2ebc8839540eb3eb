import { AppError } from '../../shared/contract/errors.ts';
import { createBoardJobRepository } from '../db/repositories/board-job-repository.ts';
import { createDocumentRepository } from '../db/repositories/document-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import { jobRowOf } from '../jobs/job-row.ts';
import type { JobFailure, JobRow } from '../jobs/job-types.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { assertSeenPrice } from '../money/seen-price.ts';
import { imageProviderOf, keyframeMicroUsd } from './keyframe-request.ts';
import type { KeyframeSlot } from './keyframe-request.ts';
import { IMPORT_KIND } from './redraw-import-job.ts';
import { REDRAW_KIND } from './redraw-keyframe-job.ts';
import type { KeyframePlace } from './redraw-place.ts';
import { shotsInOrder } from './situation.ts';

/** What is being made, or has failed, for one slot of one shot. */
export interface SlotWork {
  jobId: string;
  shotId: string;
  slot: KeyframeSlot | 'segment';
  variation: number;
  state: 'queued' | 'running' | 'failed';
  /** What is done: drawing, bringing an own picture in, rendering. */
  stage: 'draw' | 'import' | 'render';
  fraction: number;
  etaMs: number | null;
  costMicroUsd: number;
  error: JobFailure | null;
}

export interface RedrawService {
  /**
   * Draws keyframes of a shot anew, for every variation. An open redraw of the same slot gives way. Gives the job ids.
   * `seenMicroUsd`: the price of all of them that the button showed. Throws AppError `price-unknown`, `price-changed`.
   */
  redraw(shotId: string, slots: readonly KeyframeSlot[], providerId: string, seenMicroUsd?: number): string[];
  /** Draws every keyframe that is missing; the price as in `redraw`. */
  drawMissing(projectId: string, providerId: string, seenMicroUsd?: number): string[];
  /** Makes a picture of the library a take of the slots. */
  replaceImage(shotId: string, slots: readonly KeyframeSlot[], assetId: string, personId: string): string[];
  /** Stops what is drawn for a shot; with no slots named, all of it. */
  cancel(shotId: string, slots?: readonly KeyframeSlot[]): void;
  work(projectId: string): SlotWork[];
  /** How many pictures `drawMissing` would draw: without those of locked shots and those under way. */
  toDraw(projectId: string): number;
  /** Slots without a picture: `shotId:slot:variation`. */
  missing(projectId: string): { shotId: string; slot: KeyframeSlot; variation: number }[];
  /** A project whose board has changed by a redraw. */
  onChange(listener: (projectId: string) => void): () => void;
}

const OWN_KINDS = [REDRAW_KIND, IMPORT_KIND];
const KINDS = [...OWN_KINDS, 'draw-keyframe', 'make-segment'];
/** A person at the screen waits for it: before the work of runs. */
const PRIORITY = 10;
const FAILED_LOOK_BACK = 200;
const PROGRESS_EVERY_MS = 250;

interface PlaceInput {
  shotId: string;
  slot?: KeyframeSlot;
  variation: number;
  providerId?: string;
  approvedMicroUsd?: number | null;
}

/** Keyframes drawn one by one, outside runs: engine jobs, so that a crash loses none of them. */
export function createRedrawService(deps: GenerationDeps): RedrawService {
  const { repos, engine, clock } = deps;
  const jobs = createBoardJobRepository(deps.db);
  const documents = createDocumentRepository(deps.db);
  const listeners = new Set<(projectId: string) => void>();
  const toldAtMs = new Map<string, number>();

  engine.onEvent(({ kind, type, projectId }) => {
    if (projectId === null || !OWN_KINDS.includes(kind)) return;
    const nowMs = clock.monotonicMs();
    if (type === 'progress' && nowMs - (toldAtMs.get(projectId) ?? -PROGRESS_EVERY_MS) < PROGRESS_EVERY_MS) return;
    toldAtMs.set(projectId, nowMs);
    for (const listener of listeners) listener(projectId);
  });

  const editable = (shotId: string): ShotRow => {
    const shot = repos.shots.get(shotId);
    if (shot.removedAtMs !== null)
      throw new AppError('not-found', `shot ${shotId} is removed`, { what: 'shot', id: shotId });
    if (shot.locked) throw new AppError('not-possible-now', 'the shot is locked', { what: 'redraw', state: 'locked' });
    return shot;
  };
  const openOf = (shot: ShotRow): JobRow[] =>
    jobs
      .listOpen(shot.projectId, OWN_KINDS)
      .map(jobRowOf)
      .filter(({ input }) => (input as PlaceInput).shotId === shot.id);
  const giveWay = (shot: ShotRow, slots: readonly KeyframeSlot[] | undefined): void => {
    for (const { id, input } of openOf(shot)) {
      const { slot } = input as PlaceInput;
      if (slots === undefined || (slot !== undefined && slots.includes(slot))) engine.cancel(id);
    }
  };
  const placeOf = (shot: ShotRow, slot: KeyframeSlot, variation: number): KeyframePlace => ({
    projectId: shot.projectId,
    shotId: shot.id,
    slot,
    variation,
    chosenTakeId: repos.takes.findChosen(shot.id, slot, variation)?.id ?? null,
    askedAtMs: clock.nowMs(),
  });
  const variationsOf = (projectId: string): number[] =>
    Array.from({ length: repos.projects.get(projectId).brief.variations }, (_, at) => at + 1);
  const enqueue = (kind: string, place: KeyframePlace, more: object): string =>
    engine.enqueue({ kind, input: { ...place, ...more }, projectId: place.projectId, priority: PRIORITY });

  /** What a yes to so many pictures says about each. Throws AppError `provider-unknown`, `price-unknown`, `price-changed`. */
  const approvedFor = (
    projectId: string,
    providerId: string,
    pictures: number,
    seenMicroUsd: number | undefined,
  ): { approvedMicroUsd: number | null } => {
    const { model } = imageProviderOf(deps, providerId);
    if (model.local || pictures === 0) return { approvedMicroUsd: null };
    const unit = keyframeMicroUsd(deps, projectId, providerId);
    assertSeenPrice(providerId, seenMicroUsd, unit === null ? null : unit * pictures);
    return { approvedMicroUsd: Math.floor((seenMicroUsd ?? 0) / pictures) };
  };

  const missing: RedrawService['missing'] = (projectId) => {
    const chosen = new Set(
      documents.chosen(projectId).map(({ shotId, slot, variation }) => `${shotId}:${slot}:${variation}`),
    );
    return repos.shots
      .listPlaces(projectId)
      .flatMap(({ id }) =>
        variationsOf(projectId).flatMap((variation) =>
          (['start', 'end'] as const).flatMap((slot) =>
            chosen.has(`${id}:${slot}:${variation}`) ? [] : [{ shotId: id, slot, variation }],
          ),
        ),
      );
  };

  const keyOf = ({ shotId, slot, variation }: PlaceInput): string => `${shotId}:${slot ?? 'segment'}:${variation}`;
  /** Places without a picture that nothing is being made for, and the jobs of such places that the engine has put aside. */
  const undrawn = (projectId: string): { places: KeyframePlace[]; aside: JobRow[] } => {
    const open = jobs.listOpen(projectId, KINDS).map(jobRowOf);
    // What the engine has put aside draws nothing until a person asks for it.
    const isAside = ({ status }: JobRow): boolean => status === 'needs-attention';
    const underWay = new Set(open.filter((job) => !isAside(job)).map(({ input }) => keyOf(input as PlaceInput)));
    const shots = new Map(shotsInOrder(deps, projectId).map((shot) => [shot.id, shot]));
    const places = missing(projectId).flatMap(({ shotId, slot, variation }) => {
      const shot = shots.get(shotId);
      const isFree = shot?.locked === false && !underWay.has(`${shotId}:${slot}:${variation}`);
      return isFree ? [placeOf(shot, slot, variation)] : [];
    });
    return { places, aside: open.filter((job) => isAside(job) && OWN_KINDS.includes(job.kind)) };
  };

  return {
    redraw(shotId, slots, providerId, seenMicroUsd) {
      return deps.db.write(() => {
        const shot = editable(shotId);
        const variations = variationsOf(shot.projectId);
        const approved = approvedFor(shot.projectId, providerId, variations.length * slots.length, seenMicroUsd);
        giveWay(shot, slots);
        return variations.flatMap((variation) =>
          slots.map((slot) => enqueue(REDRAW_KIND, placeOf(shot, slot, variation), { providerId, ...approved })),
        );
      }, 'redraw.ask');
    },
    toDraw: (projectId) => undrawn(projectId).places.length,
    drawMissing(projectId, providerId, seenMicroUsd) {
      return deps.db.write(() => {
        const { places, aside } = undrawn(projectId);
        const approved = approvedFor(projectId, providerId, places.length, seenMicroUsd);
        return places.map((place) => {
          for (const { id, input } of aside) if (keyOf(input as PlaceInput) === keyOf(place)) engine.cancel(id);
          return enqueue(REDRAW_KIND, place, { providerId, ...approved });
        });
      }, 'redraw.missing');
    },
    replaceImage(shotId, slots, assetId, personId) {
      return deps.db.write(() => {
        const shot = editable(shotId);
        const asset = repos.assets.get(assetId);
        if (asset.kind !== 'image')
          throw new AppError('unsupported-media', 'a keyframe is made from a picture', {
            path: asset.name,
            kind: asset.kind,
          });
        giveWay(shot, slots);
        return variationsOf(shot.projectId).flatMap((variation) =>
          slots.map((slot) => enqueue(IMPORT_KIND, placeOf(shot, slot, variation), { assetId, personId })),
        );
      }, 'redraw.replace');
    },
    cancel(shotId, slots) {
      giveWay(repos.shots.get(shotId), slots);
    },
    work(projectId) {
      const open = jobs.listOpen(projectId, KINDS).map(jobRowOf);
      const failed = jobs.listFailed(projectId, OWN_KINDS, FAILED_LOOK_BACK).map(jobRowOf);
      const seen = new Set<string>();
      const list: SlotWork[] = open.map((job) => {
        const input = job.input as PlaceInput;
        seen.add(keyOf(input));
        return workOf(job, input);
      });
      for (const job of failed) {
        const input = job.input as PlaceInput;
        const key = keyOf(input);
        if (seen.has(key) || input.slot === undefined) continue;
        seen.add(key);
        // A later picture has healed it.
        const healed = repos.takes
          .listOfShot(input.shotId)
          .some(
            (take) =>
              take.slot === input.slot &&
              take.variation === input.variation &&
              take.createdAtMs >= (job.finishedAtMs ?? job.createdAtMs),
          );
        if (!healed) list.push(workOf(job, input));
      }
      return list;
    },
    missing,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  function workOf(job: JobRow, input: PlaceInput): SlotWork {
    const isFailed = job.status === 'failed' || job.status === 'needs-attention';
    return {
      jobId: job.id,
      shotId: input.shotId,
      slot: input.slot ?? 'segment',
      variation: input.variation,
      state: isFailed ? 'failed' : job.status === 'running' ? 'running' : 'queued',
      stage: job.kind === IMPORT_KIND ? 'import' : job.kind === 'make-segment' ? 'render' : 'draw',
      fraction: job.progress,
      etaMs: isFailed ? null : engine.eta(job.id).remainingMs,
      costMicroUsd: input.approvedMicroUsd ?? 0,
      error: job.error,
    };
  }
}
