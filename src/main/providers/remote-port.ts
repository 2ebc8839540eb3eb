import type { RecoveryClass } from '../../shared/model/paid-call.ts';
import type { PriceUnit } from '../../shared/model/money.ts';

/**
 * The port of providers that cost money and live elsewhere. An adapter translates and speaks HTTP; it never repeats a
 * create, never decides about money, never writes rows: `main/calls` does. Everything here is plain data.
 */

/** A file of our own that goes along. */
export interface MediaInput {
  path: string;
  mime: string;
  bytes: number;
  sha256: string;
}

export interface RemoteImageOrder {
  kind: 'image';
  prompt: string;
  widthPx: number;
  heightPx: number;
  /** Null where the person has not fixed it: then it may carry the nonce (decision 29). */
  seed: number | null;
  references: readonly MediaInput[];
}

export interface RemoteVideoOrder {
  kind: 'video';
  prompt: string;
  /** Null only for models that need no picture. */
  start: MediaInput | null;
  end: MediaInput | null;
  /** Length wanted; the model is asked for the nearest it makes that is not shorter. */
  seconds: number;
  widthPx: number;
  heightPx: number;
  seed: number | null;
  /** Sound is made with the pictures; absent: it is not. Only for models that can. */
  sound?: boolean;
}

export type RemoteOrder = RemoteImageOrder | RemoteVideoOrder;

/** What one call of a model buys, before any price is known. */
export interface Purchase {
  unit: PriceUnit;
  variant: string;
  quantity: number;
}

export interface RemoteModel {
  /** `vendor/owner/name`. */
  id: string;
  vendor: string;
  kind: 'image' | 'video';
  label: string;
  startFrame: 'none' | 'optional' | 'required';
  endFrame: boolean;
  /** How many reference pictures it takes. */
  references: number;
  hasSeed: boolean;
  /** Lengths it makes, ascending, seconds; empty for images. */
  seconds: readonly number[];
  /** Pictures a second that it is asked for; absent: the request names none, and the model has a rate of its own. */
  fps?(order: RemoteVideoOrder): number;
  /** It makes sound where that is ordered; absent: never. */
  sound?: true;
  /** `16:9` and so on; the nearest is asked for. Empty: the picture decides. */
  ratios: readonly string[];
  /** Model to offer when the vendor has retired this one (F54). */
  replacement: string | null;
  /** Throws AppError `invalid-input` for an order that this model cannot make. */
  purchase(order: RemoteOrder): Purchase;
}

/** Closed set. What each leads to stands in one table of `main/calls`. */
export const PROVIDER_ERROR_CODES = [
  'auth',
  'quota',
  'rate-limited',
  'invalid-request',
  'content-policy',
  'not-found',
  'unavailable',
  'timeout',
  'malformed-response',
  'offline',
  'portal',
  'clock-wrong',
  'bad-output',
  'expired',
  'blocked-address',
  'disk-full',
  'too-many-files',
  'provider-failed',
] as const;
export type ProviderErrorCode = (typeof PROVIDER_ERROR_CODES)[number];

/** Text of providers is untrusted: `message` is scrubbed of keys, one line, at most 300 characters. */
export interface ProviderFault {
  code: ProviderErrorCode;
  message: string;
  /** HTTP status, where there was one. */
  status: number | null;
  /** From body, header or text, already clamped to 1 s … 1 h. */
  retryAfterMs: number | null;
  /** Fields that were refused, for `invalid-request`. */
  fields: readonly string[];
}

/** A read, upload or download that did not work. Creates answer with values instead of throwing. */
export class ProviderError extends Error {
  readonly fault: ProviderFault;

  constructor(fault: ProviderFault, options: { cause?: unknown } = {}) {
    super(fault.message, options);
    this.name = 'ProviderError';
    this.fault = fault;
  }
}

/** A create that is ready to leave. Only `match` and `readable` are stored. */
export interface PreparedCall {
  model: string;
  /** The exact bytes of the one POST. */
  body: string;
  /** What reconciling compares: small JSON without media (hashes stand for data URIs) and without secrets. */
  match: Readonly<Record<string, unknown>>;
  /** What a person may read of the request. */
  readable: Readonly<Record<string, unknown>>;
}

export type CreateAnswer =
  | { kind: 'accepted'; remoteId: string; status: RemoteStatus }
  /** Proof that nothing was started: 4xx but 408 and 409. */
  | { kind: 'refused'; fault: ProviderFault }
  /** Proof that no complete request left this machine: no connection, or its last byte was never handed over (F61). */
  | { kind: 'not-sent'; fault: ProviderFault }
  /** It may have been started and may cost. */
  | { kind: 'unknown'; fault: ProviderFault };

export interface RemoteOutput {
  /** https address, or a data URI. Untrusted. */
  url: string;
}

export type Counters = Readonly<Record<string, number | string | boolean>>;

export type RemoteStatus =
  | { state: 'pending' | 'running'; progress: number | null }
  | { state: 'succeeded'; outputs: readonly RemoteOutput[]; counters: Counters }
  | { state: 'failed'; fault: ProviderFault; counters: Counters; charged: 'yes' | 'no' | 'unknown' }
  | { state: 'cancelled'; counters: Counters; charged: 'yes' | 'no' | 'unknown' }
  /** It ended well, but its files are gone. */
  | { state: 'expired'; counters: Counters }
  /** A word that this program does not know (F53). `raw` is scrubbed and cut. */
  | { state: 'unknown'; raw: string };

export interface RemoteContext {
  signal: AbortSignal;
}

export interface CreateContext extends RemoteContext {
  /**
   * Awaited when all but the last byte has been handed over: until it resolves no server has a complete request. Where it
   * rejects that byte is kept back, and the answer is `not-sent`.
   */
  beforeLastByte?: () => Promise<void>;
}

export interface Downloaded {
  path: string;
  bytes: number;
  sha256: string;
  mime: string;
}

export interface RemoteAdapter {
  vendor: string;
  recovery: RecoveryClass;
  /** True: `create` calls `beforeLastByte`, so that a create without that call is known not to have left. */
  announcesLastByte?: boolean;
  /** How long a lost create can be found in the provider's list, ms. */
  reconcileWindowMs: number;
  models: readonly RemoteModel[];
  /** A free call that proves the key. Throws ProviderError. */
  checkKey(context: RemoteContext): Promise<{ account: string }>;
  /** Uploads what must be uploaded (free, may be repeated) and builds the body with the nonce. Throws ProviderError. */
  prepare(model: string, order: RemoteOrder, nonce: string, context: RemoteContext): Promise<PreparedCall>;
  /** Exactly one POST, whatever happens. Never throws for what the network or the provider does. */
  create(call: PreparedCall, context: CreateContext): Promise<CreateAnswer>;
  /** Throws ProviderError. */
  poll(remoteId: string, context: RemoteContext): Promise<RemoteStatus>;
  /** Throws ProviderError. Gives the state after the wish. */
  cancel?(remoteId: string, context: RemoteContext): Promise<RemoteStatus>;
  /** The prediction that this attempt started, if it did. Throws ProviderError when the list cannot be read. */
  reconcile?(
    sent: {
      model: string;
      match: Readonly<Record<string, unknown>>;
      sentAtMs: number;
      /** Work that some call has already. */
      knownIds: Pick<ReadonlySet<string>, 'has'>;
    },
    context: RemoteContext,
  ): Promise<{ remoteId: string } | undefined>;
  /** Fetches one output into `path` (through `path.part`), checked by size and first bytes. Throws ProviderError. */
  download(
    output: RemoteOutput,
    target: { path: string; kind: 'image' | 'video'; maxBytes: number },
    context: RemoteContext & { onBytes?(done: number, total: number | null): void },
  ): Promise<Downloaded>;
}
