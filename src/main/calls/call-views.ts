import type { CallDetails, CallView, Need, WaitView } from '../../shared/contract/calls.ts';
import type { CallPolicies } from '../../shared/model/call-policies.ts';
import { isOverVariance } from '../../shared/model/money.ts';
import { CALL_CHOICES, FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { CallChoice } from '../../shared/model/paid-call.ts';
import { required } from '../db/json-column.ts';
import type { CallTrouble, PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { Repositories } from '../db/repositories.ts';
import { medianMs } from '../jobs/eta.ts';
import type { JobEngine, JobRow } from '../jobs/job-types.ts';
import type { Clock } from '../platform/clock.ts';
import { groupNeeds } from './call-needs.ts';
import { isLate } from './policies/waits.ts';
import { knownJob } from './job-status.ts';

export interface CallViewDeps {
  repos: Pick<Repositories, 'paidCalls' | 'shots' | 'projects' | 'runs'>;
  engine: Pick<JobEngine, 'listByRun' | 'listNeedingAttention' | 'get'>;
  clock: Clock;
  policies: () => CallPolicies;
}

/** Where a vendor shows its work, for people: one piece, and the list of all (facts/replicate.md). */
const PAGES: Readonly<Record<string, { one: string; all: string }>> = {
  replicate: { one: 'https://replicate.com/p/', all: 'https://replicate.com/predictions' },
};

/** How many finished calls of a model say how long it takes. */
const HISTORY = 20;

/** The provider's page of a call; its list where no id is known; null for a vendor without one. Pure. */
export function pageOf({ vendor, remoteId }: Pick<PaidCallRow, 'vendor' | 'remoteId'>): string | null {
  const page = PAGES[vendor];
  if (page === undefined) return null;
  return remoteId === null ? page.all : `${page.one}${encodeURIComponent(remoteId)}`;
}

const failureOf = (error: CallTrouble | null): CallView['error'] =>
  error === null ? null : { code: error.code, details: error.details };

/** What a job was put off for; null where it does not wait. Pure. */
export function waitOfJob(
  job: Pick<JobRow, 'status' | 'runAtMs' | 'error'> | undefined,
  nowMs: number,
): WaitView | null {
  if (job?.status !== 'queued' || job.error === null || job.runAtMs <= nowMs) return null;
  const { code, details } = job.error;
  const reason = typeof details.reason === 'string' ? details.reason : code;
  return { untilMs: job.runAtMs, reason, failure: { code, details: { ...details } } };
}

function waitOfCall(call: PaidCallRow, job: JobRow | undefined, nowMs: number): WaitView | null {
  if (call.error?.details['again'] === true && call.waitUntilMs !== null && call.waitUntilMs > nowMs) {
    const { fault } = call.error.details;
    const reason = typeof fault === 'string' ? fault : call.error.code;
    return { untilMs: call.waitUntilMs, reason, failure: failureOf(call.error) };
  }
  return FINAL_CALL_STATES.has(call.state) ? null : waitOfJob(job, nowMs);
}

/** What a person may answer. Another model is for work that still waits. Pure. */
const choicesOf = (job: Pick<JobRow, 'status'> | undefined): CallChoice[] =>
  CALL_CHOICES.filter((choice) => choice !== 'other-model' || job?.status === 'needs-attention');

/** Lists of a request's fields: `input.prompt` → text. Nothing deeper than two levels is shown. */
function requestOf({ request }: PaidCallRow): CallDetails['request'] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const lines = new Map<string, string>();
  const add = (prefix: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) lines.set(prefix, text(value));
    else
      for (const [name, inner] of Object.entries(value))
        lines.set(prefix === '' ? name : `${prefix}.${name}`, text(inner));
  };
  for (const [name, value] of Object.entries(request)) add(name, value);
  return [...lines]
    .filter(([, value]) => value !== '' && value !== 'null')
    .map(([name, value]) => ({ name, value: value.slice(0, 4_000) }));
}

/** Reads calls as people see them. */
export function createCallViews(deps: CallViewDeps) {
  const { repos, engine, clock, policies } = deps;

  /** Reads each project and each model's history once for a whole answer. */
  const createReader = () => {
    const nowMs = clock.nowMs();
    const table = policies();
    const projects = new Map<string, { name: string | null; places: ReadonlyMap<string, [number, number]> }>();
    const usual = new Map<string, number | null>();
    const projectOf = (projectId: string) => {
      const known = projects.get(projectId);
      if (known !== undefined) return known;
      const places = new Map<string, [number, number]>();
      let scene = 0;
      let shot = 0;
      let sceneId: string | null = null;
      for (const place of repos.shots.listPlaces(projectId)) {
        shot = place.sceneId === sceneId ? shot + 1 : 1;
        if (place.sceneId !== sceneId) scene += 1;
        ({ sceneId } = place);
        places.set(place.id, [scene, shot]);
      }
      const fresh = { name: repos.projects.find(projectId)?.name ?? null, places };
      projects.set(projectId, fresh);
      return fresh;
    };
    const usualOf = (model: string): number | null => {
      const known = usual.get(model);
      if (known !== undefined) return known;
      const median = medianMs(repos.paidCalls.listDurationsMs(model, HISTORY));
      const fresh = median === undefined ? null : Math.round(median);
      usual.set(model, fresh);
      return fresh;
    };
    const view = (call: PaidCallRow, job: JobRow | undefined): CallView => {
      const project = call.projectId === null ? null : projectOf(call.projectId);
      const [scene, shot] = (call.shotId === null ? undefined : project?.places.get(call.shotId)) ?? [null, null];
      const wanted = call.request['wanted'] as { kind?: unknown } | undefined;
      const kind = wanted?.kind === 'video' ? 'video' : 'image';
      const { chargedMicroUsd, estimateMicroUsd, submittedAtMs } = call;
      const isWorking = call.state === 'SUBMITTED' || call.state === 'RUNNING';
      return {
        callId: call.id,
        ...{ scene, shot, kind, chargedMicroUsd, estimateMicroUsd, submittedAtMs },
        orderKey: call.orderKey,
        attempt: call.attempt,
        jobId: call.jobId,
        runId: call.runId,
        projectId: call.projectId,
        projectName: project?.name ?? null,
        shotId: call.shotId,
        vendor: call.vendor,
        model: call.model,
        state: call.state,
        flags: call.flags,
        error: failureOf(call.error),
        isOverVariance: chargedMicroUsd !== null && isOverVariance(estimateMicroUsd, chargedMicroUsd),
        wait: waitOfCall(call, job, nowMs),
        isLate: isWorking && submittedAtMs !== null && isLate(nowMs - submittedAtMs, kind, table),
        usualMs: usualOf(call.model),
        choices: call.state === 'NEEDS_USER' && call.choice === null ? choicesOf(job) : [],
        createdAtMs: call.createdAtMs,
        sentAtMs: call.sentAtMs,
        updatedAtMs: call.updatedAtMs,
        finishedAtMs: call.finishedAtMs,
      };
    };
    return { view, projectOf, nowMs };
  };
  const jobOf = (call: PaidCallRow): JobRow | undefined => {
    // Nothing waits behind a call that is over, and its job may be gone.
    if (FINAL_CALL_STATES.has(call.state) && call.waitUntilMs === null) return undefined;
    return knownJob(engine, call.jobId);
  };

  return {
    /** Throws AppError `not-found`. */
    ofRun(runId: string): { calls: CallView[]; waits: { jobId: string; wait: WaitView }[] } {
      repos.runs.get(runId);
      const read = createReader();
      const jobs = engine.listByRun(runId);
      const byId = new Map(jobs.map((job) => [job.id, job]));
      return {
        calls: repos.paidCalls.listByRun(runId).map((call) => read.view(call, byId.get(call.jobId))),
        waits: jobs.flatMap((job) => {
          const wait = waitOfJob(job, read.nowMs);
          return wait === null ? [] : [{ jobId: job.id, wait }];
        }),
      };
    },
    /** Newest first. Throws AppError `not-found`. */
    ofProject(projectId: string, limit: number, beforeId: string | null) {
      repos.projects.get(projectId);
      const read = createReader();
      const rows = repos.paidCalls.page({ projectId, beforeId }, limit);
      return {
        calls: rows.map((call) => read.view(call, jobOf(call))),
        nextBeforeId: rows.length < limit ? null : (rows.at(-1)?.id ?? null),
      };
    },
    /** Throws AppError `not-found`. */
    get(callId: string): CallDetails {
      const call = required(repos.paidCalls.find(callId), 'call', callId);
      const read = createReader();
      const { sha256, bytes, mime } = call;
      return {
        call: read.view(call, jobOf(call)),
        attempts: repos.paidCalls.listByOrder(call.orderKey).map((each) => read.view(each, jobOf(each))),
        request: requestOf(call),
        timeline: repos.paidCalls.listEvents(callId),
        remoteId: call.remoteId,
        pageUrl: pageOf(call),
        priceDate: call.priceDate,
        file: sha256 === null || bytes === null || mime === null ? null : { sha256, bytes, mime },
      };
    },
    /** Throws AppError `not-found`. */
    one(callId: string): CallView {
      const call = required(repos.paidCalls.find(callId), 'call', callId);
      return createReader().view(call, jobOf(call));
    },
    /** Ids that nobody knows are left out. */
    places(callIds: readonly string[]): Pick<CallView, 'callId' | 'scene' | 'shot' | 'kind'>[] {
      const read = createReader();
      return callIds.flatMap((id) => {
        const call = repos.paidCalls.find(id);
        if (call === undefined) return [];
        const { callId, scene, shot, kind } = read.view(call, undefined);
        return [{ callId, scene, shot, kind }];
      });
    },
    /** What waits for a person: one entry for one cause, oldest first. */
    needs(): Need[] {
      const read = createReader();
      return groupNeeds({
        jobs: engine.listNeedingAttention(),
        calls: repos.paidCalls
          .listOpen()
          .filter(({ state, choice }) => state === 'NEEDS_USER' && choice === null)
          .map((call) => ({ call: read.view(call, jobOf(call)), pageUrl: pageOf(call) })),
        projectName: (projectId) => read.projectOf(projectId).name,
        jobsOfRun: (runId) => engine.listByRun(runId),
      });
    },
  };
}
export type CallViews = ReturnType<typeof createCallViews>;
