import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createEventHub } from './api/event-hub.ts';
import { createMediaFiles } from './api/media-files.ts';
import type { MediaFiles } from './api/media-files.ts';
import { createAppRouter } from './api/router.ts';
import type { AppRouter } from './api/router.ts';
import { createCallViews } from './calls/call-views.ts';
import type { App } from './compose.ts';
import { createFolderGrants } from './platform/folder-grants.ts';
import { newUuid } from './platform/ids.ts';
import type { ShellPort } from './platform/shell-port.ts';
import { PRODUCT_VERSION } from './platform/version.ts';
import { createTokenDesk, loadSigningKey } from './transport/tokens.ts';
import type { TokenDesk, TokenLedger } from './transport/tokens.ts';

/** What every door is made of: one router over one app. */
export interface Doors {
  router: AppRouter;
  media: MediaFiles;
  desk: TokenDesk;
  close(): void;
}

const ledgerSchema = z.record(z.uuid(), z.strictObject({ expiresAtMs: z.int(), revoked: z.boolean() }));
const LEDGER_KEY = 'api-tokens';

/** Given and revoked tokens in the library's settings; what is over is forgotten. */
function createTokenLedger(app: Pick<App, 'library' | 'clock'>): TokenLedger {
  const { db, repos } = app.library;
  const read = (): z.infer<typeof ledgerSchema> => repos.settings.find(LEDGER_KEY, ledgerSchema) ?? {};
  const write = (ledger: z.infer<typeof ledgerSchema>): void => {
    const nowMs = app.clock.nowMs();
    const live = Object.fromEntries(Object.entries(ledger).filter(([, { expiresAtMs }]) => expiresAtMs > nowMs));
    db.write(() => repos.settings.set(LEDGER_KEY, live), 'tokens.write');
  };
  return {
    add: (id, expiresAtMs) => write({ ...read(), [id]: { expiresAtMs, revoked: false } }),
    has: (id) => Object.hasOwn(read(), id),
    isRevoked: (id) => read()[id]?.revoked === true,
    revoke(id) {
      const ledger = read();
      const entry = ledger[id];
      if (entry !== undefined) write({ ...ledger, [id]: { ...entry, revoked: true } });
    },
  };
}

/** `shell`: native dialogs, where a desktop stands behind the port. Router, files and tokens over a composed app; the doors themselves are opened by the entries. */
export function buildDoors(app: App, home: string, shell: ShellPort | null = null): Doors {
  const { runs, clock } = app;
  const hub = createEventHub({ runs, clock });
  const offGuards = app.calls.guards.onChange(() => hub.changed('settings', app.library.person.id));
  // A warning is shown by whoever watches the money: the hint makes it look now.
  const offBudgets = app.money.onSoftPassed(() => hub.changed('settings', app.library.person.id));
  const offStalls = app.calls.onStalled((runId) => hub.changed('run', runId ?? app.library.person.id));
  const offExports = app.exports.onChange((exportId) => hub.changed('export', exportId));
  // What waits, or waits for a person, moves no run by itself, and is seen all the same.
  const offJobs = app.engine.onEvent(({ type, runId }) => {
    if (type === 'needs-attention' || type === 'postponed') hub.changed('run', runId ?? app.library.person.id);
  });
  const desk = createTokenDesk({
    key: loadSigningKey(join(home, 'token-key')),
    ledger: createTokenLedger(app),
    clock,
    newId: newUuid,
  });
  return {
    router: createAppRouter({
      ...app,
      hub,
      callViews: createCallViews({
        ...{ repos: app.library.repos, engine: app.engine, clock },
        policies: () => app.calls.policies.get(),
      }),
      tokens: desk,
      version: PRODUCT_VERSION,
      shell,
      folders: createFolderGrants(),
    }),
    media: createMediaFiles(app),
    desk,
    close() {
      offExports();
      offGuards();
      offStalls();
      offBudgets();
      offJobs();
      hub.close();
    },
  };
}

/** Folder of the built page: beside the bundle, wherever the bundler put this code, or in `out` of the source tree. */
export function pageFolder(): string {
  const isFromSource = import.meta.url.endsWith('.ts');
  // A page under work, beside a server from source; a built app serves what it was built with.
  const { FRAMEWRIGHT_PAGE: underWork } = process.env;
  if (isFromSource && underWork !== undefined && underWork !== '') return underWork;
  const places = isFromSource ? ['../../out/renderer/'] : ['../renderer/', '../../renderer/', '../../../renderer/'];
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? folders[0] ?? '';
}
