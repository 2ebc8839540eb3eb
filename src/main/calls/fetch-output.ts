import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { ProviderError } from '../providers/remote-port.ts';
import type { ProviderFault, RemoteAdapter } from '../providers/remote-port.ts';
import { errorOfTrouble, troubleOf } from './call-trouble.ts';
import type { Bought, BuyContext, CallOrder, CallsDeps } from './calls-deps.ts';
import { expiredFault } from './follow-call.ts';
import { assertGoing, obeyFree } from './obey.ts';

const MAX_BYTES: Readonly<Record<'image' | 'video', number>> = { image: 64 * 1_048_576, video: 2_048 * 1_048_576 };

/** Faults of an address: another one is asked for. */
const REFRESHED: ReadonlySet<string> = new Set(['expired', 'not-found', 'bad-output', 'blocked-address']);

/** What looking into the file found, as the row remembers it. */
export function madeOf(call: PaidCallRow): Bought['made'] {
  return (call.request['made'] as Bought['made'] | undefined) ?? null;
}

/** A paid result that cannot be had any more: it was charged, and says so. */
async function lost(deps: CallsDeps, call: PaidCallRow, fault: ProviderFault): Promise<never> {
  const amountMicroUsd = call.chargedMicroUsd ?? call.estimateMicroUsd;
  const error = troubleOf(call, fault, { phase: 'download', charged: 'yes', amountMicroUsd });
  await deps.store.move(call, { to: 'FAILED', patch: { error }, detail: { fault: fault.code, reason: fault.message } });
  throw errorOfTrouble(error);
}

/** A fresh address for an output whose old one has expired (F44); none where the provider says that the files are gone. */
async function freshOutputs(
  adapter: RemoteAdapter,
  call: PaidCallRow,
  signal: AbortSignal,
): Promise<{ url: string }[]> {
  const status = await adapter.poll(call.remoteId ?? '', { signal });
  if (status.state === 'expired') return [];
  // An answer that this version does not know says nothing about the file.
  return status.state === 'succeeded' ? status.outputs.map(({ url }) => ({ url })) : call.outputs;
}

/** The file is in the store: the call is done. */
async function finish(
  deps: CallsDeps,
  call: PaidCallRow,
  order: CallOrder,
  file: { sha256: string; bytes: number; mime: string },
): Promise<PaidCallRow> {
  const to = call.flags.length === 0 ? 'DONE' : 'DONE_FLAGGED';
  const done = await deps.store.move(call, {
    to,
    patch: file,
    alongside(row) {
      // With its flags: what is wrong with it is as wrong for whoever asks for the same again.
      const { flags, chargedMicroUsd } = row;
      const kept = { ...file, flags, made: madeOf(row), costMicroUsd: chargedMicroUsd ?? 0 };
      deps.cache.put(order.wanted.kind, order.requestHash, kept);
    },
  });
  deps.killPoint('call.done');
  return done;
}

/**
 * Fetches, checks and keeps what a finished call made. The hash is in the row before the file is in the store, so that a
 * crash between the two adopts the file instead of fetching it again (F10). Throws what pauses or ends the job.
 */
export async function fetchOutput(
  deps: CallsDeps,
  adapter: RemoteAdapter,
  remoteDone: PaidCallRow,
  order: CallOrder,
  { signal, onProgress }: BuyContext,
): Promise<PaidCallRow> {
  const { kind } = order.wanted;
  let call = remoteDone;
  deps.killPoint('call.remoteDone');
  if (call.sha256 !== null && call.bytes !== null && call.mime !== null && (await deps.files.has(call.sha256))) {
    return finish(deps, call, order, { sha256: call.sha256, bytes: call.bytes, mime: call.mime });
  }
  const path = join(deps.fetchFolder, `${call.id}.fetched`);
  await mkdir(deps.fetchFolder, { recursive: true });
  for (;;) {
    assertGoing(signal);
    const [output] = call.outputs;
    if (output === undefined) return lost(deps, call, expiredFault);
    if (call.state !== 'DOWNLOADING') call = await deps.store.move(call, { to: 'DOWNLOADING' });
    try {
      const file = await adapter.download(
        output,
        { path, kind, maxBytes: MAX_BYTES[kind] },
        {
          signal,
          onBytes: (done, total) => {
            deps.killPoint('call.downloading');
            onProgress(0.9 + 0.1 * (total === null || total === 0 ? 0 : done / total));
          },
        },
      );
      const verified = await deps.verify(file.path, order.wanted, file.mime);
      const { sha256, bytes, mime } = file;
      const { widthPx, heightPx, durationSeconds } = verified;
      call = await deps.store.move(call, {
        to: 'VERIFYING',
        patch: {
          ...{ sha256, bytes, mime, flags: [...verified.flags] },
          request: { ...call.request, made: { widthPx, heightPx, durationSeconds } },
        },
        detail: { widthPx, heightPx, durationSeconds },
      });
      deps.killPoint('call.fetched');
      const kept = await deps.files.adoptFile(file.path);
      deps.killPoint('call.adopted');
      return await finish(deps, call, order, { ...kept, mime });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      assertGoing(signal);
      const { fault } = error;
      await rm(path, { force: true });
      // Nothing is fetched from a forbidden address, but one redirect of somebody in the way must not cost a paid file.
      const asked: ProviderFault = fault.code === 'blocked-address' ? { ...fault, code: 'bad-output' } : fault;
      const given = await obeyFree(deps, call, kind, asked, 'download', signal);
      call = given.call;
      if (given.step.kind !== 'retry') return lost(deps, call, fault);
      if (REFRESHED.has(fault.code)) {
        const outputs = await freshOutputs(adapter, call, signal).catch(() => call.outputs);
        call = await deps.store.move(call, {
          to: 'DOWNLOADING',
          patch: { outputs },
          detail: { reason: 'fresh-address' },
        });
      }
    }
  }
}
