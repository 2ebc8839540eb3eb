/** The host of output files: Range, ETag, expiry, and an eye on keys that have no business there. */
import type { Answer } from './answers.ts';
import { sha256 } from './ids-and-hashes.ts';
import type { MediaMaker } from './make-media.ts';
import { flawed } from './media-plan.ts';
import { standingOf } from './prediction-life.ts';
import type { Prediction, TokenHit } from './server-types.ts';
import type { World } from './world.ts';

const TYPES = { mp4: 'video/mp4', png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

export interface FileHost {
  /** `path` is that of the address, `/delivery/<key>/<name>`. */
  answer(path: string, headers: Readonly<Record<string, string | string[] | undefined>>): Promise<Answer>;
  /** Notes a request that carried a key. */
  watch(path: string, carriesKey: boolean): void;
  /** The address answers with this status from now on; with `gone` its prediction has lost the file too. */
  expire(path: string, status: number, gone: boolean): void;
  /** Begins to make its first file, so that the download need not wait for the encoder. */
  warm(one: Prediction): void;
  tokenHits(): TokenHit[];
  /** Notes that 401 or 403 went out for that address. */
  refused(path: string): void;
}

function text(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(body) };
}

function keyOf(path: string): string {
  return path.split('/')[2] ?? '';
}

/** Undefined: no range or none that counts (then the whole file is the answer); null: outside the file. */
function rangeOf(header: string | undefined, size: number): { from: number; to: number } | undefined | null {
  const match = header === undefined ? null : /^bytes=(\d*)-(\d*)$/.exec(header);
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  if (match[1] === '') return { from: Math.max(0, size - Number(match[2])), to: size - 1 };
  const from = Number(match[1]);
  const to = match[2] === '' ? size - 1 : Math.min(size - 1, Number(match[2]));
  return from >= size || to < from ? null : { from, to };
}

/** `looks`: how many different pictures there are at most. */
export function createFileHost(world: World, media: MediaMaker, nowMs: () => number, looks?: number): FileHost {
  const hits: TokenHit[] = [];
  const refusals = new Set<string>();
  const made = (one: Prediction, index: number): Promise<Buffer> => {
    const { flaw } = one.outcome;
    const { prompt } = one.input;
    const full = typeof prompt === 'string' ? prompt : one.model;
    const text = looks === undefined ? full : `look ${Number.parseInt(sha256(full).slice(0, 8), 16) % looks}`;
    return media.make(flawed(one.plan, flaw), flaw, text, `${one.id}/${index}`);
  };

  return {
    warm: (one) => {
      if (one.files.length > 0) made(one, 0).catch(() => undefined);
    },
    tokenHits: () => [...hits],
    refused: (path) => void refusals.add(path),
    watch: (path, carriesKey) => {
      if (carriesKey) hits.push({ path, refusedBefore: refusals.has(path) });
    },
    expire: (path, status, gone) => {
      const file = world.output(keyOf(path));
      const one = file === undefined ? undefined : world.find(file.predictionId);
      if (file === undefined || one === undefined) return;
      file.dead = status;
      if (gone) one.outcome = { ...one.outcome, dataRemoved: true };
      else world.renewOutputs(one);
    },
    answer: async (path, headers) => {
      const file = world.output(keyOf(path));
      const one = file === undefined ? undefined : world.find(file.predictionId);
      if (file === undefined || one === undefined || nowMs() >= file.expiresAtMs) return text(404, 'not found');
      if (file.dead !== null) return text(file.dead, 'expired');
      if (standingOf(one, nowMs()).state !== 'succeeded') return text(404, 'not found');
      const bytes = await made(one, file.index);
      const common = {
        'content-type': TYPES[one.plan.format],
        etag: `"${sha256(bytes).slice(0, 32)}"`,
        'accept-ranges': 'bytes',
      };
      const ifRange = headers['if-range'];
      const wanted = typeof ifRange === 'string' && ifRange !== common.etag ? undefined : headers['range'];
      const range = rangeOf(typeof wanted === 'string' ? wanted : undefined, bytes.length);
      if (headers['if-none-match'] === common.etag) return { status: 304, headers: common, body: Buffer.alloc(0) };
      if (range === undefined) return { status: 200, headers: common, body: bytes };
      if (range === null) {
        const beyond = { ...common, 'content-range': `bytes */${bytes.length}` };
        return { status: 416, headers: beyond, body: Buffer.alloc(0) };
      }
      const partial = { ...common, 'content-range': `bytes ${range.from}-${range.to}/${bytes.length}` };
      return { status: 206, headers: partial, body: bytes.subarray(range.from, range.to + 1) };
    },
  };
}
