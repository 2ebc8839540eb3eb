import { app, crashReporter, dialog, Menu, nativeImage, protocol, screen, session } from 'electron';
import type { BrowserWindow } from 'electron';
import type { OpenTarget, ShellState } from '../../shared/contract/shell-bridge.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { WorkPort } from '../platform/work-port.ts';
import type { PortEnd } from '../transport/rpc-port.ts';
import { APP_SCHEME, MEDIA_SCHEME } from './app-url.ts';
import { isRefusedStart } from './argument-guard.ts';
import { CRASH_OPTIONS } from './crash-options.ts';
import { linkOfArguments, LINK_SCHEME, parseDeepLink } from './deep-link.ts';
import { createDesktopSigns } from './desktop-signs.ts';
import { fileOfDrag } from './drag-out.ts';
import type { DragFiles } from './drag-out.ts';
import { buildMenu } from './menu-template.ts';
import type { RecentProject } from './menu-template.ts';
import { guardNavigation } from './navigation-guard.ts';
import { openPageChannels } from './page-channels.ts';
import { guardPermissions } from './permissions.ts';
import { createAppHandler, createMediaHandler, refuseFile, SCHEMES } from './protocol-handlers.ts';
import type { ShellMedia } from './protocol-handlers.ts';
import { createQuitGuard } from './quit-guard.ts';
import type { ShellStore } from './shell-store.ts';
import { setUpSpellCheck, textMenu } from './spell-check.ts';
import { openMainWindow, stateOfWindow } from './window-factory.ts';
import { placeWindow } from './window-state.ts';
import { watchWork } from './work-watch.ts';

/** Links that came before there was a window to show them in. */
const early: { target: OpenTarget | null } = { target: null };

/** What must be said before the app is ready. False: it must not start, or another instance has the desktop. */
export function prepareShell(): boolean {
  // SECURITY: E17.
  if (isRefusedStart(process.argv, app.isPackaged)) {
    app.exit(1);
    return false;
  }
  // SECURITY: E12. The library's own lease holds beside it, for the command line and the server.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  // SECURITY: E13.
  crashReporter.start({ ...CRASH_OPTIONS });
  // SECURITY: E1.
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged(SCHEMES);
  // SECURITY: E6. Also for contents that nobody of ours made.
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents));
  // SECURITY: E15. macOS tells of a link before the app is ready.
  app.on('open-url', (event, url) => {
    event.preventDefault();
    early.target = parseDeepLink(url);
  });
  if (app.isPackaged) app.setAsDefaultProtocolClient(LINK_SCHEME);
  return true;
}

export interface ShellDeps {
  pageRoot: string;
  preload: string;
  /** A PNG of the product: windows on Linux, files that are dragged out. */
  icon: string;
  media: ShellMedia & DragFiles;
  /** Where named copies of dragged pictures lie. */
  dragFolder: string;
  store: ShellStore;
  work: WorkPort;
  /** `gone` for one that the library no longer knows. */
  placeOfProject(id: string): 'library' | 'trash' | 'gone';
  /** Answers calls on a port. */
  attach(port: PortEnd): void;
  log: { info(event: string): void; warn(event: string, fields?: Readonly<Record<string, unknown>>): void };
}

export interface DesktopShell {
  /** Whether the app may quit now; if not, a person is asked first. */
  mayQuit(): boolean;
  window(): BrowserWindow | null;
}

/** How long closing waits for the page's last edits. */
const SAVE_WAIT_MS = 3_000;
const RELOADS_MAX = 3;
/** A page that lives this long is well again. */
const CALM_MS = 60_000;

/** Schemes, permissions, channels, menu, window and what is seen of the work outside it. Call when the app is ready. */
export function openShell(deps: ShellDeps): DesktopShell {
  const { store, work } = deps;
  const { platform } = process;
  const menuPlatform = platform === 'darwin' ? 'mac' : platform === 'win32' ? 'windows' : 'linux';
  const ourWindows = new Set<number>();
  let window: BrowserWindow | null = null;
  let state: ShellState | null = null;
  let pending: OpenTarget | null = early.target ?? linkOfArguments(process.argv);
  let onSaved: (() => void) | null = null;
  let reloads = 0;
  let calm: NodeJS.Timeout | undefined;

  const words = (): Translate =>
    createTranslate(state?.language ?? (app.getLocale().toLowerCase().startsWith('th') ? 'th' : 'en'));
  const toPage = (channel: 'fw:command' | 'fw:open', value: string | OpenTarget): void =>
    window?.webContents.send(channel, value);

  const showWindow = (): void => {
    guard.stayOpen();
    if (window === null) openWindow();
    else {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    }
  };
  /** A page that is not there yet is told when it tells of itself. */
  const show = (target: OpenTarget): void => {
    showWindow();
    if (state === null) pending = target;
    else toPage('fw:open', target);
  };

  const guard = createQuitGuard({
    activeJobs: () => work.active().jobs,
    saved: () => {
      if (state?.isSaving !== true || window === null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, SAVE_WAIT_MS);
        onSaved = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    async ask(jobs) {
      const t = words();
      const question = {
        type: 'question' as const,
        message: jobs === 1 ? t('desktop.quit-one') : t('desktop.quit-many', { count: jobs }),
        detail: t('desktop.quit-detail'),
        buttons: [t('desktop.quit-background'), t('desktop.quit-cancel'), t('desktop.quit-stay')],
        defaultId: 0,
        cancelId: 2,
        noLink: true,
      };
      const { response } = await (window === null
        ? dialog.showMessageBox(question)
        : dialog.showMessageBox(window, question));
      return (['background', 'cancel', 'stay'] as const)[response] ?? 'stay';
    },
    cancelAll: () => work.cancelAll(),
    hide: () => window?.hide(),
    quit: () => app.quit(),
  });

  const recent = (): RecentProject[] =>
    store.recent().flatMap(({ id, name }) => {
      const place = deps.placeOfProject(id);
      return place === 'gone' ? [] : [{ id, name, isThere: place === 'library' }];
    });
  const drawMenu = (): void => {
    const contents = window?.webContents;
    const template = buildMenu(
      { t: words(), platform: menuPlatform, isPackaged: app.isPackaged, state, recent: recent() },
      {
        command: (id) => toPage('fw:command', id),
        edit: (what) => contents?.[what](),
        openRecent: (id) => show({ kind: 'project', id }),
        clearRecent: () => {
          store.clearRecent();
          drawMenu();
        },
        quit: () => app.quit(),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  const signs = createDesktopSigns({ window: () => window, show });
  const watch = watchWork({ work, signs, words, onIdle: () => guard.onIdle() });

  protocol.handle(APP_SCHEME, createAppHandler(deps.pageRoot));
  protocol.handle(MEDIA_SCHEME, createMediaHandler(deps.media));
  protocol.handle('file', refuseFile);
  guardPermissions(session.defaultSession);
  setUpSpellCheck(session.defaultSession, platform);
  openPageChannels({
    ourWindows,
    attach: deps.attach,
    nowMs: Date.now,
    onRefused: (channel) => deps.log.warn('shell.refused', { channel }),
    onState(told) {
      const before = state;
      state = told;
      if (told.project !== null && told.project.id !== before?.project?.id) store.rememberProject(told.project);
      if (!told.isSaving) {
        onSaved?.();
        onSaved = null;
      }
      // Saving comes and goes with every edit; the menu shows nothing of it.
      if (JSON.stringify({ ...told, isSaving: false }) !== JSON.stringify({ ...before, isSaving: false })) drawMenu();
      if (pending !== null) {
        toPage('fw:open', pending);
        pending = null;
      }
    },
    onDrag(item) {
      fileOfDrag(item, deps.media, deps.dragFolder)
        .then((file) => window?.webContents.startDrag({ file, icon: nativeImage.createFromPath(deps.icon) }))
        .catch(() => deps.log.warn('shell.drag-failed', { kind: item.kind }));
    },
  });

  function openWindow(): void {
    const opened = openMainWindow({
      preload: deps.preload,
      icon: deps.icon,
      isPackaged: app.isPackaged,
      platform,
      ourWindows,
      placement: placeWindow(
        store.window(),
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
    });
    window = opened;
    const { webContents } = opened;
    opened.on('close', (event) => {
      store.rememberWindow(stateOfWindow(opened));
      // On a Mac the app outlives its window, and so does the work.
      if (platform !== 'darwin' && !guard.mayQuit()) event.preventDefault();
    });
    opened.once('closed', () => {
      window = null;
      state = null;
      drawMenu();
    });
    opened.on('focus', () => watch.seen());
    webContents.on('context-menu', (_event, params) => {
      const items = textMenu(params, words(), {
        replace: (word) => webContents.replaceMisspelling(word),
        learn: (word) => void session.defaultSession.addWordToSpellCheckerDictionary(word),
      });
      if (items.length > 0) Menu.buildFromTemplate(items).popup({ window: opened });
    });
    webContents.on('render-process-gone', (_event, { reason }) => {
      deps.log.warn('shell.page-gone', { reason });
      // What was typed is in the library or in the page's own journal; a page that keeps dying is left alone.
      if (reason === 'clean-exit' || reloads >= RELOADS_MAX) return;
      reloads += 1;
      // Only deaths that follow each other close are a loop; one a week is none.
      clearTimeout(calm);
      calm = setTimeout(() => (reloads = 0), CALM_MS);
      calm.unref();
      state = null;
      // Nothing can be done until the page tells of itself again.
      drawMenu();
      webContents.reload();
    });
    drawMenu();
  }

  // SECURITY: E15. The arguments of another start are hostile input.
  app.on('second-instance', (_event, argv) => {
    const target = linkOfArguments(argv);
    if (target === null) showWindow();
    else show(target);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const target = parseDeepLink(url);
    if (target !== null) show(target);
  });
  app.on('activate', () => showWindow());
  openWindow();
  return { mayQuit: () => guard.mayQuit(), window: () => window };
}
