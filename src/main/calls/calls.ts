import { AppError } from '../../shared/contract/errors.ts';
import type { CallChoice } from '../../shared/model/paid-call.ts';
import { FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import { required } from '../db/json-column.ts';
import type { PaidCallEvent, PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import { createBuyer } from './buyer.ts';
import type { Buy } from './buyer.ts';
import { isResumedBy } from './call-needs.ts';
import type { ResumeWish } from './call-needs.ts';
import type { BuyOrder, CallsDeps } from './calls-deps.ts';
import { dollars } from './call-trouble.ts';
import { closeCall } from './close-call.ts';
import { givenUp } from './give-up.ts';
import { statusOfJob } from './job-status.ts';
import { lookForLate } from './late-listings.ts';
import { isRestoredAlone } from './replay-journal.ts';

/** Kind of the engine's job that brings an abandoned call to its end. */
export const CLOSE_KIND = 'close-call';

export interface Calls {
  buy: Buy;
  /** Ends a call that nobody waits for any more; see `closeCall`. */
  close: (callId: string, context: Parameters<Buy>[1]) => Promise<PaidCallRow>;
  /**
   * A job has ended: its open calls are stopped at the provider and booked by jobs of their own. Runs inside the caller's
   * transaction.
   */
  abandon(jobId: string): void;
  /** The same for everything that a crash left behind. Gives how many there were. */
  recover(): number;
  /** Reads the provider's list for creates that it did not name in time; see `lookForLate`. */
  lookForLate: (signal: AbortSignal) => Promise<number>;
  /** A person wants a job again: what had ended may be bought anew, what is uncertain is looked up again. */
  wishAgain(jobId: string): void;
  /** A person's answer to a call that needs one; the job goes on with it. Throws `not-found`, `not-possible-now`. */
  decide(callId: string, choice: CallChoice): void;
  /**
   * A person has chosen another model for this job: a payment that nobody knows of counts as spent, as with "pay again".
   * Inside the caller's transaction. Throws `not-possible-now` while a call of the job is still under way.
   */
  leaveModel(jobId: string): void;
  /**
   * A person's word about a purchase that has ended without anybody knowing whether it was charged. Throws `not-found`, and
   * `not-possible-now` for any other.
   */
  settle(callId: string, wasCharged: boolean): void;
  /** Jobs that wait for a key, credit, a price or a budget go on: exactly those of the wish. Gives how many. */
  resume(wish: ResumeWish): number;
  get(callId: string): { call: PaidCallRow; events: PaidCallEvent[] };
  /** Calls that wait for a person, oldest first. */
  needs(): PaidCallRow[];
}

/** Equal requests wait for each other: the later one then finds the earlier one's result and pays nothing. */
function inTurn(buy: Buy): Buy {
  const flights = new Map<string, Promise<unknown>>();
  const aborted = (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      const leave = (): void => reject(new AppError('cancelled', 'the call is not waited for any more'));
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  return async (order: BuyOrder, context) => {
    for (let flight = flights.get(order.requestHash); flight !== undefined; flight = flights.get(order.requestHash)) {
      const left = aborted(context.signal);
      left.catch(() => undefined);
      await Promise.race([flight.catch(() => undefined), left]);
    }
    const mine = buy(order, context);
    flights.set(order.requestHash, mine);
    try {
      return await mine;
    } finally {
      flights.delete(order.requestHash);
    }
  };
}

/** Buying and everything around it, over one library and one engine. */
export function createCalls(deps: CallsDeps & { engine: JobEngine }): Calls {
  const { calls, db, engine, store } = deps;
  const closeLater = (call: PaidCallRow): void => {
    // The project may be as unknown as the job.
    const isOfProject = call.projectId !== null && !isRestoredAlone(call);
    engine.enqueue({
      kind: CLOSE_KIND,
      input: { callId: call.id },
      ...(isOfProject ? { projectId: call.projectId ?? '' } : {}),
      priority: 10,
      dedupeKey: `${CLOSE_KIND}:${call.id}`,
    });
  };
  const isLeft = ({ state }: PaidCallRow): boolean => !FINAL_CALL_STATES.has(state) && state !== 'NEEDS_USER';

  return {
    buy: inTurn(createBuyer(deps)),
    async close(callId, context) {
      const call = required(calls.find(callId), 'call', callId);
      // Wanted again since: its job goes on with it. Once the provider was asked to stop, that job waits for the end here.
      const status = statusOfJob(engine, call.jobId);
      const isWanted = status === 'queued' || status === 'running' || status === 'waiting';
      if (isWanted && call.state !== 'CANCEL_REQUESTED') return call;
      try {
        return await closeCall(deps, callId, context);
      } catch (error) {
        // The call itself asks, and its answer makes another job: this one must not ask beside it, for ever.
        const asking = calls.find(callId);
        if (asking?.state === 'NEEDS_USER') return asking;
        throw error;
      }
    },
    abandon(jobId) {
      for (const call of calls.listByJob(jobId)) if (isLeft(call)) closeLater(call);
    },
    recover() {
      const left = calls.listOrphanIds();
      for (const id of left) {
        const call = calls.find(id);
        if (call !== undefined) closeLater(call);
      }
      return left.length;
    },
    lookForLate: (signal) =>
      lookForLate(
        {
          ...deps,
          goOn(call) {
            if (statusOfJob(engine, call.jobId) === 'needs-attention') engine.retry(call.jobId);
            else closeLater(call);
          },
        },
        signal,
      ),
    wishAgain(jobId) {
      const last = new Map(calls.listByJob(jobId).map((call) => [call.orderKey, call]));
      for (const call of last.values()) {
        // What was given up as lost is bought anew when the work is wanted after all.
        if (call.choice !== null && call.choice !== 'lost') continue;
        if (call.state === 'NEEDS_USER') calls.update({ ...call, choice: 'look-again' });
        else if (
          call.state === 'CANCEL_REQUESTED' ||
          (FINAL_CALL_STATES.has(call.state) && !call.state.startsWith('DONE'))
        )
          calls.update({ ...call, choice: 'pay-again' });
      }
    },
    decide(callId, choice) {
      const call = required(calls.find(callId), 'call', callId);
      if (call.state !== 'NEEDS_USER') {
        throw new AppError('not-possible-now', `call ${callId} asks nothing`, { what: 'retry', state: call.state });
      }
      db.write(() => {
        const isWaiting = statusOfJob(engine, call.jobId) === 'needs-attention';
        // Without a job that goes on there is nothing to make anew: what may have been paid is booked.
        if (choice === 'lost' || (!isWaiting && choice !== 'look-again')) {
          store.moveNow(call, givenUp(deps, call, choice));
          if (isWaiting) engine.cancel(call.jobId);
          return;
        }
        if (isWaiting) {
          calls.update({ ...call, choice, updatedAtMs: deps.clock.nowMs() });
          engine.retry(call.jobId);
          return;
        }
        // Its job is long over: only the money and the file are still to be settled.
        const to = call.remoteId === null ? 'UNCERTAIN' : 'SUBMITTED';
        store.moveNow(call, { to, patch: { choice: null, error: null }, detail: { choice } });
        closeLater(call);
      }, 'calls.decide');
    },
    settle(callId, wasCharged) {
      const call = required(calls.find(callId), 'call', callId);
      const { error } = call;
      const isOpenQuestion =
        FINAL_CALL_STATES.has(call.state) && call.chargedMicroUsd === null && error?.details['charged'] === 'unknown';
      if (!isOpenQuestion || error === null) {
        throw new AppError('not-possible-now', `the money of call ${callId} is known`, {
          what: 'settle',
          state: call.state,
        });
      }
      const chargedMicroUsd = wasCharged ? call.estimateMicroUsd : 0;
      const charged = wasCharged ? ('yes' as const) : ('no' as const);
      const details = { ...error.details, charged, amount: dollars(chargedMicroUsd) };
      const change = {
        to: call.state,
        patch: { chargedMicroUsd, error: { ...error, details } },
        detail: { reason: wasCharged ? 'settled-charged' : 'settled-free' },
        alongside: (row: PaidCallRow) =>
          void (wasCharged
            ? deps.ledger.charge(row, chargedMicroUsd, { by: 'person' })
            : deps.ledger.release(row, { by: 'person' })),
      };
      db.write(() => void store.moveNow(call, change), 'calls.settle');
    },
    leaveModel(jobId) {
      for (const call of calls.listByJob(jobId)) {
        if (FINAL_CALL_STATES.has(call.state)) continue;
        if (call.state !== 'NEEDS_USER') {
          throw new AppError('not-possible-now', `call ${call.id} is under way`, { what: 'retry', state: call.state });
        }
        store.moveNow(call, givenUp(deps, call, 'other-model'));
      }
    },
    resume(wish) {
      const waiting = engine.listNeedingAttention().filter((job) => isResumedBy(job, wish));
      for (const { id } of waiting) engine.retry(id);
      return waiting.length;
    },
    get(callId) {
      return { call: required(calls.find(callId), 'call', callId), events: calls.listEvents(callId) };
    },
    needs: () => calls.listOpen().filter(({ state }) => state === 'NEEDS_USER'),
  };
}
