import { ipcMain, MessageChannelMain } from 'electron';
import type { IpcMainEvent } from 'electron';
import type { ZodType } from 'zod';
import { dragItemSchema, shellStateSchema } from '../../shared/contract/shell-bridge.ts';
import type { DragItem, ShellState } from '../../shared/contract/shell-bridge.ts';
import type { PortEnd } from '../transport/rpc-port.ts';
import { isAppUrl } from './app-url.ts';

/** What the decision looks at. */
export interface Asking {
  senderId: number;
  /** Null when the frame is gone or has moved on. */
  frame: { url: string; parent: unknown } | null;
}

/** SECURITY: E8. Only the top frame of one of our windows, on our own page, is listened to. */
export function mayHavePort(asking: Asking, ourWindows: ReadonlySet<number>): boolean {
  return (
    asking.frame !== null &&
    asking.frame.parent === null &&
    isAppUrl(asking.frame.url) &&
    ourWindows.has(asking.senderId)
  );
}

/** A page tells of itself when something changes: more than this in a second is not our page at work. */
const TOLD_PER_SECOND = 120;

export interface PageChannelsDeps {
  ourWindows: ReadonlySet<number>;
  attach(port: PortEnd): void;
  onState(state: ShellState): void;
  onDrag(item: DragItem, contentsId: number): void;
  onRefused(channel: string): void;
  nowMs(): number;
}

/**
 * The one place that listens to `ipcMain`. `fw:connect` makes a channel, keeps one end and posts the other; a reload asks
 * again. `fw:state` and `fw:drag` carry small records that are checked by schema; whatever else comes is dropped.
 */
export function openPageChannels(deps: PageChannelsDeps): void {
  const open = new Map<number, { close(): void }>();
  let second = 0;
  let told = 0;

  const frameOf = (event: IpcMainEvent) => {
    const { senderFrame } = event;
    return senderFrame === null ? null : { url: senderFrame.url, parent: senderFrame.parent };
  };
  const isOurs = (event: IpcMainEvent): boolean =>
    mayHavePort({ senderId: event.sender.id, frame: frameOf(event) }, deps.ourWindows);
  const isTooMuch = (): boolean => {
    const now = Math.floor(deps.nowMs() / 1_000);
    told = now === second ? told + 1 : 1;
    second = now;
    return told > TOLD_PER_SECOND;
  };
  const listen = <T>(channel: string, schema: ZodType<T>, heard: (value: T, event: IpcMainEvent) => void): void => {
    ipcMain.on(channel, (event: IpcMainEvent, value: unknown) => {
      const parsed = isOurs(event) && !isTooMuch() ? schema.safeParse(value) : undefined;
      if (parsed?.success === true) heard(parsed.data, event);
      else deps.onRefused(channel);
    });
  };

  ipcMain.on('fw:connect', (event: IpcMainEvent) => {
    const { senderFrame, sender } = event;
    if (!isOurs(event) || senderFrame === null) {
      deps.onRefused('fw:connect');
      return;
    }
    open.get(sender.id)?.close();
    const { port1, port2 } = new MessageChannelMain();
    open.set(sender.id, port1);
    deps.attach(port1 as unknown as PortEnd);
    senderFrame.postMessage('fw:port', null, [port2]);
  });
  listen('fw:state', shellStateSchema, (state) => deps.onState(state));
  listen('fw:drag', dragItemSchema, (item, event) => deps.onDrag(item, event.sender.id));
  // electron-store answers every renderer with the path of the user's data: no page of ours has a use for it.
  ipcMain.removeAllListeners('electron-store-get-data');
}
