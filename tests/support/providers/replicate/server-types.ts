/** Plain shapes of the Replicate test server. */
import type { FaultRecord, ScriptedFault } from './fault-kinds.ts';

/** Wall clock in ms since 1970. Every age, deadline, expiry and status of the server follows it. */
export interface ServerClock {
  nowMs(): number;
}

/** How long a run waits in the queue and then runs, ms of the server's clock. */
export interface Latency {
  startMs: number;
  runMs: number;
}

export interface RateLimits {
  createsPerMinute: number;
  createBurst: number;
  othersPerMinute: number;
}

export interface ReplicateServerOptions {
  /** 0 or absent: any free one. */
  port?: number;
  /** The same seed gives the same faults for the same sequence of requests. */
  seed?: number;
  /** Share of requests that get a fault, 0–1. */
  faultRate?: number;
  /** Kinds that the seed may draw; absent: those that pass by themselves (`PASSING_FAULTS`). */
  faultKinds?: readonly FaultRecord['kind'][];
  /** Keys that are let in; absent: `TEST_TOKEN` alone. */
  tokens?: readonly string[];
  script?: readonly ScriptedFault[];
  clock?: ServerClock;
  latency?: Latency | ((model: string, input: Readonly<Record<string, unknown>>) => Latency);
  /** Models that exist; absent: all of the catalogue. */
  models?: readonly string[];
  /** Models that are gone: create and read answer 404. */
  retired?: readonly string[];
  /** Prices that differ from the server's own table: micro-dollars per unit by model. */
  prices?: Readonly<Record<string, number>>;
  /** Account balance; creates answer 402 once it is used up. Absent: endless. */
  creditMicroUsd?: number;
  /** Absent: no limits. The published ones are 600 creates and 3,000 other calls per minute. */
  rateLimits?: RateLimits;
  /** Set false to leave answers unchecked against the OpenAPI document (long runs). */
  validate?: boolean;
  /** At most so many different pictures per size and format, for runs of thousands; absent: one per prompt. */
  looks?: number;
  /** Folder that keeps made videos between runs; absent: `.cache/fake-replicate` of the repository. */
  mediaCache?: string;
}

export type PredictionState = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled' | 'aborted';

/** How a run will end, drawn up when it is accepted. */
export interface Outcome {
  end: 'succeeded' | 'failed';
  error: string | null;
  /** True: a failed run is paid in full all the same. */
  chargedAnyway: boolean;
  /** What is made instead of a good file. */
  flaw: MediaFlaw | null;
  /** Ms of delay before a list shows it. */
  listDelayMs: number;
  /** Output and input are taken away at once. */
  dataRemoved: boolean;
  /** Address that is named as output instead of a file of the server. */
  outputUrl: string | null;
}

export type MediaFlaw = 'short' | 'long' | 'wrong-size' | 'wrong-rate' | 'black' | 'frozen' | 'silent' | 'partial';

/** What a model was asked to make, and what it will be billed by. */
export interface MediaPlan {
  kind: 'image' | 'video' | 'other';
  count: number;
  widthPx: number;
  heightPx: number;
  format: 'png' | 'jpg' | 'webp' | 'mp4';
  seconds: number;
  fps: number;
  /** Billing counters of `metrics`, without times. */
  counters: Readonly<Record<string, number | string | boolean>>;
}

export interface OutputFile {
  /** The unguessable part of its address. */
  key: string;
  name: string;
  predictionId: string;
  index: number;
  expiresAtMs: number;
  /** HTTP status that it answers with from now on, once its address was made to expire early. */
  dead: number | null;
}

export interface Prediction {
  id: string;
  /** Order of creation. */
  sequence: number;
  model: string;
  version: string;
  official: boolean;
  input: Readonly<Record<string, unknown>>;
  token: string;
  createdAtMs: number;
  startsAtMs: number;
  endsAtMs: number;
  deadlineMs: number | null;
  /** Moment and way of an end from outside the run. */
  stopped: { atMs: number; state: 'canceled' | 'aborted' } | null;
  outcome: Outcome;
  plan: MediaPlan;
  amountMicroUsd: number;
  files: OutputFile[];
}

/** One line of the ledger per accepted prediction. */
export interface Charge {
  predictionId: string;
  model: string;
  /** sha256 of the canonical JSON of the input. */
  nonce: string;
  seed: number | null;
  /** Long texts such as data URIs stand as `sha256:…`. */
  input: Readonly<Record<string, unknown>>;
  /** Cost of a run that ends well, integer micro-dollars. */
  amountMicroUsd: number;
  /** When it was accepted. */
  atMs: number;
  /** open: still runs; charged: paid in full; partial: time share of a cancelled run; released: nothing is paid. */
  state: 'open' | 'charged' | 'partial' | 'released';
  /** What the account pays in the end; null while open. */
  finalMicroUsd: number | null;
}

/** One POST that wanted to start a prediction. */
export interface PostRecord {
  sequence: number;
  atMs: number;
  path: string;
  model: string | null;
  /** Null where the body never came in whole. */
  nonce: string | null;
  accepted: boolean;
  predictionId: string | null;
  /** Null where no answer was sent. */
  status: number | null;
  fault: FaultRecord['kind'] | null;
}

export interface RequestRecord {
  sequence: number;
  atMs: number;
  method: string;
  path: string;
  status: number | null;
  fault: FaultRecord['kind'] | null;
}

/** The file host saw the key. `refusedBefore`: it had answered 401 or 403 for that address, which alone excuses it. */
export interface TokenHit {
  path: string;
  refusedBefore: boolean;
}
