import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { resolveInside, resolveRealInside } from '../transport/safe-path.ts';
import { contentSecurityPolicy } from '../transport/security-headers.ts';
import { APP_PAGE, isAppUrl, isExternalAllowed } from './app-url.ts';
import { guardNavigation } from './navigation-guard.ts';
import type { GuardedContents } from './navigation-guard.ts';
import { ALLOWED_PERMISSIONS, isPermitted } from './permissions.ts';
import { createAppHandler, createMediaHandler, refuseFile, SCHEMES } from './protocol-handlers.ts';
import { secureWebPreferences } from './secure-web-preferences.ts';

// Outside Electron the package gives the path of a binary that may not be there; the shell's decisions need none of it.
vi.mock('electron', () => ({ ipcMain: new EventEmitter(), MessageChannelMain: class {} }));

const ID = '01900000-0000-7000-8000-000000000000';
let root = '';
beforeAll(() => {
  const base = mkdtempSync(join(tmpdir(), 'framewright-shell-'));
  root = join(base, 'page');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'app.js'), 'export {};');
  writeFileSync(join(base, 'secret.js'), 'secret');
  symlinkSync(join(base, 'secret.js'), join(root, 'assets', 'link.js'));
});
afterAll(() => rmSync(join(root, '..'), { recursive: true, force: true }));

describe('SECURITY: E1', () => {
  const golden = Object.freeze({
    preload: '/p/index.cjs',
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    disableBlinkFeatures: 'Auxclick',
    devTools: false,
  });
  it('is the golden object', () => {
    expect(secureWebPreferences({ preload: '/p/index.cjs', isPackaged: true, platform: 'linux' })).toEqual(golden);
  });
  it('checks spelling only where the system does it by itself', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const)
      expect(secureWebPreferences({ preload: '', isPackaged: true, platform }).spellcheck).toBe(platform !== 'linux');
  });
  it('cannot be weakened by what is passed in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(golden)), fc.anything()), (more) => {
        const made = secureWebPreferences({ ...more, preload: '/p/index.cjs', isPackaged: true, platform: 'linux' });
        expect(made).toEqual(golden);
      }),
    );
  });
  it('windows are made in one file, and no switch that weakens Chromium stands anywhere', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'),
    );
    const having = (pattern: RegExp): string[] =>
      files.filter((file) => pattern.test(readFileSync(join('src', file), 'utf8')));
    expect(having(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/)).toEqual(['main/shell/window-factory.ts']);
    expect(having(/ipcMain\b/)).toEqual(['main/shell/page-channels.ts']);
    // The guard names them to refuse them.
    expect(having(/--no-sandbox|disable-web-security|ignore-certificate-errors|bypassCSP:\s*true/)).toEqual([
      'main/shell/argument-guard.ts',
    ]);
  });
});

describe('SECURITY: E3', () => {
  it('the policy of every answer is the strict one', async () => {
    for (const path of ['/index.html', '/', '/assets/app.js', '/nothing']) {
      const answer = await createAppHandler(root)(requestOf(`fw-app://app${path}`));
      expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy(['fw-media:']));
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.status).toBe(path === '/nothing' ? 404 : 200);
    }
    const sources = contentSecurityPolicy(['fw-media:'])
      .split('; ')
      .flatMap((directive) => directive.split(' ').slice(1));
    for (const loose of ["'unsafe-inline'", "'unsafe-eval'", 'http:', 'https:', '*', 'data:'])
      expect(sources).not.toContain(loose);
  });
  it('schemes have no privilege that opens the wall', () => {
    for (const { privileges } of SCHEMES)
      for (const name of ['bypassCSP', 'allowServiceWorkers', 'allowExtensions', 'corsEnabled'])
        expect(privileges).not.toHaveProperty(name);
  });
});

/** As Electron gives it: the address is not normalised on the way. */
const requestOf = (url: string, init: { method?: string; range?: string; initiatorOrigin?: string } = {}): Request => {
  const headers = new Headers(init.range === undefined ? {} : { range: init.range });
  return { url, method: init.method ?? 'GET', headers, initiatorOrigin: init.initiatorOrigin } as unknown as Request;
};

/** Ways up, ways round and other names for the same place, each alone and in every prefix. */
const CLIMBS = [
  '..',
  '../',
  '..%2f',
  '%2e%2e',
  '%2e%2e/',
  '%2e%2e%2f',
  '%252e%252e',
  '%252e%252e%252f',
  '..%5c',
  '..\\',
  '%2e%2e%5c',
  '....//',
  '..;/',
  '..%00/',
  '%00',
  '.%2e/',
  '%c0%ae%c0%ae/',
  '%e0%80%ae/',
  '..%c0%af',
  'C:/',
  'c:%5c',
  'C%3a/',
  '//server/share/',
  '%2f%2fserver/',
  '\\\\server\\',
  'file:///',
  '..%252f',
  '.../',
  './../',
  '..%09/',
  '..%0a/',
  '..%20/',
  '~/',
  '%u002e%u002e/',
];
const PREFIXES = ['/', '/assets/', '/assets/x/', '//', '/./', '/assets//', '/%2e/'];
const VECTORS = PREFIXES.flatMap((prefix) =>
  CLIMBS.flatMap((climb) => [`${prefix}${climb}secret.js`, `${prefix}${climb}${climb}secret.js`]),
);

describe('SECURITY: E4', () => {
  it(`none of ${VECTORS.length} ways leads out`, async () => {
    expect(VECTORS.length).toBeGreaterThanOrEqual(200);
    const handler = createAppHandler(root);
    for (const path of VECTORS) {
      expect(await resolveRealInside(root, path), path).toBeNull();
      const answer = await handler(requestOf(`fw-app://app${path}`));
      expect(answer.status, path).toBe(404);
      expect(await answer.text()).toBe('');
    }
  });
  it('a link that points out is refused, a file inside is not', async () => {
    expect(resolveInside(root, '/assets/link.js')).toBe(join(root, 'assets', 'link.js'));
    expect(await resolveRealInside(root, '/assets/link.js')).toBeNull();
    expect(await resolveRealInside(root, '/assets/app.js')).toMatch(/assets\/app\.js$/);
  });
  it('whatever is asked, the answer lies inside', () => {
    const inside = fc.property(fc.webPath(), fc.string(), (path, tail) => {
      const file = resolveInside(root, `${path}${tail}`);
      return file === null || file === root || file.startsWith(`${root}/`);
    });
    expect(fc.check(inside).counterexample).toBeNull();
  });
  it('media go by id: a path, another case or more than an id is nothing', async () => {
    const file = join(root, 'assets', 'app.js');
    const media = createMediaHandler({
      asset: (id) => (id === ID ? Promise.resolve({ path: file, mime: 'image/png' }) : Promise.reject(new Error('no'))),
      film: () => Promise.reject(new Error('no')),
      thumb: () => Promise.reject(new Error('no')),
    });
    const ours = { initiatorOrigin: 'fw-app://app' };
    expect((await media(requestOf(`fw-media://asset/${ID}`, ours))).status).toBe(200);
    const part = await media(requestOf(`fw-media://asset/${ID}`, { ...ours, range: 'bytes=0-5' }));
    expect([part.status, await part.text()]).toEqual([206, 'export']);
    expect((await media(requestOf(`fw-media://asset/${ID}`, { ...ours, range: 'bytes=999-' }))).status).toBe(416);
    expect((await media(requestOf(`fw-media://asset/${ID}`, { initiatorOrigin: 'https://app.evil' }))).status).toBe(
      403,
    );
    expect((await media(requestOf(`fw-media://asset/${ID}`, { method: 'POST' }))).status).toBe(405);
    for (const address of [
      'fw-media://x/%252e%252e/',
      `fw-media://film/${ID}`,
      `fw-media://asset/${ID}/..`,
      `fw-media://asset/../${ID}`,
      `fw-media://asset/${ID.toUpperCase().replace('01900000', 'ABCDEFAB')}`,
      `FW-MEDIA://asset/${ID}`,
      `fw-media://asset/${ID}?x`,
      'fw-media://asset//etc/passwd',
      'fw-media://asset/%2fetc%2fpasswd',
    ])
      expect((await media(requestOf(address))).status, address).toBe(404);
  });
});

const FOREIGN = [
  'https://app.evil/',
  'http://app/',
  'fw-app://app@evil/',
  'fw-app://app:x@evil/',
  'fw-app://evil@app/',
  'fw-app://evil:x@app/',
  'fw-app:/\\evil',
  'fw-app:\\\\app/',
  'fw-app:app/',
  'fw-app:/app/',
  'fw-app:///app/',
  'fw-app://APP/',
  'fw-app://app.evil/',
  'fw-app://evil.app/',
  'fw-app://app:80/',
  'fw-app://app',
  'fw-app://app%2f@evil/',
  'fw-app2://app/',
  'xfw-app://app/',
  'fw-media://app/',
  `fw-media://asset/${ID}`,
  'file:///etc/passwd',
  'file://app/',
  'javascript:alert(1)',
  'javascript://fw-app://app/',
  'JAVASCRIPT:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:fw-app://app/x',
  'blob:null/x',
  'about:blank',
  'about:srcdoc',
  'chrome://gpu',
  'devtools://devtools',
  'view-source:fw-app://app/',
  'ws://127.0.0.1:4319/rpc',
  'http://127.0.0.1:4319/',
  'http://localhost:4319/',
  '',
  'nonsense',
  '//app/',
  '/index.html',
];
const SPELLINGS = FOREIGN.flatMap((address) => [address, ` ${address}`, `${address}#fw-app://app/`]);

describe('SECURITY: E5, E6', () => {
  const emitterOf = () => {
    const contents = Object.assign(new EventEmitter(), { open: null as null | (() => { action: 'deny' }) });
    return Object.assign(contents, {
      setWindowOpenHandler: (handler: () => { action: 'deny' }) => void (contents.open = handler),
    });
  };
  it(`none of ${SPELLINGS.length} foreign addresses is gone to`, () => {
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(100);
    const contents = emitterOf();
    guardNavigation(contents as unknown as GuardedContents);
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect'])
      for (const url of SPELLINGS) {
        const preventDefault = vi.fn<() => void>();
        contents.emit(name, { url, preventDefault });
        expect(preventDefault, `${name} ${url}`).toHaveBeenCalledOnce();
      }
    expect(contents.open?.()).toEqual({ action: 'deny' });
    const preventDefault = vi.fn<() => void>();
    contents.emit('will-attach-webview', { preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
  });
  it('our own page is', () => {
    const contents = emitterOf();
    guardNavigation(contents as unknown as GuardedContents);
    for (const url of [APP_PAGE, 'fw-app://app/', 'fw-app://app/index.html#/projects', 'FW-APP://app/index.html']) {
      const preventDefault = vi.fn<() => void>();
      contents.emit('will-navigate', { url, preventDefault });
      expect(preventDefault, url).not.toHaveBeenCalled();
      expect(isAppUrl(url)).toBe(true);
    }
  });
  it('nothing is handed to the system, and nothing is read by file address', () => {
    for (const url of [...FOREIGN, APP_PAGE]) expect(isExternalAllowed(url)).toBe(false);
    expect(refuseFile().status).toBe(403);
  });
});

describe('SECURITY: E7', () => {
  const typings = readFileSync('node_modules/electron/electron.d.ts', 'utf8');
  const namesOf = (method: string): string[] => {
    const line = new RegExp(`${method}\\(handler: .*permission: ((?:'[\\w-]+'(?: \\| )?)+)`).exec(typings)?.[1] ?? '';
    return [...line.matchAll(/'([\w-]+)'/g)].map(([, name]) => name ?? '');
  };
  /** Every name that somebody has decided about. A new one in a new Electron stops here. */
  const DECIDED =
    'ar automatic-fullscreen background-fetch background-sync captured-surface-control clipboard-read clipboard-sanitized-write deprecated-sync-clipboard-read display-capture fileSystem fullscreen geolocation geolocation-approximate hand-tracking hid idle-detection keyboardLock local-fonts local-network local-network-access loopback-network media mediaKeySystem midi midiSysex nfc notifications openExternal payment-handler periodic-background-sync persistent-storage pointerLock screen-wake-lock sensors serial smart-card speaker-selection storage-access system-wake-lock top-level-storage-access usb vr web-app-installation web-printing window-management unknown'.split(
      ' ',
    );
  it.each(['setPermissionRequestHandler', 'setPermissionCheckHandler'])('every name of %s is decided', (method) => {
    const names = namesOf(method);
    expect(names.length).toBeGreaterThan(30);
    expect(names.sort()).toEqual([...DECIDED].sort());
    for (const name of names) {
      expect(isPermitted(name, APP_PAGE)).toBe(ALLOWED_PERMISSIONS.has(name));
      expect(isPermitted(name, 'https://app.evil/')).toBe(false);
    }
  });
  it('allows two', () => expect([...ALLOWED_PERMISSIONS]).toEqual(['clipboard-sanitized-write', 'fullscreen']));
});

describe('SECURITY: E8', () => {
  it('the right page of the right window gets a port, nobody else', async () => {
    const { mayHavePort } = await import('./page-channels.ts');
    const frame = { url: APP_PAGE, parent: null };
    const ours = new Set([7]);
    expect(mayHavePort({ senderId: 7, frame }, ours)).toBe(true);
    expect(mayHavePort({ senderId: 7, frame: null }, ours)).toBe(false);
    expect(mayHavePort({ senderId: 7, frame: { ...frame, parent: {} } }, ours)).toBe(false);
    expect(mayHavePort({ senderId: 8, frame }, ours)).toBe(false);
    for (const url of SPELLINGS) expect(mayHavePort({ senderId: 7, frame: { ...frame, url } }, ours), url).toBe(false);
  });
});
