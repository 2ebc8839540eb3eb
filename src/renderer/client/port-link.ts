import { RPCLink } from '@orpc/client/message-port';
import type { FramewrightBridge } from './bridge.ts';

/** Asks the desktop app for a port and gives a link over it. Only a message of this very window counts. */
export function connectPort(
  bridge: FramewrightBridge,
): Promise<{ link: RPCLink<Record<never, never>>; closed: Promise<void> }> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0];
      if (event.source !== window || event.data !== 'fw:port' || port === undefined) return;
      window.removeEventListener('message', receive);
      port.start();
      resolve({
        link: new RPCLink({ port }),
        closed: new Promise((done) => port.addEventListener('close', () => done())),
      });
    };
    window.addEventListener('message', receive);
    bridge.requestPort();
  });
}
