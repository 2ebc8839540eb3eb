import { FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { Repositories } from '../db/repositories.ts';
import type { LibraryDb } from '../db/open.ts';
import type { EngineLease } from '../jobs/engine-deps.ts';
import type { JobEngine, JobRow } from '../jobs/job-types.ts';
import type { KillPoint } from '../jobs/kill-points.ts';
import { systemTimers } from '../jobs/timers.ts';
import type { Timers } from '../jobs/timers.ts';
import type { MediaTools } from '../media/media-types.ts';
import { chargeOf } from '../money/purchases.ts';
import type { Money } from '../money/money.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { RemoteProviders } from '../providers/provider-registry.ts';
import { createCallCache } from './call-cache.ts';
import { compactJournal, openCallJournal } from './call-journal.ts';
import type { CallJournal } from './call-journal.ts';
import { createCallStore } from './call-store.ts';
import { createCalls } from './calls.ts';
import type { Calls } from './calls.ts';
import type { CallsDeps } from './calls-deps.ts';
import { createVendorGuards } from './guards/vendor-guards.ts';
import type { VendorGuards } from './guards/vendor-guards.ts';
import { createLineProbe } from './guards/line-probe.ts';
import { watchForLate } from './late-listings.ts';
import { replayJournal } from './replay-journal.ts';
import type { Replayed } from './replay-journal.ts';
import { isJobStalled, watchForStalls } from './guards/stall-detector.ts';
import { createPolicyStore } from './policies/policy-store.ts';
import type { PolicyStore } from './policies/policy-store.ts';
import { createVerify } from './verify-output.ts';

/** This room's parts, wired for a running program. */
export interface CallDesk extends Calls {
  guards: VendorGuards;
  policies: PolicyStore;
  /** What the record of purchases brought back at this start, into a library that was restored or had lost its journal. */
  replayed: Replayed;
  /** Looks for calls that show no progress for 15 minutes, at once and every minute; tells of each once. */
  watch(): void;
  /** The argument names the run, where the call is of one. */
  onStalled(listener: (runId: string | null) => void): () => void;
  /** Whether a job stands still because its newest call does (R7.2). */
  isStalled(job: JobRow): boolean;
  stop(): void;
}

export interface BuildCallsDeps {
  db: LibraryDb;
  repos: Repositories;
  clock: Clock;
  timers?: Timers;
  log: Logger;
  engine: JobEngine;
  money: Money;
  remote: Pick<RemoteProviders, 'find'>;
  tools: Pick<MediaTools, 'probe' | 'runToPipe'>;
  store: CallsDeps['files'];
  newId: NewId;
  lease?: EngineLease;
  fetchFolder: string;
  /** The record of purchases beside the database, and since when backups may lack what is in it. Absent: none is kept. */
  journal?: { file: string; keepSinceMs: () => number };
  killPoint: KillPoint;
}

/** Builds the room over an open library. */
export function buildCalls(deps: BuildCallsDeps): CallDesk {
  const { db, repos, clock, money, remote, log } = deps;
  const timers = deps.timers ?? systemTimers;
  const policies = createPolicyStore({ db, repos });
  const probe = createLineProbe((vendor) => remote.find(vendor));
  const guards = createVendorGuards({
    ...{ db, repos, clock, timers, probe },
    policies: () => policies.get(),
    isOpenCall: (id) => {
      const call = repos.paidCalls.find(id);
      return call !== undefined && !FINAL_CALL_STATES.has(call.state);
    },
  });
  const { journal: kept, lease } = deps;
  let journal: CallJournal | undefined;
  let replayed: Replayed = { calls: 0, alone: 0 };
  // Before any work starts: what a restored library no longer knows must not be bought again.
  if (kept !== undefined && lease !== undefined) {
    replayed = replayJournal(kept.file, { db, repos, clock, log, ledger: money.ledger, engine: deps.engine });
    compactJournal(kept.file, kept.keepSinceMs());
    journal = openCallJournal(kept.file);
  }
  const store = createCallStore({
    ...(journal === undefined ? {} : { journal }),
    log,
    ...{ db, clock, calls: repos.paidCalls, killPoint: deps.killPoint },
    ...(deps.lease === undefined ? {} : { lease: deps.lease }),
    onCharged: ({ runId }) => {
      if (runId !== null) repos.runs.refreshActual(runId);
    },
  });
  const calls = createCalls({
    ...{ db, store, guards, clock, timers, log, engine: deps.engine },
    calls: repos.paidCalls,
    adapterOf: (vendor) => remote.find(vendor),
    ledger: money.ledger,
    priceOf: (model, { unit, variant }) => money.prices.find(model, unit, variant),
    chargeOf: (purchase, counters, unitMicroUsd) => chargeOf(purchase, counters, { unitMicroUsd }),
    policies: () => policies.get(),
    files: deps.store,
    verify: createVerify(deps.tools),
    cache: createCallCache(money.cache),
    fetchFolder: deps.fetchFolder,
    killPoint: deps.killPoint,
    random: Math.random,
    newId: deps.newId,
  });
  let stopWatch = (): void => undefined;
  const stallListeners = new Set<(runId: string | null) => void>();
  let stopLate = (): void => undefined;
  return {
    ...calls,
    guards,
    policies,
    replayed,
    watch() {
      stopWatch = watchForStalls({
        timers,
        nowMs: () => clock.nowMs(),
        policies: () => policies.get(),
        list: () => repos.paidCalls.listOpen(),
        onStalled({ id, runId }) {
          log.warn('calls.stalled', { callId: id });
          for (const listener of stallListeners) listener(runId);
        },
      });
      stopLate = watchForLate({
        timers,
        look: calls.lookForLate,
        onError: (error) => log.warn('calls.late-look-failed', { error: String(error) }),
      });
    },
    onStalled(listener) {
      stallListeners.add(listener);
      return () => void stallListeners.delete(listener);
    },
    isStalled: (job) =>
      job.finishedAtMs === null &&
      isJobStalled(job, repos.paidCalls.listByJob(job.id).at(-1), clock.nowMs(), policies.get()),
    stop() {
      stopWatch();
      stopLate();
      guards.close();
      journal?.close();
    },
  };
}
