import { createHash } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { sleep } from '../jobs/timers.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { CreateAnswer, PreparedCall, ProviderFault, RemoteAdapter } from '../providers/remote-port.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { BuyContext, BuyOrder, CallsDeps } from './calls-deps.ts';
import { assertGoing, attemptsWithFault, decide, obeyFree, waitUntil } from './obey.ts';

/** In the time line: the last byte was announced beforehand, and it was about to be handed over. */
const ANNOUNCED = 'announced';
const LEAVING = 'leaving';

/** A create is never cut short by a wish to cancel: an answer that is not read would be an uncertain payment. */
const NEVER = new AbortController().signal;

/** Uploads and builds the body; free, so it is repeated as the table says. A call that is put off keeps its reservation. */
async function prepare(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  first: PaidCallRow,
  order: BuyOrder,
  signal: AbortSignal,
): Promise<{ call: PaidCallRow; prepared: PreparedCall }> {
  let call = first;
  for (;;) {
    assertGoing(signal);
    try {
      return { call, prepared: await adapter.prepare(order.model, order.order, call.nonce, { signal }) };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      assertGoing(signal);
      const { fault } = error;
      const given = await obeyFree(deps, call, order.order.kind, fault, 'upload', signal);
      call = given.call;
      if (given.step.kind !== 'retry') throw await refuse(deps, call, order, fault, 'upload');
    }
  }
}

/** Ends an attempt that bought nothing. Gives the error for the job. */
async function refuse(
  deps: CallsDeps,
  call: PaidCallRow,
  order: BuyOrder,
  fault: ProviderFault,
  phase: 'upload' | 'create',
): Promise<AppError> {
  const replacement = deps.adapterOf(call.vendor)?.models.find(({ id }) => id === order.model)?.replacement ?? null;
  const trouble = troubleOf(call, fault, { phase, charged: 'no', amountMicroUsd: 0, replacement });
  await deps.store.move(call, {
    to: fault.code === 'content-policy' ? 'REJECTED' : 'FAILED',
    patch: { error: trouble },
    detail: { phase, fault: fault.code, status: fault.status, reason: fault.message },
    alongside: (row) => void deps.ledger.release(row),
  });
  return errorOfTrouble(trouble);
}

async function onRefusal(
  deps: CallsDeps,
  call: PaidCallRow,
  order: BuyOrder,
  answer: Extract<CreateAnswer, { kind: 'refused' | 'not-sent' }>,
): Promise<PaidCallRow> {
  const { fault, kind: createAnswer } = answer;
  deps.guards.failed(call.vendor, call, fault);
  const step = decide(deps, order.order.kind, fault, {
    phase: 'create',
    createAnswer,
    attemptsOfCode: attemptsWithFault(deps, call, fault.code),
  });
  if (step.kind === 'block') deps.guards.block(call.vendor, step.cause, fault);
  if (step.kind === 'postpone' && step.reason === 'rate-limited')
    deps.guards.blockUntil(call.vendor, step.untilMs, 'create');
  if (step.kind !== 'retry' && step.kind !== 'postpone') throw await refuse(deps, call, order, fault, 'create');
  const untilMs = step.kind === 'retry' ? deps.clock.nowMs() + step.afterMs : step.untilMs;
  return deps.store.move(call, {
    to: 'FAILED',
    patch: {
      error: troubleOf(call, fault, { phase: 'create', charged: 'no', amountMicroUsd: 0, again: true }),
      waitUntilMs: untilMs,
    },
    detail: { phase: 'create', fault: fault.code, status: fault.status, untilMs },
    alongside: (row) => void deps.ledger.release(row),
  });
}

/**
 * Takes a reserved call through the one POST of its attempt: the intent is on the disk before the first byte leaves.
 * Gives the call as it stands then: SUBMITTED, UNCERTAIN, or FAILED with another attempt to come. Throws AppError for what
 * ends it.
 */
export async function sendCall(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  reserved: PaidCallRow,
  order: BuyOrder,
  { signal }: BuyContext,
): Promise<PaidCallRow> {
  const { call, prepared } = await prepare(deps, adapter, reserved, order, signal);
  for (;;) {
    const taken = deps.guards.take(call.vendor, 'create');
    if (taken.kind === 'ok') break;
    await waitUntil(deps, taken.untilMs, signal, () => ({ code: 'rate-limited', call, reason: 'own-rate' }));
  }
  assertGoing(signal);
  deps.killPoint('call.beforeIntent');
  const intended = await deps.store.move(call, {
    to: 'SUBMITTING',
    patch: {
      bodySha256: createHash('sha256').update(prepared.body).digest('hex'),
      match: { ...prepared.match },
      request: { ...call.request, sent: prepared.readable },
      sentAtMs: deps.clock.nowMs(),
    },
    detail: adapter.announcesLastByte === true ? { [ANNOUNCED]: true } : {},
  });
  deps.killPoint('call.afterIntent');
  let unwritten: { error: unknown } | undefined;
  const answer = await adapter.create(prepared, {
    signal: NEVER,
    async beforeLastByte() {
      try {
        await deps.store.note(intended, { [LEAVING]: true });
      } catch (error) {
        unwritten = { error };
        throw error;
      }
      deps.killPoint('call.leaving');
    },
  });
  // Kept back because the library could not be written (disk full, no longer its owner): that is the reason to name.
  if (answer.kind === 'not-sent' && unwritten !== undefined) throw unwritten.error;
  deps.killPoint('call.afterAnswer');
  switch (answer.kind) {
    case 'accepted': {
      deps.guards.succeeded(call.vendor, call.id);
      const submitted = await keepRemoteId(deps, intended, answer.remoteId);
      deps.killPoint('call.afterRemoteId');
      return submitted;
    }
    case 'refused':
    case 'not-sent':
      return onRefusal(deps, intended, order, answer);
    case 'unknown':
      deps.guards.failed(call.vendor, call, answer.fault);
      return markUncertain(deps, intended, answer.fault);
  }
}

/** A create that may have been taken: its amount is set aside until somebody knows. */
function markUncertain(deps: CallsDeps, call: PaidCallRow, fault: ProviderFault | null): Promise<PaidCallRow> {
  return deps.store.move(call, {
    to: 'UNCERTAIN',
    detail:
      fault === null ? { reason: 'interrupted' } : { fault: fault.code, status: fault.status, reason: fault.message },
    alongside: (row) => void deps.ledger.markUncertain(row),
  });
}

const unsentFault: ProviderFault = {
  ...{ code: 'offline', message: 'the program ended before it was sent' },
  ...{ status: null, retryAfterMs: null, fields: [] },
};

/**
 * A create that the program did not live to see the answer of. Where the library holds no word that its last byte was to
 * leave, no server had it whole: nothing was started, and another attempt follows (F02). All else is uncertain.
 */
export function onInterrupted(deps: CallsDeps, call: PaidCallRow): Promise<PaidCallRow> {
  const events = deps.calls.listEvents(call.id);
  const has = (name: string): boolean => events.some(({ detail }) => detail[name] === true);
  if (!has(ANNOUNCED) || has(LEAVING)) return markUncertain(deps, call, null);
  return deps.store.move(call, {
    to: 'FAILED',
    patch: {
      error: troubleOf(call, unsentFault, { phase: 'create', charged: 'no', amountMicroUsd: 0, again: true }),
      waitUntilMs: deps.clock.nowMs(),
    },
    detail: { reason: 'not-sent' },
    alongside: (row) => void deps.ledger.release(row),
  });
}

const KEEP_WAITS_MS = [0, 250, 1_000, 3_000, 5_000];

/**
 * Stores what the provider calls the work. On a full disk it is tried for a while, and the id goes to the log: it is what
 * was paid for (F25).
 */
async function keepRemoteId(deps: CallsDeps, call: PaidCallRow, remoteId: string): Promise<PaidCallRow> {
  for (const [turn, waitMs] of KEEP_WAITS_MS.entries()) {
    if (waitMs > 0) await sleep(deps.timers, waitMs, NEVER);
    try {
      return await deps.store.move(call, { to: 'SUBMITTED', patch: { remoteId, submittedAtMs: deps.clock.nowMs() } });
    } catch (error) {
      deps.log.error('calls.remote-id', { callId: call.id, vendor: call.vendor, model: call.model, remoteId });
      const isFull = error instanceof AppError && error.code === 'disk-full';
      if (!isFull || turn === KEEP_WAITS_MS.length - 1) throw error;
    }
  }
  throw new AppError('disk-full', `the id of call ${call.id} cannot be stored`, { what: call.model });
}
