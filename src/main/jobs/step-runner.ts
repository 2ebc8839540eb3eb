import { AsyncLocalStorage } from 'node:async_hooks';
import type { ZodType } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { JobRecord } from '../db/repositories/job-repository.ts';
import type { StepRecord } from '../db/repositories/step-repository.ts';
import type { Clock } from '../platform/clock.ts';
import type { JobContext } from './job-types.ts';
import type { Transitions } from './transitions.ts';

/** Outputs are ids, paths and numbers. A blob in a row would be read again at every resume. */
export const MAX_STEP_OUTPUT_CHARS = 1_000_000;

interface StepRunnerDeps {
  record: JobRecord;
  /** Steps of earlier attempts; asked once, before the first step. */
  finished: () => readonly StepRecord[];
  transitions: Transitions;
  clock: Clock;
  signal: AbortSignal;
  report: (fraction: number) => void;
  /** Throws when the attempt is over: cancelled, stopped or lost. */
  assertOpen: () => void;
  /** Throws when nothing may be stored any more; a cancelled attempt may still store what it finished. */
  assertMayWrite: () => void;
  onLogFailed: (error: unknown) => void;
}

function mismatch(name: string, ordinal: number, reason: string, message: string): AppError {
  return new AppError('step-mismatch', message, { step: name, ordinal, reason });
}

/** Stored text as a value; `undefined` is stored as `null`. Undefined result = the text does not fit the schema. */
function decode<T>(output: ZodType<T>, json: string): { value: T } | undefined {
  const raw: unknown = JSON.parse(json);
  const parsed = output.safeParse(raw);
  if (parsed.success) return { value: parsed.data };
  const asUndefined = raw === null ? output.safeParse(undefined) : parsed;
  return asUndefined.success ? { value: asUndefined.data } : undefined;
}

function encode(name: string, value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  if (json.length > MAX_STEP_OUTPUT_CHARS) {
    const details = { step: name, chars: json.length };
    throw new AppError('internal', `the output of step "${name}" is too large to remember`, details);
  }
  return json;
}

/** The `step` of one attempt of one job. */
export function createStepRunner(deps: StepRunnerDeps): JobContext['step'] {
  const { record, transitions, clock, signal, report } = deps;
  let finished: ReadonlyMap<number, StepRecord> | undefined;
  const names = new Set<string>();
  const inside = new AsyncLocalStorage<string>();
  let nextOrdinal = 0;

  return async function step(name, output, fn, commit) {
    const outer = inside.getStore();
    if (outer !== undefined) {
      // A memoised outer step would skip the inner one, and every later ordinal would shift.
      throw mismatch(name, nextOrdinal, 'nested', `step "${name}" is called inside step "${outer}"`);
    }
    const ordinal = nextOrdinal;
    nextOrdinal += 1;
    if (names.has(name)) throw mismatch(name, ordinal, 'named-twice', `two steps are named "${name}"`);
    names.add(name);
    deps.assertOpen();

    finished ??= new Map(deps.finished().map((stored) => [stored.ordinal, stored]));
    const known = finished.get(ordinal);
    if (known !== undefined) {
      if (known.name !== name) {
        throw mismatch(name, ordinal, 'order', `step ${ordinal} was "${known.name}" and is now "${name}"`);
      }
      const stored = decode(output, known.output_json);
      if (stored === undefined) {
        throw mismatch(name, ordinal, 'output', `the stored output of step "${name}" does not fit its schema`);
      }
      return stored.value;
    }

    await transitions.startStep(record, name);
    const startMs = clock.monotonicMs();
    try {
      // Cancelled while the start was on its way to the disk.
      deps.assertOpen();
      const value = await inside.run(name, () => fn({ signal, attempt: record.attempts, report }));
      const json = encode(name, value);
      const fresh = decode(output, json);
      if (fresh === undefined) {
        throw new AppError('internal', `the output of step "${name}" does not fit its schema`, { step: name });
      }
      deps.assertMayWrite();
      const row = { ordinal, name, output_json: json };
      await transitions.commitStep(record, row, clock.monotonicMs() - startMs, () => commit?.(fresh.value));
      return fresh.value;
    } catch (error) {
      try {
        deps.assertMayWrite();
        transitions.failStep(record, name, clock.monotonicMs() - startMs);
      } catch (logError) {
        deps.onLogFailed(logError);
      }
      throw error;
    }
  };
}
