import { AppError } from '../../shared/contract/errors.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { itemMicroUsd } from '../../shared/model/money.ts';
import { writeError } from '../library/file-errors.ts';
import type { RemoteAdapter } from '../providers/remote-port.ts';
import { PostponeError } from '../jobs/job-types.ts';
import { assertSeenPrice } from '../money/seen-price.ts';
import { errorOfCall } from './call-trouble.ts';
import type { Bought, BuyContext, BuyOrder, CallsDeps } from './calls-deps.ts';
import { fetchOutput, madeOf } from './fetch-output.ts';
import { isLineTrouble } from './guards/connectivity.ts';
import { followCall } from './follow-call.ts';
import { askAboutPayment, lookUp } from './look-up.ts';
import { putOff, waitUntil } from './obey.ts';
import { givenUp } from './give-up.ts';
import { wantedOf } from './verify-output.ts';
import { onInterrupted, sendCall } from './send-call.ts';

const DISK_WAIT_MS = 30_000;
const CLOSING_WAIT_MS = 3_000;

export type Buy = (order: BuyOrder, context: BuyContext) => Promise<Bought>;

/** `vendor` of `vendor/owner/name`. */
export const vendorOf = (model: string): string => model.split('/')[0] ?? model;

/**
 * The one way to spend money. `buy` takes an order to its file: it opens an attempt, or goes on with the one that a crash
 * left, at the state it was in. Never two creates for one attempt, never a new attempt while an old one may still deliver.
 * Throws AppError for what ends or stops the job, PostponeError for what is waited for.
 */
export function createBuyer(deps: CallsDeps): Buy {
  const modelOf = (adapter: RemoteAdapter, id: string) => {
    const model = adapter.models.find((known) => known.id === id);
    if (model !== undefined) return model;
    const known = adapter.models.map((each) => each.id).join(', ');
    throw new AppError('provider-unknown', `no model ${id}`, { id, what: adapter.vendor, known });
  };

  /** Opens an attempt: guards, price, reservation. Throws `budget-exceeded`, `price-unknown`, `price-changed`. */
  const openAttempt = async (adapter: RemoteAdapter, order: BuyOrder, attempt: number): Promise<PaidCallRow> => {
    const { model, order: wanted } = order;
    const purchase = modelOf(adapter, model).purchase(wanted);
    const price = deps.priceOf(model, purchase);
    const estimate = itemMicroUsd({ quantity: purchase.quantity, unitMicroUsd: price.unitMicroUsd });
    if (estimate === null || price.unitMicroUsd === null) {
      throw new AppError('price-unknown', `no price for ${model}`, { id: model });
    }
    if (order.approvedMicroUsd !== null) assertSeenPrice(model, order.approvedMicroUsd, estimate);
    const id = deps.newId();
    const start = deps.guards.mayStart(adapter.vendor, id);
    if (start.kind === 'blocked') {
      throw new AppError(start.cause === 'auth' ? 'key-refused' : 'credit-empty', `${adapter.vendor} is blocked`, {
        id: adapter.vendor,
      });
    }
    if (start.kind === 'wait') {
      const { untilMs, reason } = start;
      const code = reason === 'rate-limited' ? 'rate-limited' : 'provider-unavailable';
      throw putOff(deps, untilMs, { code, model, callId: null, reason });
    }
    const nowMs = deps.clock.nowMs();
    const row: PaidCallRow = {
      id,
      orderKey: order.orderKey,
      attempt,
      jobId: order.jobId,
      runId: order.runId,
      projectId: order.projectId,
      campaignId: order.campaignId,
      shotId: order.shotId,
      vendor: adapter.vendor,
      model,
      state: 'RESERVED',
      requestHash: order.requestHash,
      nonce: deps.newId(),
      bodySha256: null,
      match: null,
      request: {
        prompt: wanted.prompt,
        wanted: wantedOf(wanted, modelOf(adapter, model)),
        purchase: { ...purchase, unitMicroUsd: price.unitMicroUsd },
      },
      remoteId: null,
      estimateMicroUsd: estimate,
      chargedMicroUsd: null,
      priceDate: price.date,
      counters: {},
      outputs: [],
      sha256: null,
      bytes: null,
      mime: null,
      error: null,
      flags: [],
      choice: null,
      waitUntilMs: null,
      createdAtMs: nowMs,
      sentAtMs: null,
      submittedAtMs: null,
      updatedAtMs: nowMs,
      finishedAtMs: null,
    };
    return deps.store.open(row, (opened) => void deps.ledger.reserve(opened, estimate));
  };

  /** A person has answered, or must. */
  const onQuestion = (call: PaidCallRow): Promise<PaidCallRow> => {
    switch (call.choice) {
      case 'look-again':
        return deps.store.move(call, {
          to: call.remoteId === null ? 'UNCERTAIN' : 'SUBMITTED',
          patch: { choice: null, error: null },
          detail: { choice: 'look-again' },
        });
      case 'lost':
      case 'pay-again':
      case 'other-model':
        return deps.store.move(call, givenUp(deps, call, call.choice));
      case null:
        throw errorOfCall(call, 'payment-uncertain');
    }
  };

  /** An attempt that ended badly: another one where the program or a person has said so. */
  const onEnded = async (
    adapter: RemoteAdapter,
    call: PaidCallRow,
    order: BuyOrder,
    context: BuyContext,
  ): Promise<PaidCallRow> => {
    const isAgain = call.error?.details['again'] === true;
    const isWished = call.choice === 'pay-again' || call.choice === 'other-model';
    if (!isAgain && !isWished) {
      throw errorOfCall(call, 'internal');
    }
    const fault = call.error?.details['fault'];
    const reason = typeof fault === 'string' ? fault : 'waiting';
    // What waited for a line that holds again has nothing to wait for.
    const isLineBack = isLineTrouble(reason) && deps.guards.isReachable(call.vendor);
    if (isAgain && call.waitUntilMs !== null && !isLineBack) {
      const code = call.error?.code === 'rate-limited' ? 'rate-limited' : 'provider-unavailable';
      await waitUntil(deps, call.waitUntilMs, context.signal, () => ({ code, call, reason }));
    }
    return openAttempt(adapter, order, call.attempt + 1);
  };

  /** One step of the life of a call; gives the row it led to. */
  const advance = (
    adapter: RemoteAdapter,
    call: PaidCallRow,
    order: BuyOrder,
    context: BuyContext,
  ): Promise<PaidCallRow> => {
    const model = adapter.models.find(({ id }) => id === order.model);
    const followed = { wanted: wantedOf(order.order, model), requestHash: order.requestHash };
    switch (call.state) {
      case 'QUEUED':
      case 'RESERVED':
        return sendCall(deps, adapter, call, order, context);
      case 'SUBMITTING':
        // Read from the library, not sent by this turn: the program ended between intent and answer.
        return onInterrupted(deps, call);
      case 'UNCERTAIN':
        return lookUp(deps, adapter, call, followed, context);
      case 'CANCEL_REQUESTED':
        // Wanted again while it is being stopped: its end is waited for, then it is made anew.
        throw putOff(deps, deps.clock.nowMs() + CLOSING_WAIT_MS, {
          ...{ code: 'provider-unavailable', model: call.model, callId: call.id, reason: 'stopping' },
        });
      case 'WAITING':
      case 'SUBMITTED':
      case 'RUNNING':
        return call.remoteId === null
          ? askAboutPayment(deps, call, 'no-id')
          : followCall(deps, adapter, call, followed, context);
      case 'REMOTE_DONE':
      case 'DOWNLOADING':
      case 'VERIFYING':
        return fetchOutput(deps, adapter, call, followed, context);
      case 'NEEDS_USER':
        return onQuestion(call);
      case 'REJECTED':
      case 'FAILED':
      case 'CANCELED':
        return onEnded(adapter, call, order, context);
      case 'DONE':
      case 'DONE_FLAGGED':
        return Promise.resolve(call);
    }
  };

  const goOn = async (order: BuyOrder, context: BuyContext): Promise<Bought> => {
    const vendor = vendorOf(order.model);
    const adapter = deps.adapterOf(vendor);
    if (adapter === undefined) {
      throw new AppError('provider-unknown', `no provider ${vendor}`, { id: order.model, what: vendor, known: '' });
    }
    let call = deps.calls.listByOrder(order.orderKey).at(-1);
    if (call === undefined) {
      const known = deps.cache.find(order.order.kind, order.requestHash);
      if (known !== undefined && (await deps.files.has(known.sha256))) {
        return { ...known, costMicroUsd: 0, callId: null };
      }
      call = await openAttempt(adapter, order, 1);
    }
    for (;;) {
      const isDone = call.state === 'DONE' || call.state === 'DONE_FLAGGED';
      if (isDone && call.sha256 !== null && call.bytes !== null && call.mime !== null) {
        const { sha256, bytes, mime, flags } = call;
        if (await deps.files.has(sha256)) {
          const costMicroUsd = call.chargedMicroUsd ?? 0;
          return { sha256, bytes, mime, flags, callId: call.id, costMicroUsd, made: madeOf(call) };
        }
        // The row says done and the file is gone (F11): fetched again while the provider still has it.
        call = await deps.store.move(call, {
          to: 'REMOTE_DONE',
          patch: { sha256: null },
          detail: { reason: 'file-missing' },
        });
      }
      call = await advance(adapter, call, order, context);
    }
  };

  return async (order, context) => {
    try {
      return await goOn(order, context);
    } catch (thrown) {
      const error = writeError(thrown, deps.fetchFolder);
      if (!(error instanceof AppError) || error.code !== 'disk-full') throw error;
      // Nothing is bought on a full disk, and nothing that was bought is given up for it (F23, F24).
      const { code, message, details } = error;
      throw new PostponeError(deps.clock.nowMs() + DISK_WAIT_MS, { code, message, details });
    }
  };
}
