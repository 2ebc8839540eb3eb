import { z } from 'zod';
import type { Calls } from '../calls/calls.ts';
import { CLOSE_KIND } from '../calls/calls.ts';
import { knownJob } from '../calls/job-status.ts';
import { isRestoredAlone } from '../calls/replay-journal.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { keepClosed, readClosed } from './keep-closed.ts';
import { madeFileSchema } from './made-file.ts';

const inputSchema = z.strictObject({ callId: z.string() });
const closedSchema = z.strictObject({ assetId: z.string().nullable() });

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
        (made) => keepClosed(deps, call, made, knownJob(deps.engine, call.jobId)?.input),
      );
      return { assetId };
    },
  };
}
