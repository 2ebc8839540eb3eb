/** What the preload of the desktop app gives the page; absent in a browser. */
export interface FramewrightBridge {
  /** Asks for a fresh message port; it comes as a window message `fw:port`. */
  requestPort(): void;
}

declare global {
  interface Window {
    framewright?: FramewrightBridge;
  }
}

/** The desktop app's bridge, where there is one. */
export const bridgeOf = (window_: Window): FramewrightBridge | undefined => window_.framewright;
