import type { CallView, Need } from '../../shared/contract/calls.ts';
import { NEEDS_PERSON } from '../jobs/job-failure.ts';
import type { JobRow } from '../jobs/job-types.ts';

/** Causes that a person puts right once for all who wait; the others are decided one by one, or by a new yes. */
const RESUMABLE: ReadonlySet<string> = new Set([
  'key-missing',
  'key-refused',
  'credit-empty',
  'price-unknown',
  'budget-exceeded',
]);
/** Causes that another model may be the answer to. */
const OF_MODEL: ReadonlySet<string> = new Set(['model-retired', 'price-unknown', 'price-changed']);
/** What a kind of job makes, where another model could make it too. */
export const MAKES: Readonly<Record<string, 'image' | 'video'>> = {
  'draw-keyframe': 'image',
  'redraw-keyframe': 'image',
  'make-segment': 'video',
};
/** Causes that are of a vendor, whichever model met them. */
const OF_VENDOR: ReadonlySet<string> = new Set([
  'key-missing',
  'key-refused',
  'credit-empty',
  'payment-uncertain',
  'provider-changed',
]);

/** An account's key and its credit: put right at the vendor, for all of its models. */
const OF_ACCOUNT: ReadonlySet<string> = new Set(['key-missing', 'key-refused', 'credit-empty']);

export interface NeedSources {
  /** Jobs that were put aside, oldest first. */
  jobs: readonly JobRow[];
  /** Calls that ask about their payment. */
  calls: readonly Need['calls'][number][];
  projectName(projectId: string): string | null;
  jobsOfRun(runId: string): readonly JobRow[];
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const vendorOf = (details: Readonly<Record<string, unknown>>): string =>
  (textOf(details['id']) ?? '').split('/')[0] ?? '';

/** The name of a vendor's need for a key: none and a refused one are put right by the same act. */
export const keyNeedOf = (vendor: string): string => `key:${vendor}`;

/** The vendor whose account a need is about: its block goes when that is put right. Null for any other need. */
export const accountOfNeed = (needId: string): string | null => /^(?:key|credit-empty):(.+)$/.exec(needId)?.[1] ?? null;

/** What makes two troubles one. */
function causeOf(code: string, details: Readonly<Record<string, unknown>>, projectId: string | null): string {
  const id = textOf(details['id']) ?? '';
  if (code === 'key-missing' || code === 'key-refused') return keyNeedOf(vendorOf(details));
  if (OF_VENDOR.has(code)) return `${code}:${vendorOf(details)}`;
  if (code === 'budget-exceeded') return `${code}:${String(details['scope'])}:${String(details['scopeId'])}`;
  // A new yes is given for a board, so each project asks for its own.
  if (code === 'price-changed') return `${code}:${id}:${projectId ?? ''}`;
  return `${code}:${id}`;
}

/** What is to go on: all that can, what waits for a vendor's account, or what waits for one cause. */
export type ResumeWish = { kind: 'all' } | { kind: 'vendor'; vendor: string } | { kind: 'need'; id: string };

/** Whether a job that was put aside goes on with a wish; it must wait for something that a person puts right once. Pure. */
export function isResumedBy(job: Pick<JobRow, 'error' | 'projectId'>, wish: ResumeWish): boolean {
  if (job.error === null || !RESUMABLE.has(job.error.code)) return false;
  const { code, details } = job.error;
  switch (wish.kind) {
    case 'all':
      return true;
    case 'vendor':
      return OF_ACCOUNT.has(code) && vendorOf(details) === wish.vendor;
    case 'need':
      return causeOf(code, details, job.projectId) === wish.id;
  }
}

/** Shots of the runs whose work waits: how many have all their pieces of that kind. */
function shotsOf(waiting: readonly JobRow[], jobsOfRun: NeedSources['jobsOfRun']): { done: number; total: number } {
  let [done, total] = [0, 0];
  const runs = new Map(waiting.flatMap(({ runId, kind }) => (runId === null ? [] : [[runId, kind] as const])));
  for (const [runId, kind] of runs) {
    const shots = new Map<string, boolean>();
    for (const job of jobsOfRun(runId)) {
      const shotId = textOf((job.input as { shotId?: unknown } | null)?.shotId);
      if (job.kind !== kind || shotId === null) continue;
      shots.set(shotId, (shots.get(shotId) ?? true) && job.status === 'succeeded');
    }
    total += shots.size;
    done += [...shots.values()].filter(Boolean).length;
  }
  return { done, total };
}

/** One entry for one cause, however many pieces of work meet it. Pure but for what it is handed. */
export function groupNeeds({ jobs, calls, projectName, jobsOfRun }: NeedSources): Need[] {
  interface Group {
    code: string;
    details: Record<string, unknown>;
    jobs: JobRow[];
    calls: Need['calls'];
    projectIds: Set<string>;
    sinceMs: number;
  }
  const groups = new Map<string, Group>();
  const groupOf = (
    code: string,
    details: Readonly<Record<string, unknown>>,
    projectId: string | null,
    atMs: number,
  ): Group => {
    const cause = causeOf(code, details, projectId);
    const group = groups.get(cause) ?? {
      ...{ code, details: { ...details }, jobs: [], calls: [] },
      ...{ projectIds: new Set<string>(), sinceMs: atMs },
    };
    groups.set(cause, group);
    if (projectId !== null) group.projectIds.add(projectId);
    group.sinceMs = Math.min(group.sinceMs, atMs);
    return group;
  };
  const callAt = (call: CallView): number => call.updatedAtMs;
  for (const each of calls) {
    const { call } = each;
    const error = call.error ?? { code: 'payment-uncertain', details: { id: call.model } };
    groupOf(error.code, error.details, call.projectId, callAt(call)).calls.push(each);
  }
  for (const job of jobs) {
    if (job.error === null || !NEEDS_PERSON.has(job.error.code)) continue;
    const { code, details } = job.error;
    groupOf(code, details, job.projectId, job.startedAtMs ?? job.createdAtMs).jobs.push(job);
  }
  return [...groups]
    .map(([id, group]): Need => {
      const named = textOf(group.details['id']);
      const shots = shotsOf(group.jobs, jobsOfRun);
      const kinds = new Set(group.jobs.map((job) => MAKES[job.kind] ?? null));
      const kind = kinds.size === 1 ? ([...kinds][0] ?? null) : null;
      return {
        ...{ kind, canChangeModel: kind !== null && OF_MODEL.has(group.code) },
        ...{ id, code: group.code, details: group.details, calls: group.calls, sinceMs: group.sinceMs },
        vendor: named?.split('/')[0] ?? null,
        model: named?.includes('/') === true ? named : null,
        replacement: textOf(group.details['replacement']),
        jobIds: group.jobs.map((job) => job.id),
        projects: [...group.projectIds].map((projectId) => ({
          projectId,
          projectName: projectName(projectId) ?? projectId,
        })),
        shotsDone: shots.done,
        shotsTotal: shots.total,
        canResume: RESUMABLE.has(group.code),
      };
    })
    .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
}
