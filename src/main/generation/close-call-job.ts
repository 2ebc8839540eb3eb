import { z } from 'zod';
import type { Calls } from '../calls/calls.ts';
import { CLOSE_KIND } from '../calls/calls.ts';
import { isRestoredAlone } from '../calls/replay-journal.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { insertMadeAsset } from './made-file.ts';
import { assetFacts } from './make-file.ts';

const inputSchema = z.strictObject({ callId: z.string() });
const promptOf = ({ request }: PaidCallRow): string | undefined =>
  typeof request['prompt'] === 'string' ? request['prompt'] : undefined;
const keptSchema = z.strictObject({ assetId: z.string().nullable() });

/**
 * Brings a call whose job was cancelled to its end: stopped at the provider, the money booked. What was finished all the
 * same is kept on the shot's shelf of takes, chosen by nobody (F51).
 */
export function createCloseCallJob(
  deps: Pick<GenerationDeps, 'repos' | 'clock' | 'newId' | 'addTake'> & { calls: Pick<Calls, 'close'> },
): JobHandler<{ callId: string }, { assetId: string | null }> {
  return {
    kind: CLOSE_KIND,
    version: 1,
    input: inputSchema,
    lane: () => 'close',
    retry: { maxAttempts: 5, delaysMs: [2_000, 10_000, 60_000] },
    recovery: 'resume',
    run: async (context, { callId }) =>
      context.step(
        'close',
        keptSchema,
        async ({ signal, report }) => {
          const call = await deps.calls.close(callId, { signal, onProgress: report });
          // What a restored library found again may have a shot that is not in it: its file is kept all the same.
          const isWanted = call.shotId !== null || isRestoredAlone(call);
          const isKept = call.state.startsWith('DONE') && isWanted && call.sha256 !== null;
          return { assetId: isKept ? deps.newId() : null };
        },
        ({ assetId }) => {
          const call = deps.repos.paidCalls.find(callId);
          if (assetId === null || call?.sha256 == null) return;
          const shot = call.shotId === null ? undefined : deps.repos.shots.find(call.shotId);
          const words = shot?.description ?? promptOf(call) ?? call.model;
          const made = {
            ...{ sha256: call.sha256, bytes: call.bytes ?? 0, mime: call.mime ?? 'image/png', flags: call.flags },
            ...{ widthPx: null, heightPx: null, durationMs: null, costMicroUsd: call.chargedMicroUsd ?? 0, assetId },
          };
          const isVideo = made.mime.startsWith('video/');
          insertMadeAsset(deps, made, assetFacts(made, `${words.slice(0, 80)} (${isVideo ? 'segment' : 'start'})`));
          if (shot === undefined) return;
          deps.addTake(
            {
              ...{ shotId: shot.id, slot: isVideo ? 'segment' : 'start', variation: 1, assetId, provider: call.model },
              ...{ requestHash: call.requestHash, request: { cancelled: true }, costMicroUsd: made.costMicroUsd },
              ...{ runId: call.runId, jobId: call.jobId, scores: {}, personId: null },
            },
            { isChosen: false },
          );
        },
      ),
  };
}
