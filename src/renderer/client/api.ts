import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { AppContract } from '../../shared/contract/app-contract.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import { bridgeOf } from './bridge.ts';
import { connectPort } from './port-link.ts';
import { connectSocket } from './socket-link.ts';

/** Every call of the contract, typed by it alone; the same over a port and over a socket. */
export type Api = ContractRouterClient<AppContract>;

export interface Connection {
  api: Api;
  /** Resolves when the other end is gone. */
  closed: Promise<void>;
}

/** Connects by whatever this page has: the desktop app's port, else the server it came from. */
export async function connect(): Promise<Connection> {
  const bridge = bridgeOf(window);
  const { link, closed } = bridge === undefined ? await connectSocket() : await connectPort(bridge);
  return { api: createORPCClient(link), closed };
}

/** Address of the bytes behind an id. */
export function mediaUrl(kind: 'asset' | 'film', id: string): string {
  if (bridgeOf(window) !== undefined) return `fw-media://${kind}/${id}`;
  return kind === 'film' ? `/media/films/${id}` : `/media/${id}`;
}

/** The error of a call, as the contract has it; what is none becomes `internal`. */
export function failureOf(error: unknown): { code: ErrorCode; details: ErrorDetails } {
  const { code, data } = error as { code?: ErrorCode; data?: { details?: ErrorDetails } };
  return typeof code === 'string' && data?.details !== undefined
    ? { code, details: data.details }
    : { code: 'internal', details: { id: '' } };
}
