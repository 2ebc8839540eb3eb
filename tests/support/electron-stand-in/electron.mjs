// A stand-in for the `electron` module, for the main process: an app, schemes, a session and windows whose page is a real
// Chromium page. Ports are Node's; what the page posts is carried over a binding, one string or byte array at a time.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import { chromium } from '@playwright/test';

const handlers = new Map();
const record = globalThis.__standIn ?? (globalThis.__standIn = {});
Object.assign(record, {
  windows: [],
  schemes: [],
  handlers,
  sandboxEnabled: false,
  singleInstance: true,
  errors: [],
  /** Template of the menu bar, as it was last set. */
  menu: [],
  popups: [],
  notifications: [],
  badge: 0,
  blockers: new Set(),
  revealed: [],
  opened: [],
  drags: [],
  questions: [],
  /** What the next question is answered with. */
  answer: 2,
  chosenFolder: null,
  crashOptions: null,
  spell: {},
});

class App extends EventEmitter {
  isPackaged = false;
  #quitting = false;
  requestSingleInstanceLock() {
    return record.singleInstance;
  }
  enableSandbox() {
    record.sandboxEnabled = true;
  }
  whenReady() {
    return Promise.resolve();
  }
  getLocale() {
    return 'en-US';
  }
  getPath() {
    return record.userData;
  }
  getVersion() {
    return '0';
  }
  setBadgeCount(count) {
    record.badge = count;
    return true;
  }
  setAsDefaultProtocolClient() {
    record.errors.push('an unpackaged app must not take links over');
    return true;
  }
  quit() {
    if (this.#quitting) return;
    let prevented = false;
    this.emit('before-quit', { preventDefault: () => (prevented = true) });
    if (prevented) return;
    for (const window of record.windows) if (!window.isClosed && window.refusesClose()) return;
    this.#quitting = true;
    this.emit('quit');
    record.onQuit?.();
  }
  exit(code) {
    record.exitCode = code;
    record.onQuit?.();
  }
}
export const app = new App();
record.app = app;

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => record.schemes.push(...schemes),
  handle: (scheme, handler) => void handlers.set(scheme, handler),
};

const asked = {};
record.permissions = asked;
export const session = {
  defaultSession: Object.fromEntries(
    [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setDisplayMediaRequestHandler',
      'setUSBProtectedClassesHandler',
      'setBluetoothPairingHandler',
    ].map((name) => [name, (handler) => void (asked[name] = handler)]),
  ),
};
Object.assign(session.defaultSession, {
  availableSpellCheckerLanguages: ['en-US'],
  setSpellCheckerEnabled: (is) => void (record.spell.enabled = is),
  setSpellCheckerDictionaryDownloadURL: (url) => void (record.spell.url = url),
  setSpellCheckerLanguages: (list) => void (record.spell.languages = list),
  addWordToSpellCheckerDictionary: (word) => void (record.spell.learnt = word),
});

const lastOf = (args) => args[args.length - 1];
export const dialog = {
  showErrorBox: (title, text) => void record.errors.push(`${title}: ${text}`),
  showMessageBox(...args) {
    record.questions.push(lastOf(args));
    return Promise.resolve({ response: record.answer });
  },
  showOpenDialog(...args) {
    record.questions.push(lastOf(args));
    const { chosenFolder } = record;
    return Promise.resolve({ canceled: chosenFolder === null, filePaths: chosenFolder === null ? [] : [chosenFolder] });
  },
};
export const shell = {
  showItemInFolder: (path) => void record.revealed.push(path),
  openPath(path) {
    record.opened.push(path);
    return Promise.resolve('');
  },
};
export const Menu = {
  setApplicationMenu: (menu) => void (record.menu = menu.template),
  buildFromTemplate: (template) => ({ template, popup: () => void record.popups.push(template) }),
};
export class Notification extends EventEmitter {
  static isSupported = () => true;
  constructor(options) {
    super();
    Object.assign(this, options);
  }
  show() {
    record.notifications.push(this);
  }
}
let blockerId = 0;
export const powerSaveBlocker = {
  start(kind) {
    blockerId += 1;
    record.blockers.add(blockerId);
    record.blockerKind = kind;
    return blockerId;
  },
  stop: (id) => void record.blockers.delete(id),
};
export const nativeImage = { createFromPath: (path) => ({ path }) };
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] };
export const crashReporter = { start: (options) => void (record.crashOptions = options) };
/** A Linux machine without a keyring. */
export const safeStorage = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'basic_text',
  encryptStringAsync: () => Promise.reject(new Error('asked to seal with a fixed password')),
  decryptStringAsync: () => Promise.reject(new Error('nothing is sealed')),
};
export const ipcMain = new EventEmitter();
record.ipcMain = ipcMain;

/** Electron's port: messages come as events with `data`, and nothing flows before `start`. */
class MessagePortMain extends EventEmitter {
  constructor(port) {
    super();
    this.inner = port;
    port.on('message', (data) => this.emit('message', { data, ports: [] }));
    port.on('close', () => this.emit('close'));
    // Node starts a port when somebody listens; Electron waits.
    port.pause?.();
    port.removeAllListeners('newListener');
    this.queue = [];
  }
  start() {
    this.inner.start();
  }
  postMessage(message) {
    this.inner.postMessage(message);
  }
  close() {
    this.inner.close();
  }
}
export class MessageChannelMain {
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

let nextId = 1;
class WebContents extends EventEmitter {
  id = nextId++;
  /** Told what reaches the page; set by the window. */
  sendToPage = () => {};
  send(channel, value) {
    this.sendToPage(channel, value);
  }
  startDrag(item) {
    record.drags.push(item);
  }
  replaceMisspelling(word) {
    record.spell.replaced = word;
  }
  copy() {
    record.edited = 'copy';
  }
  /** Loads the page again; set by the window. */
  reload = () => {};
  setWindowOpenHandler(handler) {
    this.windowOpenHandler = handler;
  }
}

const browser = record.browser ?? (record.browser = chromium.launch(record.launchOptions));
/** Chromium knows no scheme of ours; a host that nobody has stands for each, and is answered by its handler. */
const HTTP_OF = { 'fw-app://app': 'https://fw-app.invalid', 'fw-media://': 'https://fw-media.invalid/' };
const toOurs = (url) => {
  const { host, pathname, search } = new URL(url);
  return host === 'fw-app.invalid' ? `fw-app://app${pathname}${search}` : `fw-media:/${pathname}${search}`;
};

/** Chromium loads nothing from a scheme it does not know: in scripts the host takes its place as well. */
const standInHosts = (type, body) =>
  type?.startsWith('text/javascript')
    ? Buffer.from(body.toString('utf8').replaceAll('fw-media://', HTTP_OF['fw-media://']))
    : body;

/** What the preload sees; runs inside the page, before any of its scripts. */
function pageSide(preload) {
  const listeners = new Map();
  const electron = {
    contextBridge: {
      exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze({ ...api }) }),
    },
    ipcRenderer: {
      on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
      off: (channel, listener) =>
        void listeners.set(
          channel,
          (listeners.get(channel) ?? []).filter((one) => one !== listener),
        ),
      send: (channel, value) => void window.__standInSend(channel, value),
    },
  };
  window.__standInTell = (channel, value) => {
    for (const listener of listeners.get(channel) ?? []) listener({ ports: [] }, value);
  };
  const ports = new Map();
  window.__standInDeliver = (channel, portId) => {
    const { port1, port2 } = new MessageChannel();
    ports.set(portId, port1);
    port1.onmessage = ({ data }) =>
      void window.__standInPost(portId, typeof data === 'string' ? data : { bytes: [...new Uint8Array(data)] });
    for (const listener of listeners.get(channel) ?? []) listener({ ports: [port2] });
  };
  window.__standInReceive = (portId, data) =>
    ports.get(portId)?.postMessage(typeof data === 'string' ? data : new Uint8Array(data.bytes));
  window.__standInClose = (portId) => ports.get(portId)?.close();
  const require = (name) => {
    if (name !== 'electron') throw new Error(`a sandboxed preload cannot require ${name}`);
    return electron;
  };
  preload(require);
}

export class BrowserWindow extends EventEmitter {
  constructor(options) {
    super();
    this.options = options;
    this.webContents = new WebContents();
    this.shown = false;
    this.page = this.#open();
    record.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async #open() {
    const context = await (
      await browser
    ).newContext({
      viewport: { width: this.options.width, height: this.options.height },
      ...record.contextOptions,
    });
    const page = await context.newPage();
    await context.route('**/*', async (route) => {
      const request = route.request();
      const ours = toOurs(request.url());
      const handler = handlers.get(ours.slice(0, ours.indexOf(':')));
      if (!/^https:\/\/fw-(app|media)\.invalid\//.test(request.url()) || handler === undefined) {
        record.errors.push(`network: ${request.url()}`);
        return route.abort();
      }
      const headers = new Headers(request.headers());
      const response = await handler(
        Object.defineProperty(new Request(request.url(), { method: request.method(), headers }), 'url', {
          value: ours,
        }),
      );
      const answered = Object.fromEntries(response.headers);
      // The stand-in's hosts take the place of the schemes in the policy as well.
      if (answered['content-security-policy'])
        answered['content-security-policy'] = answered['content-security-policy'].replaceAll(
          'fw-media:',
          'https://fw-media.invalid',
        );
      // Two hosts here, one app there.
      delete answered['cross-origin-resource-policy'];
      return route.fulfill({
        status: response.status,
        headers: answered,
        body: standInHosts(answered['content-type'], Buffer.from(await response.arrayBuffer())),
      });
    });
    this.webContents.reload = () => {
      record.reloaded = true;
      void page.reload();
    };
    const ports = new Map();
    const frame = (source) => ({
      url: source.frame.url().replace(HTTP_OF['fw-app://app'], 'fw-app://app'),
      parent: source.frame.parentFrame(),
      postMessage: (channel, _message, [port]) => {
        const portId = String(Math.random());
        ports.set(portId, port);
        port.on('message', ({ data }) =>
          page
            .evaluate(
              ([id, value]) => window.__standInReceive(id, value),
              [portId, typeof data === 'string' ? data : { bytes: [...data] }],
            )
            .catch(() => undefined),
        );
        port.on('close', () => page.evaluate((id) => window.__standInClose(id), portId).catch(() => undefined));
        port.start();
        void page.evaluate(([name, id]) => window.__standInDeliver(name, id), [channel, portId]);
      },
    });
    await page.exposeBinding('__standInSend', (source, channel, value) => {
      ipcMain.emit(channel, { sender: this.webContents, senderFrame: frame(source) }, value);
    });
    this.webContents.sendToPage = (channel, value) =>
      void page.evaluate(([name, sent]) => window.__standInTell(name, sent), [channel, value]).catch(() => undefined);
    await page.exposeBinding('__standInPost', (_source, portId, data) => {
      ports.get(portId)?.postMessage(typeof data === 'string' ? data : Uint8Array.from(data.bytes));
    });
    const preload = readFileSync(this.options.webPreferences.preload, 'utf8');
    await page.addInitScript(
      `(${pageSide.toString()})((require) => { const module = { exports: {} }; const exports = module.exports; ${preload}\n });`,
    );
    return page;
  }

  async loadURL(url) {
    const page = await this.page;
    this.url = url;
    await page.goto(url.replace('fw-app://app', HTTP_OF['fw-app://app']));
    this.emit('ready-to-show');
  }
  show() {
    this.shown = true;
  }
  hide() {
    this.shown = false;
  }
  focus() {
    this.focused = true;
    this.emit('focus');
  }
  restore() {}
  maximize() {}
  setFullScreen() {}
  isMinimized() {
    return false;
  }
  isMaximized() {
    return false;
  }
  isFullScreen() {
    return false;
  }
  isFocused() {
    return this.focused === true;
  }
  getNormalBounds() {
    return { x: 40, y: 50, width: this.options.width, height: this.options.height };
  }
  setProgressBar(fraction, options) {
    this.progress = { fraction, ...options };
  }
  /** As a click on the window's own close button: somebody may say no. */
  refusesClose() {
    let prevented = false;
    this.emit('close', { preventDefault: () => (prevented = true) });
    return prevented;
  }
  async close() {
    await (await this.page).context().close();
    this.emit('closed');
    if (record.windows.every((window) => window === this || window.isClosed)) app.emit('window-all-closed');
    this.isClosed = true;
  }
}

export default { app, ipcMain, shell };
