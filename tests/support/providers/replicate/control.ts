/** The door beside the API by which a harness in another process scripts faults and reads what happened. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from './answers.ts';
import { FAULT_KINDS } from './fault-kinds.ts';
import type { ScriptedFault } from './fault-kinds.ts';
import { readBody } from './read-body.ts';
import type { ReplicateServer } from './replicate-server.ts';
import { send } from './send.ts';

/** Body of `POST /__control`; every part is optional, all given ones are done in this order. */
export interface ControlOrder {
  clear?: true;
  script?: readonly ScriptedFault[];
  advanceMs?: number;
  release?: true;
  retire?: readonly string[];
  revoke?: readonly string[];
  admit?: readonly string[];
  /** Refuses connections for so long (real time), beginning once this is answered. */
  refuseForMs?: number;
}

/** Answer of `GET /__control`. */
export interface ControlState {
  url: string;
  charges: ReturnType<ReplicateServer['charges']>;
  posts: ReturnType<ReplicateServer['posts']>;
  predictions: ReturnType<ReplicateServer['predictions']>;
  faults: ReturnType<ReplicateServer['faults']>;
  tokenHits: ReturnType<ReplicateServer['tokenHits']>;
  canaryHits: number;
  violations: readonly string[];
  requestCount: number;
  faultKinds: readonly string[];
}

function stateOf(server: ReplicateServer): ControlState {
  return {
    url: server.url,
    charges: server.charges(),
    posts: server.posts(),
    predictions: server.predictions(),
    faults: server.faults(),
    tokenHits: server.tokenHits(),
    canaryHits: server.canaryHits(),
    violations: server.violations(),
    requestCount: server.requests().length,
    faultKinds: FAULT_KINDS,
  };
}

function obey(server: ReplicateServer, order: ControlOrder): void {
  if (order.clear === true) server.clearFaults();
  for (const fault of order.script ?? []) server.script(fault);
  if (order.advanceMs !== undefined) server.advance(order.advanceMs);
  if (order.release === true) server.release();
  for (const model of order.retire ?? []) server.retire(model);
  for (const token of order.revoke ?? []) server.revoke(token);
  for (const token of order.admit ?? []) server.admit(token);
}

/** Routes `/__control` (GET state, POST order), `/__ledger`, `/__posts`, `/__faults` and `/__requests`. */
export function createControl(server: ReplicateServer) {
  const reads: Readonly<Record<string, () => unknown>> = {
    '/__control': () => stateOf(server),
    '/__ledger': () => server.charges(),
    '/__posts': () => server.posts(),
    '/__faults': () => server.faults(),
    '/__requests': () => server.requests(),
  };
  return async (req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> => {
    const read = reads[url.pathname];
    if (req.method === 'GET' && read !== undefined) {
      send(req, res, json(200, read()), undefined);
      return;
    }
    if (req.method !== 'POST' || url.pathname !== '/__control') {
      send(req, res, json(404, { detail: 'no such control' }), undefined);
      return;
    }
    const body = await readBody(req, 1_000_000);
    try {
      const order = JSON.parse(String(body)) as ControlOrder;
      obey(server, order);
      send(req, res, json(200, { ok: true }), undefined);
      const { refuseForMs } = order;
      if (refuseForMs !== undefined) {
        res.on('finish', () => {
          void server.stopListening();
          setTimeout(() => void server.listenAgain(), refuseForMs);
        });
      }
    } catch (error) {
      send(req, res, json(400, { detail: String(error) }), undefined);
    }
  };
}
