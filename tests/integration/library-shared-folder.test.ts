import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLibrary } from '../../src/main/library/open-library.ts';
import type { Logger } from '../../src/main/platform/logger.ts';
import { silentLogger } from '../../src/main/platform/logger.ts';
import { libraryOptions, tempFolder } from '../support/library/temp-library.ts';

/** F31. Nobody mounts a share here: the kernel's text about one is handed in, everything else is real. */

const ROOT = '27 1 259:2 / / rw - ext4 /dev/sda1 rw';
const mounted = (folder: string, type: string) => ({
  ...{ platform: 'linux' as const, person: '/nobody' },
  readMounts: () => `${ROOT}\n60 27 0:45 / ${folder} rw - ${type} server:/films rw`,
});

/** Opens, writes, closes and opens again. Gives the notices of both times and what was logged. */
function useLibrary(home: string, folderFacts: ReturnType<typeof mounted>) {
  const logged: [string, unknown][] = [];
  const log: Logger = { ...silentLogger, warn: (name, facts) => void logged.push([name, facts]) };
  const open = () => openLibrary({ ...libraryOptions(home), log, folderFacts, mode: 'owner' });
  const library = open();
  const { notices } = library;
  library.db.write(() => library.repos.settings.set('probe', { a: 1 }), 'probe');
  library.close();
  const again = open();
  const count = again.db.sql.prepare(`SELECT count(*) AS n FROM setting WHERE key = 'probe'`).get() as { n: number };
  again.close();
  // A slow statement on a busy machine is logged too.
  const said = logged.filter(([name]) => name.startsWith('library.'));
  return { notices, noticesAgain: again.notices, logged: said, kept: count.n };
}

describe('a library that others have a hand in', () => {
  it.each(['nfs', 'nfs4', 'cifs', 'smb3', 'fuse.sshfs', 'fuse.rclone', '9p'])('on %s: said, and it works', (type) => {
    const folder = tempFolder();
    const home = join(folder, 'library');
    expect(useLibrary(home, mounted(folder, type))).toEqual({
      ...{ notices: ['network-folder'], noticesAgain: ['network-folder'], kept: 1 },
      logged: Array.from({ length: 2 }, () => ['library.network-folder', { home, what: type }]),
    });
  });

  it('in a folder that is kept in step: said, and it works', () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'Dropbox'));
    const home = join(folder, 'Dropbox', 'films');
    expect(useLibrary(home, mounted('/elsewhere', 'nfs4'))).toEqual({
      ...{ notices: ['sync-folder'], noticesAgain: ['sync-folder'], kept: 1 },
      logged: Array.from({ length: 2 }, () => ['library.sync-folder', { home, what: 'Dropbox' }]),
    });
  });

  it.each(['ext4', 'btrfs', 'fuseblk', 'fuse.gocryptfs'])('on %s nothing is said', (type) => {
    const folder = tempFolder();
    const used = useLibrary(join(folder, 'library'), mounted(folder, type));
    expect(used).toEqual({ notices: [], noticesAgain: [], logged: [], kept: 1 });
  });
});
