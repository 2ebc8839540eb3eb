import { contextBridge, ipcRenderer } from 'electron';
import type { DragItem, OpenTarget, ShellState } from '../shared/contract/shell-bridge.ts';

// The main process compiles without the DOM; of the page only this is touched.
declare const window: {
  location: { origin: string };
  postMessage(message: string, targetOrigin: string, transfer: readonly unknown[]): void;
};

// SECURITY: E8. Sandboxed; named functions only, never ipcRenderer itself, and no event reaches the page.

ipcRenderer.on('fw:port', (event) => {
  const [port] = event.ports;
  if (port !== undefined) window.postMessage('fw:port', window.location.origin, [port]);
});

/** Calls `listener` with what the window sends, never with the event. */
function listen<T>(channel: string, listener: (value: T) => void): () => void {
  const heard = (_event: unknown, value: T): void => listener(value);
  ipcRenderer.on(channel, heard);
  return () => void ipcRenderer.off(channel, heard);
}

contextBridge.exposeInMainWorld('framewright', {
  /** Asks for a fresh port; it comes as the window message `fw:port`. */
  requestPort: (): void => ipcRenderer.send('fw:connect'),
  /** Menu clicks, by the command's id. */
  onCommand: (listener: (id: string) => void): (() => void) => listen('fw:command', listener),
  /** Notifications, recent projects and links. */
  onOpen: (listener: (target: OpenTarget) => void): (() => void) => listen('fw:open', listener),
  /** What the menu bar shows. */
  tellState: (state: ShellState): void => ipcRenderer.send('fw:state', state),
  /** A file of ours, by its id, dragged out of the window. */
  startDrag: (item: DragItem): void => ipcRenderer.send('fw:drag', item),
});
