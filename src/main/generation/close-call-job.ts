import { z } from 'zod';
import type { Calls } from '../calls/calls.ts';
import { CLOSE_KIND } from '../calls/calls.ts';
import { isRestoredAlone } from '../calls/replay-journal.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { keepClosed, readClosed } from './keep-closed.ts';
import { madeFileSchema } from './made-file.ts';

const inputSchema = z.strictObject({ callId: z.string() });
const closedSchema = z.strictObject({ assetId: z.string().nullable() });

/** Input of a call's job; undefined for a job that the library does not know. */
function inputOf(engine: Pick<GenerationDeps['engine'], 'get'>, jobId: string): unknown {
  try {
    return engine.get(jobId).input;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}

/**
 * Brings a call whose job was cancelled to its end: stopped at the provider, the money booked. What was finished all the
 * same is kept on the shot's shelf of takes, in the project's form, chosen by nobody (F51).
 */
export function createCloseCallJob(
  deps: Pick<GenerationDeps, 'repos' | 'clock' | 'newId' | 'addTake' | 'store' | 'tools'> & {
    engine: Pick<GenerationDeps['engine'], 'get'>;
    calls: Pick<Calls, 'close'>;
  },
): JobHandler<{ callId: string }, { assetId: string | null }> {
  return {
    kind: CLOSE_KIND,
    version: 1,
    input: inputSchema,
    lane: () => 'close',
    retry: { maxAttempts: 5, delaysMs: [2_000, 10_000, 60_000] },
    recovery: 'resume',
    async run(context, { callId }) {
      const { assetId } = await context.step('close', closedSchema, async ({ signal, report }) => {
        const call = await deps.calls.close(callId, { signal, onProgress: (fraction) => report(fraction * 0.9) });
        // What a restored library found again may have a shot that is not in it: its file is kept all the same.
        const isWanted = call.shotId !== null || isRestoredAlone(call);
        const isKept = call.state.startsWith('DONE') && isWanted && call.sha256 !== null;
        return { assetId: isKept ? deps.newId() : null };
      });
      const call = deps.repos.paidCalls.find(callId);
      // Earlier versions kept the file in the first step.
      if (assetId === null || call?.sha256 == null || deps.repos.assets.find(assetId) !== undefined) return { assetId };
      const { sha256 } = call;
      await context.step(
        'keep',
        madeFileSchema,
        async ({ signal }) => ({ assetId, ...(await readClosed(deps, { ...call, sha256 }, signal)) }),
        (made) => keepClosed(deps, call, made, inputOf(deps.engine, call.jobId)),
      );
      return { assetId };
    },
  };
}
