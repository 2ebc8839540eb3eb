import ElectronStore from 'electron-store';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { windowStateSchema } from './window-state.ts';
import type { WindowState } from './window-state.ts';

/** What only the shell needs (decision 6): window, recent projects, where the library lies. Everything else is in the library. */

const RECENT_MAX = 10;
const recentSchema = z.array(z.strictObject({ id: z.uuid(), name: z.string().max(200) })).max(RECENT_MAX);
export type Recent = z.infer<typeof recentSchema>;

/** The little of electron-store that is used; a plain record in tests. */
export interface KeyedStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  delete(key: string): void;
}

export interface ShellStore {
  window(): WindowState | null;
  rememberWindow(state: WindowState): void;
  recent(): Recent;
  /** To the top; the oldest falls off. */
  rememberProject(project: { id: string; name: string }): void;
  clearRecent(): void;
  /** The library's folder where the person moved it; null: the usual place. */
  libraryHome(): string | null;
  /** Folder of the last dialog: Electron 43 and later would always begin in Downloads. */
  lastFolder(): string | null;
  rememberFolder(path: string): void;
  /** Sealed secrets by name. */
  sealed: {
    read(name: string): string | undefined;
    write(name: string, text: string): void;
    remove(name: string): void;
  };
}

const folderSchema = z.string().max(4_096).refine(isAbsolute);
const sealedSchema = z.record(z.string(), z.base64());

/** Typed words over a store. What does not fit its schema counts as not there: a file that a person edited stops nothing. */
export function createShellStore(store: KeyedStore): ShellStore {
  const read = <T>(key: string, schema: z.ZodType<T>): T | null => {
    const parsed = schema.safeParse(store.get(key));
    return parsed.success ? parsed.data : null;
  };
  const recent = (): Recent => read('recent', recentSchema) ?? [];
  const sealed = (): Record<string, string> => read('sealed', sealedSchema) ?? {};
  return {
    window: () => read('window', windowStateSchema),
    rememberWindow: (state) => store.set('window', state),
    recent,
    rememberProject(project) {
      const [newest, ...others] = [project, ...recent().filter(({ id }) => id !== project.id)];
      store.set('recent', [newest, ...others].slice(0, RECENT_MAX));
    },
    clearRecent: () => store.delete('recent'),
    libraryHome: () => read('libraryHome', folderSchema),
    lastFolder: () => read('lastFolder', folderSchema),
    rememberFolder: (path) => store.set('lastFolder', path),
    sealed: {
      read: (name) => sealed()[name],
      write: (name, text) => store.set('sealed', { ...sealed(), [name]: text }),
      remove(name) {
        const { [name]: _gone, ...others } = sealed();
        store.set('sealed', others);
      },
    },
  };
}

/** The file `shell.json` in the app's own data folder. A damaged file begins anew. */
export function openShellStore(folder: string): ShellStore {
  return createShellStore(
    // Keys are never paths into nested records, and the file is the user's alone.
    new ElectronStore<Record<string, unknown>>({
      name: 'shell',
      cwd: folder,
      clearInvalidConfig: true,
      accessPropertiesByDotNotation: false,
      configFileMode: 0o600,
    }),
  );
}
