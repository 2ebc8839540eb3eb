import { createORPCClient } from '@orpc/client';
import type { ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { AppContract } from '../../shared/contract/app-contract.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import { bridgeOf } from './bridge.ts';
import { connectPort } from './port-link.ts';
import { connectSocket } from './socket-link.ts';

/** Every call of the contract, typed by it alone; the same over a port and over a socket. */
export type Api = ContractRouterClient<AppContract>;
type Link = ClientLink<Record<never, never>>;

/** The server is not reached at the moment. Has no code of the contract: callers treat it as a pause, not as an answer. */
export class AwayError extends Error {}

export interface ApiClient {
  /** Stays the same object for as long as the page lives; rejects with `AwayError` between two connections. */
  api: Api;
  /** Connects by whatever this page has: the desktop app's port, else the server it came from. */
  connect(): Promise<{ closed: Promise<void> }>;
}

/** One client for the page, over a link that is exchanged when the other end comes back. */
export function createApiClient(): ApiClient {
  let current: Link | null = null;
  const link: Link = {
    call(path, input, options) {
      if (current === null) return Promise.reject(new AwayError('the server is not reached'));
      return current.call(path, input, options);
    },
  };
  return {
    api: createORPCClient(link),
    async connect() {
      const bridge = bridgeOf(window);
      const { link: fresh, closed } = bridge === undefined ? await connectSocket() : await connectPort(bridge);
      current = fresh;
      return {
        closed: closed.then(() => {
          if (current === fresh) current = null;
        }),
      };
    },
  };
}

/** Address of the bytes behind an id. */
export function mediaUrl(kind: 'asset' | 'film', id: string): string {
  if (bridgeOf(window) !== undefined) return `fw-media://${kind}/${id}`;
  return kind === 'film' ? `/media/films/${id}` : `/media/${id}`;
}

/** Address of a small copy of a picture, for cards and lists. */
export function thumbUrl(assetId: string): string {
  return bridgeOf(window) === undefined ? `/media/thumbs/${assetId}` : `fw-media://thumb/${assetId}`;
}

/** The error of a call, as the contract has it; what is none becomes `internal`. */
export function failureOf(error: unknown): { code: ErrorCode; details: ErrorDetails } {
  const { code, data } = error as { code?: ErrorCode; data?: { details?: ErrorDetails } };
  return typeof code === 'string' && data?.details !== undefined
    ? { code, details: data.details }
    : { code: 'internal', details: { id: '' } };
}

/** Whether a call failed only because the server was away. */
export const isAway = (error: unknown): boolean => error instanceof AwayError;
