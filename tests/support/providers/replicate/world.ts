/** What the server remembers: predictions, the charge ledger, uploads and output files. */
import { readImageSize } from '../../../../src/main/media/image-header.ts';
import type { CatalogueModel } from './catalogue.ts';
import type { DrawnFault } from './fault-plan.ts';
import { newId, sha256 } from './ids-and-hashes.ts';
import { flawed, planMedia, withDefaults } from './media-plan.ts';
import type { PictureSize } from './media-plan.ts';
import { failedOutcome, outcomeOf, stopOf } from './outcomes.ts';
import { costOf, isRemoved, openCharge, standingOf, wirePrediction } from './prediction-life.ts';
import { priceOf } from './price-list.ts';
import type { Charge, Latency, OutputFile, Prediction, ReplicateServerOptions } from './server-types.ts';

const HOUR_MS = 3_600_000;
const KEPT_UPLOAD_BYTES = 256_000_000;
const DEFAULT_LATENCY: Latency = { startMs: 100, runMs: 400 };

export interface Upload {
  id: string;
  owner: string;
  name: string;
  contentType: string;
  size: number;
  sha256: string;
  metadata: Record<string, unknown>;
  createdAtMs: number;
  expiresAtMs: number;
  /** Null once it was thrown out of memory. */
  bytes: Buffer | null;
  picture: PictureSize | undefined;
}

export interface World {
  create(wish: {
    model: CatalogueModel;
    input: Record<string, unknown>;
    token: string;
    deadlineAfterMs: number | null;
    fault: DrawnFault | undefined;
  }): Prediction;
  find(id: string): Prediction | undefined;
  /** Newest first, without what a list does not show yet. */
  listed(nowMs: number): Prediction[];
  /** Ends it now unless it has ended. */
  cancel(one: Prediction): void;
  wire(one: Prediction): Record<string, unknown>;
  charges(): Charge[];
  /** Paid or still open, micro-dollars. */
  spentMicroUsd(): number;
  addUpload(upload: Pick<Upload, 'owner' | 'name' | 'contentType' | 'metadata'> & { bytes: Buffer }): Upload;
  uploads: Map<string, Upload>;
  output(key: string): OutputFile | undefined;
  /** A new address for each output of the prediction whose old ones are dead. */
  renewOutputs(one: Prediction): void;
}

function pictureKind(head: Buffer): string {
  if (head.subarray(1, 4).toString('latin1') === 'PNG') return 'png';
  return head[0] === 0xff && head[1] === 0xd8 ? 'jpeg' : 'webp';
}

function pictureSize(head: Buffer): PictureSize | undefined {
  return readImageSize(pictureKind(head), head);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap(stringsOf) : [];
}

/** `place.base` is the address ending in /v1, `place.origin` the one before it; both are known once the socket listens. */
export function createWorld(
  options: ReplicateServerOptions,
  nowMs: () => number,
  place: { base: string; origin: string; canaryUrl: string },
): World {
  const predictions = new Map<string, Prediction>();
  const ledger = new Map<string, ReturnType<typeof openCharge>>();
  const outputs = new Map<string, OutputFile>();
  const shapes = new Map<string, 'string' | 'array'>();
  const uploads = new Map<string, Upload>();
  const order: Prediction[] = [];
  let firstKept = 0;
  /** Inputs may hold pictures: what nobody can read any more does not stay in memory. */
  const forgetInputs = (now: number): void => {
    for (let one = order[firstKept]; one !== undefined && isRemoved(one, now); one = order[firstKept]) {
      one.input = {};
      firstKept += 1;
    }
  };

  const uploadOf = (url: string): Upload | 'gone' | undefined => {
    if (!url.startsWith(`${place.base}/files/`)) return undefined;
    const id = url.slice(`${place.base}/files/`.length).split(/[/?]/)[0] ?? '';
    const upload = uploads.get(id);
    return upload === undefined || upload.expiresAtMs <= nowMs() ? 'gone' : upload;
  };
  const firstPicture = (input: Readonly<Record<string, unknown>>): PictureSize | undefined => {
    for (const text of Object.values(input).flatMap(stringsOf)) {
      const upload = uploadOf(text);
      if (upload !== undefined && upload !== 'gone' && upload.picture !== undefined) return upload.picture;
      const comma = text.startsWith('data:image/') ? text.indexOf(';base64,') : -1;
      const size = comma < 0 ? undefined : pictureSize(Buffer.from(text.slice(comma + 8, comma + 90_000), 'base64'));
      if (size !== undefined) return size;
    }
    return undefined;
  };
  const newOutput = (one: Prediction, index: number): OutputFile => {
    const { format, kind } = one.plan;
    const name = kind === 'video' ? 'output.mp4' : `out-${index}.${format}`;
    const key = newId() + newId();
    const file: OutputFile = {
      key,
      name,
      predictionId: one.id,
      index,
      expiresAtMs: one.endsAtMs + HOUR_MS,
      dead: null,
    };
    outputs.set(key, file);
    return file;
  };
  const addressOf = (file: OutputFile): string => `${place.origin}/delivery/${file.key}/${file.name}`;

  return {
    uploads,
    find: (id) => predictions.get(id),
    output: (key) => outputs.get(key),
    create: ({ model, input, token, deadlineAfterMs, fault }) => {
      const createdAtMs = nowMs();
      const { latency = DEFAULT_LATENCY } = options;
      const { startMs, runMs } = typeof latency === 'function' ? latency(model.id, input) : latency;
      const times = { createdAtMs, startsAtMs: createdAtMs + startMs, endsAtMs: createdAtMs + startMs + runMs };
      const isGone = Object.values(input)
        .flatMap(stringsOf)
        .some((text) => uploadOf(text) === 'gone');
      const full = withDefaults(model, input);
      const plan = planMedia(model, full, firstPicture(input));
      const outcome = isGone
        ? failedOutcome('An input file could not be read: 404 File not found')
        : outcomeOf(fault, place.canaryUrl);
      const stop = stopOf(fault, times);
      const one: Prediction = {
        id: newId(),
        sequence: predictions.size + 1,
        model: model.id,
        version: model.official ? 'hidden' : model.versionId,
        official: model.official,
        input,
        token,
        ...times,
        deadlineMs:
          stop?.isDeadline === true ? stop.atMs : deadlineAfterMs === null ? null : createdAtMs + deadlineAfterMs,
        stopped: stop === undefined ? null : { atMs: stop.atMs, state: stop.state },
        outcome,
        plan,
        amountMicroUsd: priceOf(model.id, full, flawed(plan, outcome.flaw), options.prices),
        files: [],
      };
      one.files = Array.from({ length: flawed(plan, outcome.flaw).count }, (_, index) => newOutput(one, index));
      predictions.set(one.id, one);
      order.push(one);
      forgetInputs(createdAtMs);
      shapes.set(one.id, model.outputShape);
      ledger.set(one.id, openCharge(one));
      return one;
    },
    listed: (now) =>
      [...predictions.values()].filter((one) => one.createdAtMs + one.outcome.listDelayMs <= now).toReversed(),
    cancel: (one) => {
      const now = nowMs();
      const standing = standingOf(one, now);
      if (standing.endedAtMs === null) one.stopped = { atMs: now, state: 'canceled' };
    },
    wire: (one) => {
      const { outputUrl } = one.outcome;
      const urls = outputUrl === null ? one.files.map(addressOf) : [outputUrl];
      return wirePrediction(one, nowMs(), place.base, { shape: shapes.get(one.id) ?? 'string', urls });
    },
    charges: () => {
      const now = nowMs();
      return [...predictions.values()].flatMap((one): Charge[] => {
        const line = ledger.get(one.id);
        return line === undefined ? [] : [{ ...line, ...costOf(one, now) }];
      });
    },
    spentMicroUsd: () => {
      const now = nowMs();
      const costs = [...predictions.values()].map((one) => costOf(one, now).finalMicroUsd ?? one.amountMicroUsd);
      return costs.reduce((sum, cost) => sum + cost, 0);
    },
    addUpload: ({ bytes, ...rest }) => {
      const now = nowMs();
      const upload: Upload = {
        ...rest,
        id: newId(),
        size: bytes.length,
        sha256: sha256(bytes),
        createdAtMs: now,
        expiresAtMs: now + HOUR_MS,
        bytes,
        picture: pictureSize(bytes.subarray(0, 65_536)),
      };
      uploads.set(upload.id, upload);
      let kept = 0;
      for (const other of [...uploads.values()].toReversed()) {
        kept += other.bytes?.length ?? 0;
        if (kept > KEPT_UPLOAD_BYTES && other !== upload) other.bytes = null;
      }
      return upload;
    },
    renewOutputs: (one) => {
      one.files = one.files.map((file) => (file.dead === null ? file : newOutput(one, file.index)));
    },
  };
}
