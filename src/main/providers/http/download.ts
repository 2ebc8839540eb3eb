import type { Clock } from '../../platform/clock.ts';
import { ProviderError } from '../remote-port.ts';
import type { Downloaded } from '../remote-port.ts';
import { retryAfterMs } from '../retry-after.ts';
import type { Secret } from '../secret.ts';
import type { Egress, EgressAnswer } from './egress.ts';
import { mimeOfFirstBytes } from './first-bytes.ts';
import { networkFault, plainFault } from './network-fault.ts';
import { ensureSpace, openPartFile } from './part-file.ts';
import type { PartFile } from './part-file.ts';

/** SECURITY: P4. Bytes, by kind. */
export const MAX_OUTPUT_BYTES = { image: 64 * 1024 * 1024, video: 2 * 1024 * 1024 * 1024 } as const;

export interface DownloadOrder {
  /** https address or data URI. Untrusted. */
  url: string;
  path: string;
  kind: 'image' | 'video';
  maxBytes: number;
  /** Sent only to the configured base, and only after it asked with 401 or 403. */
  secret: Secret | null;
  signal: AbortSignal;
  /** For a date in `Retry-After`. */
  clock: Pick<Clock, 'nowMs'>;
  onBytes?: ((done: number, total: number | null) => void) | undefined;
  /** Whole time allowed, ms. */
  totalMs?: number;
}

const TRIES = 3;
const SLOW_BYTES_PER_SECOND = 1024;
const DEFAULT_TOTAL_MS = 1_800_000;
const GONE: ReadonlySet<number> = new Set([401, 403, 404, 410]);

// Limits of sockets are real time, whatever clock the jobs have.
const nowMs = (): number => performance.now();

/** The connection ended before the file did: what is here stays, and the rest may be asked for. */
class Cut extends Error {}

function statusFault({ status, headers }: EgressAnswer, order: DownloadOrder): ProviderError {
  if (GONE.has(status)) return new ProviderError(plainFault('expired', `the file answers HTTP ${status}`, status));
  const fault =
    status === 429
      ? plainFault('rate-limited', 'the file host asks to wait', status)
      : plainFault('unavailable', `the file host answers HTTP ${status}`, status);
  const waitMs = retryAfterMs({ header: headers['retry-after'], nowMs: order.clock.nowMs() });
  return new ProviderError(status === 429 || status === 503 ? { ...fault, retryAfterMs: waitMs } : fault);
}

interface Whole {
  /** Bytes of the complete file, where the server says so. */
  total: number | null;
  etag: string | undefined;
}

function lengthOf(answer: EgressAnswer): number | null {
  const length = answer.headers['content-length'];
  return length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : null;
}

/** Where the body starts in the file; undefined where the answer is not the part that was asked for. */
function startOf(answer: EgressAnswer): number | undefined {
  if (answer.status === 200) return 0;
  const found = /^bytes (\d{1,15})-/.exec(answer.headers['content-range'] ?? '');
  return found === null ? undefined : Number(found[1]);
}

async function drain(
  answer: EgressAnswer,
  part: PartFile,
  cap: number,
  order: DownloadOrder,
  egress: Egress,
  total: number | null,
) {
  let windowAtMs = nowMs();
  let windowBytes = 0;
  const bytes: AsyncIterable<Buffer> = answer.body;
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    for (;;) {
      let next: IteratorResult<Buffer>;
      try {
        next = await iterator.next();
      } catch (error) {
        throw new Cut('cut', { cause: error });
      }
      if (next.done === true) return;
      if (part.bytes() + next.value.length > cap)
        throw new ProviderError(plainFault('bad-output', 'the file is too large'));
      await part.write(next.value);
      order.onBytes?.(part.bytes(), total);
      windowBytes += next.value.length;
      const elapsedMs = nowMs() - windowAtMs;
      if (elapsedMs >= egress.limits.idleMs) {
        if (windowBytes < (elapsedMs / 1_000) * SLOW_BYTES_PER_SECOND)
          throw new Cut('too slow', { cause: { code: 'UND_ERR_BODY_TIMEOUT' } });
        windowAtMs += elapsedMs;
        windowBytes = 0;
      }
    }
  } finally {
    answer.body.on('error', () => undefined).destroy();
  }
}

async function ask(
  egress: Egress,
  order: DownloadOrder,
  from: number,
  etag: string | undefined,
  totalMs: number,
): Promise<EgressAnswer> {
  const range: Record<string, string> =
    from > 0 && etag !== undefined ? { range: `bytes=${from}-`, 'if-range': etag } : {};
  const request = {
    method: 'GET',
    url: order.url,
    headers: range,
    secret: null,
    signal: order.signal,
    totalMs,
  } as const;
  const answer = await egress.open(request);
  const asksForKey = answer.status === 401 || answer.status === 403;
  if (!asksForKey || order.secret === null || !egress.isBaseOrigin(answer.url)) return answer;
  answer.body.on('error', () => undefined).destroy();
  return egress.open({ ...request, secret: order.secret });
}

async function fetchInto(part: PartFile, egress: Egress, order: DownloadOrder, cap: number): Promise<void> {
  const deadline = nowMs() + (order.totalMs ?? DEFAULT_TOTAL_MS);
  let whole: Whole = { total: null, etag: undefined };
  for (let tried = 1; ; tried += 1) {
    try {
      const answer = await ask(egress, order, part.bytes(), whole.etag, Math.max(1, deadline - nowMs()));
      const start = startOf(answer);
      const isPart = answer.status === 206 && start === part.bytes();
      if (answer.status !== 200 && !isPart) {
        answer.body.on('error', () => undefined).destroy();
        if (answer.status === 206 || answer.status === 416) throw new Cut('another part than asked for');
        throw statusFault(answer, order);
      }
      if ((answer.headers['content-encoding'] ?? 'identity') !== 'identity') {
        answer.body.on('error', () => undefined).destroy();
        throw new ProviderError(plainFault('bad-output', 'the file comes in an encoding that was not asked for'));
      }
      if (!isPart) await part.restart();
      const length = lengthOf(answer);
      const total = length === null ? null : part.bytes() + length;
      const etag = answer.headers['etag'];
      // A weak tag does not promise the same bytes.
      whole = { total, etag: etag?.startsWith('W/') === true ? undefined : etag };
      if (total !== null && total > cap) {
        answer.body.on('error', () => undefined).destroy();
        throw new ProviderError(plainFault('bad-output', 'the file is too large'));
      }
      if (length !== null) await ensureSpace(order.path, length);
      await drain(answer, part, cap, order, egress, total);
      if (total !== null && part.bytes() !== total) throw new Cut('shorter than promised');
      return;
    } catch (error) {
      if (order.signal.aborted) throw order.signal.reason;
      const isCut = error instanceof Cut || (error instanceof ProviderError && isPassing(error));
      if (!isCut) throw error;
      if (tried === TRIES) throw error instanceof Cut ? new ProviderError(networkFault(error.cause)) : error;
    }
  }
}

function isPassing(error: ProviderError): boolean {
  return ['unavailable', 'timeout', 'offline'].includes(error.fault.code) && error.fault.status === null;
}

const DATA_URI = /^data:([a-z0-9.+/-]{3,80})?((?:;[a-z0-9=._-]{1,80})*?)(;base64)?,/i;

async function decodeInto(part: PartFile, order: DownloadOrder, cap: number): Promise<void> {
  const head = DATA_URI.exec(order.url.slice(0, 400));
  if (head === null) throw new ProviderError(plainFault('bad-output', 'a data address that cannot be read'));
  const text = order.url.slice(head[0].length);
  if (text.length > cap * 2) throw new ProviderError(plainFault('bad-output', 'the file is too large'));
  const bytes = head[3] === undefined ? Buffer.from(decodeURIComponent(text), 'latin1') : Buffer.from(text, 'base64');
  if (bytes.length > cap) throw new ProviderError(plainFault('bad-output', 'the file is too large'));
  await ensureSpace(order.path, bytes.length);
  await part.write(bytes);
  order.onBytes?.(bytes.length, bytes.length);
}

/**
 * Fetches one output into `path`, by way of `path.part`, which is gone afterwards whatever happens. SECURITY: P4, P5.
 * A break is mended up to three times by Range and ETag (F42). Throws ProviderError (`expired`, `bad-output`,
 * `disk-full`, `blocked-address`, network codes), AppError `not-writable`; an abort rejects with its reason.
 */
export async function download(egress: Egress, order: DownloadOrder): Promise<Downloaded> {
  const cap = Math.min(order.maxBytes, MAX_OUTPUT_BYTES[order.kind]);
  const part = await openPartFile(order.path);
  try {
    if (order.url.startsWith('data:')) await decodeInto(part, order, cap);
    else await fetchInto(part, egress, order, cap);
    const mime = mimeOfFirstBytes(part.first());
    if (mime === null || !mime.startsWith(`${order.kind}/`)) {
      throw new ProviderError(plainFault('bad-output', `not a ${order.kind}: ${mime ?? 'unknown bytes'}`));
    }
    const bytes = part.bytes();
    const sha256 = await part.keep();
    return { path: order.path, bytes, sha256, mime };
  } finally {
    await part.drop();
  }
}
