import { ipcMain, MessageChannelMain } from 'electron';
import type { IpcMainEvent } from 'electron';
import type { PortEnd } from '../transport/rpc-port.ts';
import { isAppUrl } from './app-url.ts';

/** What the decision looks at. */
export interface Asking {
  senderId: number;
  /** Null when the frame is gone or has moved on. */
  frame: { url: string; parent: unknown } | null;
}

/** SECURITY: E8. Only the top frame of one of our windows, on our own page, gets a port. */
export function mayHavePort(asking: Asking, ourWindows: ReadonlySet<number>): boolean {
  return (
    asking.frame !== null &&
    asking.frame.parent === null &&
    isAppUrl(asking.frame.url) &&
    ourWindows.has(asking.senderId)
  );
}

/** The one place that listens to `ipcMain`: makes a channel, keeps one end, posts the other. A reload asks again. */
export function handOverPorts(deps: {
  ourWindows: ReadonlySet<number>;
  attach(port: PortEnd): void;
  onRefused(): void;
}): void {
  const open = new Map<number, { close(): void }>();
  ipcMain.on('fw:connect', (event: IpcMainEvent) => {
    const { senderFrame, sender } = event;
    const frame = senderFrame === null ? null : { url: senderFrame.url, parent: senderFrame.parent };
    if (!mayHavePort({ senderId: sender.id, frame }, deps.ourWindows) || senderFrame === null) {
      deps.onRefused();
      return;
    }
    open.get(sender.id)?.close();
    const { port1, port2 } = new MessageChannelMain();
    open.set(sender.id, port1);
    deps.attach(port1 as unknown as PortEnd);
    senderFrame.postMessage('fw:port', null, [port2]);
  });
}
