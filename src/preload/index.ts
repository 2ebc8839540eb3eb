import { contextBridge, ipcRenderer } from 'electron';

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

contextBridge.exposeInMainWorld('framewright', {
  /** Asks for a fresh port; it comes as the window message `fw:port`. */
  requestPort: (): void => ipcRenderer.send('fw:connect'),
});
