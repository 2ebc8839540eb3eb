import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { callChoiceSchema, callFlagSchema, callStateSchema, FINAL_CALL_STATES } from '../../shared/model/paid-call.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { writeError } from '../library/file-errors.ts';

/**
 * A second, append-only record of what was sent to providers, beside the database: one line of JSON for each state that a
 * sent call was in. What a restored or rolled back library no longer knows stands here (F29, F30).
 */

const text = z.string().nullable();
const whole = z.int().nullable();
const object = z.record(z.string(), z.unknown());
const rowSchema: z.ZodType<PaidCallRow> = z.strictObject({
  ...{ id: z.string(), orderKey: z.string(), attempt: z.int(), jobId: z.string() },
  ...{ runId: text, projectId: text, campaignId: text, shotId: text },
  ...{ vendor: z.string(), model: z.string(), state: callStateSchema, requestHash: z.string(), nonce: z.string() },
  ...{ bodySha256: text, match: object.nullable(), request: object, remoteId: text },
  ...{ estimateMicroUsd: z.int(), chargedMicroUsd: whole, priceDate: z.string() },
  counters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  outputs: z.array(z.strictObject({ url: z.string() })),
  ...{ sha256: text, bytes: whole, mime: text },
  error: z.strictObject({ code: z.string(), message: z.string(), details: object }).nullable(),
  flags: z.array(callFlagSchema),
  choice: callChoiceSchema.nullable(),
  ...{ waitUntilMs: whole, createdAtMs: z.int(), sentAtMs: whole, submittedAtMs: whole, updatedAtMs: z.int() },
  finishedAtMs: whole,
});
const lineSchema = z.strictObject({ v: z.literal(1), call: rowSchema });

export interface CallJournal {
  /** Writes the call as it stands; unsent ones are left out. Throws what writing throws. */
  add(call: PaidCallRow): void;
  /** Resolves when everything added before is on the disk. */
  flushed(): Promise<void>;
  close(): void;
}

const flush = promisify(fdatasync);

function failed(error: unknown, path: string): AppError {
  const known = writeError(error, path);
  if (known instanceof AppError) return known;
  const isFull = (error as NodeJS.ErrnoException).code === 'EFBIG';
  return new AppError(isFull ? 'disk-full' : 'not-writable', `${path} cannot be written`, { path }, { cause: error });
}

/** A line that a crash cut short must not swallow the next one. */
function endsMidLine(handle: number): boolean {
  const { size } = fstatSync(handle);
  const last = Buffer.alloc(1);
  return size > 0 && readSync(handle, last, 0, 1, size - 1) === 1 && last[0] !== 0x0a;
}

/** Opens the record for adding; the file is made with the first call. Only the library's owner may. */
export function openCallJournal(path: string): CallJournal {
  let handle: number | undefined;
  const opened = (): number => {
    if (handle !== undefined) return handle;
    // Prompts and clients' material: nobody else on the machine needs to read them.
    const fresh = openSync(path, 'a+', 0o600);
    handle = fresh;
    if (endsMidLine(fresh)) writeSync(fresh, '\n');
    return fresh;
  };
  return {
    add(call) {
      if (call.sentAtMs === null) return;
      const line = `${JSON.stringify({ v: 1, call })}\n`;
      try {
        const written = writeSync(opened(), line);
        if (written < Buffer.byteLength(line)) throw Object.assign(new Error('cut short'), { code: 'ENOSPC' });
      } catch (error) {
        throw failed(error, path);
      }
    },
    async flushed() {
      if (handle === undefined) return;
      try {
        await flush(handle);
      } catch (error) {
        const details = { path, sqliteCode: 'SQLITE_IOERR_FSYNC' };
        throw new AppError('internal', 'disk error: the record of purchases was not flushed', details, {
          cause: error,
        });
      }
    },
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/** A line that cannot be read is passed over: a crash cut it short, or a later version wrote it. */
function readLine(line: string): PaidCallRow | undefined {
  if (line === '') return undefined;
  try {
    return lineSchema.safeParse(JSON.parse(line)).data?.call;
  } catch {
    return undefined;
  }
}

const TAIL_BYTES = 256 * 1_024;

/** The newest call of the record, without reading all of it; undefined where there is none. */
export function newestOfJournal(path: string): PaidCallRow | undefined {
  if (!existsSync(path)) return undefined;
  const handle = openSync(path, 'r');
  try {
    const { size } = fstatSync(handle);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(handle, tail, 0, tail.length, size - tail.length);
    for (const line of tail.toString('utf8').split('\n').toReversed()) {
      const call = readLine(line);
      if (call !== undefined) return call;
    }
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Every call of the record as it stood last, oldest first; `unread` lines could not be read. */
export function readJournal(path: string): { calls: PaidCallRow[]; unread: number } {
  if (!existsSync(path)) return { calls: [], unread: 0 };
  const lines = readFileSync(path, 'utf8').split('\n');
  const calls = new Map<string, PaidCallRow>();
  let unread = 0;
  for (const line of lines) {
    const call = readLine(line);
    if (call !== undefined) calls.set(call.id, call);
    else if (line !== '') unread += 1;
  }
  return { calls: [...calls.values()], unread };
}

/** From here on the record is written anew at the start of the program. */
export const JOURNAL_MAX_BYTES = 8 * 1_024 * 1_024;

/**
 * Writes the record anew where it has grown: the last line of each call, without those that were over before `keepSinceMs`,
 * which every backup knows. Must not be open. A file that cannot be written stays as it is.
 */
export function compactJournal(path: string, keepSinceMs: number, maxBytes: number = JOURNAL_MAX_BYTES): void {
  if (!existsSync(path) || statSync(path).size <= maxBytes) return;
  const kept = readJournal(path).calls.filter(
    ({ state, updatedAtMs }) => !FINAL_CALL_STATES.has(state) || updatedAtMs >= keepSinceMs,
  );
  const part = `${path}.part`;
  try {
    writeFileSync(part, kept.map((call) => `${JSON.stringify({ v: 1, call })}\n`).join(''), {
      mode: 0o600,
      flush: true,
    });
    renameSync(part, path);
  } catch {
    rmSync(part, { force: true });
  }
}
