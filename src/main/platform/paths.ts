import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a library keeps its things. Everything lies under one folder that a person can move or copy when the app is shut. */
export interface LibraryPaths {
  home: string;
  databaseFile: string;
  store: string;
  exports: string;
  cache: string;
  temp: string;
  backups: string;
  logs: string;
}

/** The OS's own place for application data, unless FRAMEWRIGHT_HOME says otherwise. */
export function defaultHome(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  const given = env.FRAMEWRIGHT_HOME;
  if (given !== undefined && given !== '') return given;
  const user = env.HOME ?? env.USERPROFILE ?? homedir();
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Framewright');
  if (platform === 'win32') return join(env.APPDATA ?? join(user, 'AppData', 'Roaming'), 'Framewright');
  return join(env.XDG_DATA_HOME ?? join(user, '.local', 'share'), 'framewright');
}

/** The folders and files of the library at `home`. Creates nothing. */
export function libraryPaths(home: string): LibraryPaths {
  return {
    home,
    databaseFile: join(home, 'library.db'),
    store: join(home, 'store'),
    exports: join(home, 'exports'),
    cache: join(home, 'cache'),
    temp: join(home, 'temp'),
    backups: join(home, 'backups'),
    logs: join(home, 'logs'),
  };
}
