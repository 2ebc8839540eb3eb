import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { ResolveAll } from '../../../src/main/providers/http/connector.ts';
import type { EgressLimits } from '../../../src/main/providers/http/egress.ts';
import { ProviderError } from '../../../src/main/providers/remote-port.ts';
import type { PreparedCall, ProviderFault, RemoteAdapter } from '../../../src/main/providers/remote-port.ts';
import { sendJson, startScriptServer } from './conformance-server.ts';
import type { Exchange } from './conformance-server.ts';

/** How one vendor's adapter is made and what its API says. */
export interface Subject {
  vendor: string;
  key: string;
  make(options: { origin: string; limits: Partial<EgressLimits>; resolveAll?: ResolveAll; ca?: string }): {
    adapter: RemoteAdapter;
    close(): Promise<void>;
  };
  /** A call that is ready to leave; `padding` makes its body that much longer, bytes. */
  call(padding?: number): PreparedCall;
  /** Body of an answer that accepted the create under `remoteId`. */
  accepted(remoteId: string): unknown;
  /** Body of a poll; `output` where it ended well. */
  state(remoteId: string, word: string, rest?: Readonly<Record<string, unknown>>): unknown;
  words: { running: string; succeeded: string; failed: string };
  /** Error text of a content refusal. */
  refusalText: string;
  /** Whether such a refusal was charged, where the answer has no counter. */
  refusalCharged: 'no' | 'unknown';
}

/** Quick limits: nothing here waits for the real thirty seconds. */
export const LIMITS: EgressLimits = { connectMs: 2_000, firstByteMs: 400, idleMs: 400, totalMs: 1_500 };
export const ID = 'remote-1';

export type Answer = (exchange: Exchange) => void;

/** Servers, adapters and folders of one test; gone after it. */
export function createBench(subject: Subject) {
  const closers: (() => Promise<unknown>)[] = [];
  const still = { signal: new AbortController().signal };

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  const make = (origin: string, more: { resolveAll?: ResolveAll; ca?: string } = {}): RemoteAdapter => {
    const { adapter, close } = subject.make({ origin, limits: LIMITS, ...more });
    closers.push(close);
    return adapter;
  };
  const serve = async (answer: Answer, onHead?: Parameters<typeof startScriptServer>[1]) => {
    const server = await startScriptServer(answer, onHead);
    closers.push(() => server.close());
    return { server, adapter: make(server.origin) };
  };
  const folder = async (): Promise<string> => {
    const made = await mkdtemp(join(tmpdir(), 'fw-conform-'));
    closers.push(() => rm(made, { recursive: true, force: true }));
    return made;
  };
  const faultOf = async (work: Promise<unknown>): Promise<ProviderFault> => {
    const error: unknown = await work.then(
      () => new Error('it worked'),
      (reason: unknown) => reason,
    );
    if (error instanceof ProviderError) return error.fault;
    throw error;
  };
  const sends = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => {
    return ({ response }) => sendJson(response, status, value, headers);
  };
  const raw = (status: number, headers: Record<string, string>, body: string | Buffer): Answer => {
    return ({ response }) => {
      response.writeHead(status, headers);
      response.end(body);
    };
  };

  return { closers, still, make, serve, folder, faultOf, sends, raw };
}
export type Bench = ReturnType<typeof createBench>;
