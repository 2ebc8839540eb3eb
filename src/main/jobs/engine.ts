import { AppError, toAppError } from '../../shared/contract/errors.ts';
import { createJobClaimRepository } from '../db/repositories/job-claim-repository.ts';
import { createJobLaneRepository } from '../db/repositories/job-lane-repository.ts';
import { createJobRepository, type JobRecord } from '../db/repositories/job-repository.ts';
import { createStepRepository } from '../db/repositories/step-repository.ts';
import { createAnnouncements } from './announcements.ts';
import type { JobEngineDeps } from './engine-deps.ts';
import { estimateEta } from './eta.ts';
import { createJobEvents } from './job-events.ts';
import { createJobHistory } from './job-history.ts';
import { jobRowOf, jsonOf } from './job-row.ts';
import type { EnqueueOptions, JobEngine, JobHandler } from './job-types.ts';
import { noKillPoint } from './kill-points.ts';
import { createLanes } from './lanes.ts';
import { createProgressBoard } from './progress.ts';
import { canHandle, DEFAULT_RECOVERY_LIMIT, unknownKindFailure } from './recovery.ts';
import { recoverRows } from './recover-rows.ts';
import { callOnSettled } from './settle-attempt.ts';
import { isHaltingFault } from './storage-faults.ts';
import { createSupervisor } from './supervisor.ts';
import { systemTimers } from './timers.ts';
import { createTransitions, settleRecordOf } from './transitions.ts';
import { createWakeUp } from './wake-up.ts';

/** Wait before the queue is looked at again after a fault of the database. */
const FAULT_PAUSE_MS = 2_000;
const STOP_GRACE_MS = 5_000;

type AnyHandler = JobHandler<unknown, unknown>;

/**
 * The durable job engine: rows in the library, work in this process. `docs/jobs.md` has the rules; `job-types.ts` the
 * interface. Nothing happens before `start`, except that jobs can be stored, cancelled and read.
 */
export function createJobEngine(deps: JobEngineDeps): JobEngine {
  const { db, clock, log } = deps;
  const timers = deps.timers ?? systemTimers;
  const killPoint = deps.killPoint ?? noKillPoint;
  const jobs = createJobRepository(db);
  const claims = createJobClaimRepository(db);
  const steps = createStepRepository(db);
  const lanes = createLanes(createJobLaneRepository(db), deps.laneLimits);
  const events = createJobEvents(log);
  const handlers = new Map<string, AnyHandler>();
  let idleWaiters: (() => void)[] = [];
  let state: 'new' | 'running' | 'stopped' = 'new';
  let owner = deps.newId();
  const history = createJobHistory(jobs);
  events.on(({ type, jobId, kind }) => {
    const record = type === 'succeeded' && history.keeps(kind) ? jobs.find(jobId) : undefined;
    if (record !== undefined) history.add(record);
  });
  lanes.load();

  const halt = (error: unknown): void => {
    if (state !== 'running') return;
    state = 'stopped';
    log.error('jobs.halted', { message: toAppError(error).message });
    wakeUp.dispose();
    supervisor.drop(error);
    settleIdleWaiters();
    deps.onHalt?.(error);
  };
  const transitions = createTransitions({
    ...{ db, clock, claims, steps, killPoint, lease: deps.lease },
    owner: () => owner,
    onHaltingFault: halt,
  });
  const progress = createProgressBoard(
    { clock, timers, onError: (error) => log.warn('jobs.progress-lost', { message: toAppError(error).message }) },
    (values) => {
      db.writeHint(() => {
        deps.lease?.assertHeld();
        for (const [jobId, value] of values) jobs.updateProgress(jobId, owner, value);
      }, 'jobs.progress');
      for (const [jobId, value] of values) {
        const record = jobs.find(jobId);
        if (record?.status === 'running') events.emit(record, 'progress', value);
      }
    },
  );
  const supervisor = createSupervisor({
    ...{ clock, timers, log, random: deps.random, transitions, steps, lanes, events, progress },
    onEnded: () => wakeUp.now(),
    onHaltingFault: halt,
  });

  const settleIdleWaiters = (): void => {
    const waiters = idleWaiters;
    idleWaiters = [];
    for (const resolve of waiters) resolve();
  };

  const announcements = createAnnouncements(jobs, events, (id) => supervisor.cancel(id));

  const handlerFor = (record: JobRecord): AnyHandler | undefined => {
    const handler = handlers.get(record.kind);
    return canHandle(handler, record.version) ? handler : undefined;
  };

  /** One claim per turn of the event loop, so that doors stay answered between two commits. */
  const turn = (): void => {
    try {
      announcements.tell();
      if (state !== 'running') return;
      const jumpMs = wakeUp.takeClockJumpMs();
      if (jumpMs !== 0) db.write(() => jobs.shiftRetryWaits(jumpMs), 'jobs.clock-jump');
      if (supervisor.count() >= deps.maxConcurrent) return;
      const record = transitions.claim(lanes.blocked(), (claimed) =>
        handlerFor(claimed) ? undefined : unknownKindFailure(claimed.kind, claimed.version),
      );
      if (record !== undefined) {
        const handler = handlerFor(record);
        events.emit(record, handler ? 'started' : 'needs-attention');
        if (handler) supervisor.begin(record, handler);
        wakeUp.now();
        return;
      }
      wakeUp.at(jobs.findNextRunAtMs(clock.nowMs()));
      if (supervisor.count() === 0) settleIdleWaiters();
    } catch (error) {
      if (isHaltingFault(error)) halt(error);
      if (state !== 'running') return;
      log.error('jobs.turn-failed', { message: toAppError(error).message });
      wakeUp.at(clock.nowMs() + FAULT_PAUSE_MS);
    }
  };
  const wakeUp = createWakeUp(clock, timers, turn);

  const getRecord = (jobId: string): JobRecord => {
    const record = jobs.find(jobId);
    if (record === undefined) throw new AppError('not-found', `no job ${jobId}`, { what: 'job', id: jobId });
    return record;
  };

  const cancelInTransaction = (jobId: string): void => {
    const record = getRecord(jobId);
    if (record.status === 'running') {
      jobs.requestCancel(jobId);
      announcements.cancelled(jobId);
    } else if (claims.settleIdle(jobId, settleRecordOf({ status: 'cancelled' }, record, clock.nowMs()))) {
      callOnSettled(handlers.get(record.kind), record, { status: 'cancelled' });
      announcements.cancelled(jobId);
    }
  };

  const afterWrite = (): void => {
    // Inside a caller's transaction the rows are not kept yet: the turn comes after it.
    if (!db.sql.inTransaction) announcements.tell();
    wakeUp.now();
  };

  const insert = (options: EnqueueOptions, handler: AnyHandler, parsed: unknown): string => {
    const known = options.dedupeKey === undefined ? undefined : jobs.findIdByDedupeKey(options.dedupeKey);
    if (known !== undefined) return known;
    const id = deps.newId();
    const nowMs = clock.nowMs();
    jobs.insert({
      id,
      kind: options.kind,
      version: handler.version,
      runId: options.runId ?? null,
      projectId: options.projectId ?? null,
      lane: handler.lane(parsed),
      priority: options.priority ?? 0,
      maxAttempts: Math.max(1, handler.retry.maxAttempts),
      runAtMs: options.runAtMs ?? nowMs,
      dedupeKey: options.dedupeKey ?? null,
      inputJson: jsonOf(options.input),
      createdAtMs: nowMs,
    });
    announcements.queued(id);
    return id;
  };

  return {
    register<I, R>(handler: JobHandler<I, R>) {
      if (handlers.has(handler.kind)) throw new AppError('conflict', `two handlers for ${handler.kind}`);
      // The map forgets I and R; `runAttempt` gives `run` only what the handler's own schema accepted.
      handlers.set(handler.kind, handler as unknown as AnyHandler);
    },
    setLaneLimit(lane, limit) {
      if (!Number.isInteger(limit) || limit < 0) throw new AppError('invalid-input', `lane limit ${limit}`, { lane });
      lanes.setLimit(lane, limit);
      wakeUp.now();
    },
    start() {
      // Async on purpose: a refused lease is a rejection, not a throw.
      return Promise.resolve().then(() => {
        if (state === 'running') return;
        deps.lease?.assertHeld();
        owner = deps.newId();
        lanes.load();
        const recovered = recoverRows({
          ...{ db, clock, log, jobs, claims, steps, killPoint },
          handlerOf: (kind) => handlers.get(kind),
          assertHeld: () => deps.lease?.assertHeld(),
          recoveryLimit: deps.recoveryLimit ?? DEFAULT_RECOVERY_LIMIT,
        });
        supervisor.open();
        state = 'running';
        for (const { record, type } of recovered) events.emit(record, type);
        if (recovered.length > 0) log.info('jobs.recovered', { count: recovered.length });
        wakeUp.now();
      });
    },
    async stop(graceMs = STOP_GRACE_MS) {
      if (state === 'running') {
        state = 'stopped';
        progress.flush();
      }
      // Also after a halt or a second call: who stops wants the work to have ended, not only its rows to be safe.
      await supervisor.stop(graceMs);
      progress.dispose();
      wakeUp.dispose();
      settleIdleWaiters();
    },
    enqueue(options) {
      const handler = handlers.get(options.kind);
      if (handler === undefined) {
        throw new AppError('invalid-input', `no handler for jobs of kind ${options.kind}`, { kind: options.kind });
      }
      const parsed = handler.input.safeParse(options.input);
      if (!parsed.success) {
        throw new AppError('invalid-input', `input of ${options.kind}: ${parsed.error.message}`, {
          kind: options.kind,
        });
      }
      const isOwn = !db.sql.inTransaction;
      const id = db.write(() => insert(options, handler, parsed.data), 'jobs.enqueue');
      if (isOwn) {
        const { kind, runId = null, projectId = null } = options;
        announcements.kept({ id, kind, run_id: runId, project_id: projectId, progress: 0 });
      }
      afterWrite();
      return id;
    },
    cancel(jobId) {
      db.write(() => cancelInTransaction(jobId), 'jobs.cancel');
      afterWrite();
    },
    cancelRun(runId) {
      db.write(() => {
        for (const id of jobs.listOpenIdsByRun(runId)) cancelInTransaction(id);
      }, 'jobs.cancel-run');
      afterWrite();
    },
    retry(jobId) {
      db.write(() => {
        const record = getRecord(jobId);
        const holder = record.dedupe_key === null ? undefined : jobs.findIdByDedupeKey(record.dedupe_key);
        const isTaken = holder !== undefined && holder !== jobId;
        if (isTaken || !jobs.requeue(jobId, clock.nowMs())) {
          const details = { id: jobId, status: record.status };
          throw new AppError('conflict', `job ${jobId} (${record.status}) cannot run again now`, details);
        }
        handlers.get(record.kind)?.onRetry?.(jobId);
        announcements.queued(jobId);
      }, 'jobs.retry');
      afterWrite();
    },
    pauseLane: (lane) => db.write(() => lanes.pause(lane), 'jobs.pause-lane'),
    resumeLane(lane) {
      db.write(() => lanes.resume(lane), 'jobs.resume-lane');
      wakeUp.now();
    },
    endWaits(lane, reasons) {
      if (db.writeHint(() => jobs.endWaits(lane, reasons, clock.nowMs()), 'jobs.end-waits') > 0) wakeUp.now();
    },
    pausedLanes: () => lanes.paused(),
    onEvent: (listener) => events.on(listener),
    idle() {
      if (state === 'stopped') return Promise.resolve();
      return new Promise((resolve) => {
        idleWaiters.push(resolve);
        wakeUp.now();
      });
    },
    get: (jobId) => jobRowOf(getRecord(jobId)),
    listByRun: (runId) => jobs.listByRun(runId).map(jobRowOf),
    listNeedingAttention: () => jobs.listNeedingAttention().map(jobRowOf),
    listOpenWithoutRun: () => jobs.listOpenWithoutRun().map(jobRowOf),
    eta(jobId) {
      const record = getRecord(jobId);
      const endMs = record.finished_at_ms ?? clock.nowMs();
      const elapsedMs = record.started_at_ms === null ? 0 : endMs - record.started_at_ms;
      const fraction = record.status === 'succeeded' ? 1 : (progress.find(jobId) ?? record.progress);
      return estimateEta({ fraction, elapsedMs, historyMs: history.wallMs(record.kind) });
    },
    takeStrayError: (error) => supervisor.takeStrayError(error),
  };
}
