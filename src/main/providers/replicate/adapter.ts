import type { Clock } from '../../platform/clock.ts';
import { download } from '../http/download.ts';
import type { Egress } from '../http/egress.ts';
import { createOnce } from '../http/exchange.ts';
import { plainFault } from '../http/network-fault.ts';
import type { KeyFinder } from '../key-port.ts';
import { ProviderError } from '../remote-port.ts';
import type { CreateAnswer, RemoteAdapter, RemoteContext, RemoteStatus } from '../remote-port.ts';
import type { Scrubber, Secret } from '../secret.ts';
import { findLost } from './find-lost.ts';
import { checkOrder, REPLICATE_MODELS, remoteName, replicateModel } from './models.ts';
import { sendPictures } from './pictures.ts';
import { buildInput, cancelAfter, prepareCall } from './request.ts';
import { faultOf, parseAccount, parseInputKeys, parsePrediction, statusOf, unknownAnswer } from './response.ts';
import { createSession } from './session.ts';

/** `https://api.replicate.com/v1`, where nobody configured another. */
export const REPLICATE_BASE_URL = 'https://api.replicate.com/v1';
/** Hosts that output files come from. */
export const REPLICATE_HOSTS = ['replicate.delivery', '*.replicate.delivery'] as const;

const VENDOR = 'replicate';
const HOUR_MS = 3_600_000;
const SCHEMA_KEPT_MS = HOUR_MS;
/** Inputs vanish after an hour; what is listed later cannot be compared (facts, "Reconcile"). */
const RECONCILE_WINDOW_MS = 55 * 60_000;

export interface ReplicateDeps {
  /** Bound to the base URL, with `REPLICATE_HOSTS`. */
  egress: Egress;
  keys: KeyFinder;
  clock: Clock;
}

const idPath = (remoteId: string): string => {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(remoteId)) {
    throw new ProviderError(plainFault('not-found', 'not the id of a prediction'));
  }
  return `/predictions/${remoteId}`;
};

/** Replicate over its HTTP API. One POST per create, whatever happens; everything else may be repeated by the caller. */
export function createReplicateAdapter({ egress, keys, clock }: ReplicateDeps): RemoteAdapter {
  const session = createSession({ egress, keys, clock });
  const schemas = new Map<string, { atMs: number; keys: ReadonlySet<string> | null }>();

  const liveKeys = async (name: string, context: RemoteContext): Promise<ReadonlySet<string> | null> => {
    const known = schemas.get(name);
    if (known !== undefined && clock.monotonicMs() - known.atMs < SCHEMA_KEPT_MS) return known.keys;
    const { answer } = await session.call({ path: `/models/${name}` }, context);
    const found = { atMs: clock.monotonicMs(), keys: parseInputKeys(answer.json) };
    schemas.set(name, found);
    return found.keys;
  };
  const readStatus = async (path: string, method: 'GET' | 'POST', context: RemoteContext): Promise<RemoteStatus> => {
    const { answer, scrub } = await session.call({ path, method }, context);
    const prediction = parsePrediction(answer.json);
    return prediction === undefined ? unknownAnswer(answer.json, scrub) : statusOf(prediction, scrub);
  };

  return {
    vendor: VENDOR,
    recovery: 'reconcile',
    announcesLastByte: true,
    reconcileWindowMs: RECONCILE_WINDOW_MS,
    models: REPLICATE_MODELS,
    async checkKey(context) {
      const { answer, scrub } = await session.call({ path: '/account' }, context);
      const account = parseAccount(answer.json);
      if (account === undefined) throw new ProviderError(plainFault('malformed-response', 'an account without a name'));
      return { account: scrub(account) };
    },
    async prepare(id, order, nonce, context) {
      const model = replicateModel(id);
      checkOrder(model, order);
      // First what may fail for nothing: the model may be gone, and uploads take time.
      const keysOfModel = await liveKeys(remoteName(id), context);
      const pictures = await sendPictures(session, order, nonce, context);
      return prepareCall(model, buildInput(model, order, pictures, { nonce, liveKeys: keysOfModel }));
    },
    async create(call, { signal, beforeLastByte }) {
      let unlocked: { secret: Secret; scrub: Scrubber };
      try {
        unlocked = await session.unlock();
      } catch (error) {
        const fault = error instanceof ProviderError ? error.fault : plainFault('auth', 'the key cannot be read');
        return { kind: 'not-sent', fault };
      }
      const { secret, scrub } = unlocked;
      const result = await createOnce(egress, {
        method: 'POST',
        url: session.urlOf(`/models/${remoteName(call.model)}/predictions`),
        headers: {
          'content-type': 'application/json',
          'cancel-after': cancelAfter(replicateModel(call.model).kind),
        },
        body: Buffer.from(call.body),
        ...{ secret, signal, beforeLastByte },
      });
      if (result.kind !== 'answered')
        return { ...result, fault: { ...result.fault, message: scrub(result.fault.message) } };
      const { answer } = result;
      if (answer.status >= 400) return { kind: 'refused', fault: faultOf(answer, scrub, clock.nowMs()) };
      return acceptedOf(answer.json, answer.status, scrub);
    },
    poll: async (remoteId, context) => readStatus(idPath(remoteId), 'GET', context),
    cancel: async (remoteId, context) => readStatus(`${idPath(remoteId)}/cancel`, 'POST', context),
    reconcile: (sent, context) => findLost(session, sent, context),
    async download(output, target, { signal, onBytes }) {
      const secret = (await keys.find(VENDOR)) ?? null;
      return download(egress, { url: output.url, ...target, ...{ secret, signal, onBytes, clock } });
    },
  };
}

function acceptedOf(json: unknown, status: number, scrub: Scrubber): CreateAnswer {
  const prediction = parsePrediction(json);
  if (prediction === undefined) {
    return { kind: 'unknown', fault: plainFault('malformed-response', 'an answer without a prediction', status) };
  }
  return { kind: 'accepted', remoteId: prediction.id, status: statusOf(prediction, scrub) };
}
