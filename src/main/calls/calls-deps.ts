import type { CallPolicies } from '../../shared/model/call-policies.ts';
import type { CallFlag } from '../../shared/model/paid-call.ts';
import type { PaidCallRepository } from '../db/repositories/paid-call-repository.ts';
import type { LibraryDb } from '../db/open.ts';
import type { KillPoint } from '../jobs/kill-points.ts';
import type { LedgerNote } from '../money/ledger.ts';
import type { Timers } from '../jobs/timers.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { Counters, ProviderFault, Purchase, RemoteAdapter, RemoteOrder } from '../providers/remote-port.ts';
import type { CallStore } from './call-store.ts';
import type { VerifiedOutput, WantedOutput } from './verify-output.ts';

/** What the ledger must know of a call. */
export interface LedgerCall {
  id: string;
  projectId: string | null;
  campaignId: string | null;
  vendor: string;
  model: string;
  priceDate: string;
}

/** The ledger as this room uses it: synchronous, inside the transaction of the change it belongs to. */
export interface CallLedger {
  /** Throws AppError `budget-exceeded`. */
  reserve(call: LedgerCall, amountMicroUsd: number): unknown;
  charge(call: LedgerCall, amountMicroUsd: number, note?: LedgerNote): unknown;
  release(call: LedgerCall, note?: LedgerNote): unknown;
  markUncertain(call: LedgerCall, note?: LedgerNote): unknown;
}

export type StartAnswer =
  { kind: 'ok' } | { kind: 'wait'; untilMs: number; reason: string } | { kind: 'blocked'; cause: 'auth' | 'quota' };

/** Durable guards of a vendor: bucket, breaker, block, connection. */
export interface CallGuards {
  /** Before a new attempt is opened. */
  mayStart(vendor: string, callId: string): StartAnswer;
  /** One send or read of the vendor's rate. */
  take(vendor: string, kind: 'create' | 'read'): { kind: 'ok' } | { kind: 'wait'; untilMs: number };
  succeeded(vendor: string, callId: string, kind?: 'answer' | 'result'): void;
  failed(vendor: string, call: { id: string; jobId: string }, fault: ProviderFault): void;
  /** False while there is no way to it. */
  isReachable(vendor: string): boolean;
  /** The vendor asked for a pause of one kind of call, or of all. */
  blockUntil(vendor: string, untilMs: number, kind?: 'create' | 'read'): void;
  /** The call ended with no news about the vendor. */
  released(vendor: string, callId: string): void;
  /** A person must act: one prompt for one cause. */
  block(vendor: string, cause: 'auth' | 'quota', fault: ProviderFault): void;
}

/** A price as it stands now. */
export interface CallPrice {
  unitMicroUsd: number | null;
  date: string;
}

/** A file that was bought before, and what was found out about it then. */
export interface CachedFile {
  sha256: string;
  bytes: number;
  mime: string;
  made: Bought['made'];
  flags: readonly CallFlag[];
}

/** Bought files by the hash of their request; `put` belongs into the transaction that ends the call. */
export interface CallCache {
  find(kind: RemoteOrder['kind'], key: string): CachedFile | undefined;
  put(kind: RemoteOrder['kind'], key: string, file: CachedFile & { costMicroUsd: number }): void;
}

/** Everything that buying needs, handed in by compose.ts. */
export interface CallsDeps {
  db: LibraryDb;
  calls: PaidCallRepository;
  store: CallStore;
  adapterOf(vendor: string): RemoteAdapter | undefined;
  ledger: CallLedger;
  priceOf(model: string, purchase: Purchase): CallPrice;
  /** What a finished call costs, micro-dollars, and the provider's counter that says so; null where none does. */
  chargeOf(
    purchase: Purchase,
    counters: Counters,
    unitMicroUsd: number,
  ): { amountMicroUsd: number; counter: string | null };
  policies(): CallPolicies;
  guards: CallGuards;
  /** Content store. */
  files: {
    adoptFile(path: string): Promise<{ sha256: string; bytes: number }>;
    has(sha256: string): Promise<boolean>;
    pathOf(sha256: string): string;
  };
  /** Looks into a fetched file. Throws ProviderError `bad-output`. */
  verify(path: string, wanted: WantedOutput, mime: string): Promise<VerifiedOutput>;
  cache: CallCache;
  /** Folder for fetched files that are not in the store yet; the same at each start. */
  fetchFolder: string;
  killPoint: KillPoint;
  clock: Clock;
  timers: Timers;
  random: () => number;
  newId: NewId;
  log: Logger;
}

/** What is to be bought. The same `orderKey` is the same purchase, across attempts and restarts. */
export interface BuyOrder {
  orderKey: string;
  jobId: string;
  runId: string | null;
  projectId: string | null;
  campaignId: string | null;
  shotId: string | null;
  /** `vendor/owner/name`. */
  model: string;
  order: RemoteOrder;
  /** Everything that decides about the result, without the nonce. */
  requestHash: string;
  /** What a person approved for this purchase; null where nothing was approved yet and any known price may be taken. */
  approvedMicroUsd: number | null;
}

/** What following a call that was sent needs to know. */
export interface CallOrder {
  wanted: WantedOutput;
  requestHash: string;
}

export interface BuyContext {
  signal: AbortSignal;
  /** 0…1 */
  onProgress(fraction: number): void;
}

/** What a purchase gave. */
export interface Bought {
  sha256: string;
  bytes: number;
  mime: string;
  costMicroUsd: number;
  /** Null: from the cache. */
  callId: string | null;
  flags: readonly string[];
  /** Null where nobody has looked. */
  made: { widthPx: number; heightPx: number; durationSeconds: number | null } | null;
}
