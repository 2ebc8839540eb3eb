// The protocol is the same on both; this handler alone catches what a message that is no call throws.
import { RPCHandler } from '@orpc/server/ws';
import type { AnyRouter } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { createCallInterceptor, createRequestInterceptor } from './interceptors.ts';
import type { InterceptorDeps } from './interceptors.ts';

/** The end of a channel that stays here: Node's `MessagePort` and Electron's `MessagePortMain` both fit. */
export interface PortEnd {
  on(event: 'message', listener: (event: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** A prompt of 50,000 Thai letters and everything around it is under 0.3 MB. */
export const PORT_MESSAGE_MAX_BYTES = 1024 * 1024;
const MESSAGES_PER_SECOND = 500;

const sizeOf = (data: unknown): number | null => {
  if (typeof data === 'string') return data.length;
  if (data instanceof Uint8Array || data instanceof ArrayBuffer) return data.byteLength;
  return null;
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Electron's port gives an event with `data`, Node's gives the data itself. */
const dataOf = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'data' in event && !(event instanceof Uint8Array) ? event.data : event;

/**
 * SECURITY: E8. The door for a message port. Only strings and bytes of a fair size and number get to the calls: oRPC would
 * take a structured clone as well, and with it class instances.
 */
export function createPortDoor(deps: InterceptorDeps & { router: AnyRouter }) {
  const handler = new RPCHandler<CallContext>(deps.router, {
    interceptors: [createRequestInterceptor(deps) as never],
    clientInterceptors: [createCallInterceptor(deps) as never],
  });
  return {
    /** Answers calls on this end until it closes. */
    attach(port: PortEnd, context: CallContext): void {
      let second = 0;
      let count = 0;
      const passes = (data: unknown): boolean => {
        const bytes = sizeOf(data);
        const now = Math.floor(deps.clock.monotonicMs() / 1_000);
        if (now !== second) [second, count] = [now, 0];
        count += 1;
        const why =
          bytes === null
            ? 'not text or bytes'
            : bytes > PORT_MESSAGE_MAX_BYTES
              ? 'too large'
              : count > MESSAGES_PER_SECOND
                ? 'too many'
                : typeof data === 'string' && !isJson(data)
                  ? 'not a call'
                  : null;
        if (why !== null) deps.log.warn('port.dropped', { why });
        return why === null;
      };
      const filtered = {
        addEventListener(event: string, listener: (event: { data: unknown }) => void) {
          if (event === 'close') port.on('close', () => listener({ data: null }));
          else
            port.on('message', (raw) => {
              const data = dataOf(raw);
              if (passes(data)) listener({ data });
            });
        },
        send(message: unknown) {
          port.postMessage(message);
        },
      };
      void handler.upgrade(filtered as never, { context });
      port.start();
    },
  };
}
