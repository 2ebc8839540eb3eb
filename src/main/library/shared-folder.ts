import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Whether a folder lies where other machines or programs have a hand in it (F31): on a file system over a network, whose
 * locks and shared memory SQLite's journal cannot trust, or in a folder that a program keeps in step with a server, which
 * copies a database without its journal.
 */

export interface SharedFolder {
  kind: 'network' | 'sync';
  /** What it is: a type of file system, or the name of the service. */
  name: string;
}

export interface Mount {
  mountPoint: string;
  /** As the kernel names it: `nfs4`, `cifs`, `fuse.sshfs`. */
  type: string;
}

/** `\040` and the like stand for blanks in mountinfo (proc(5)). */
const unescape = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/** The lines of /proc/self/mountinfo (proc(5)): mount point in field 5, the type behind the lone dash. Pure. */
export function parseMountinfo(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ');
    const mountPoint = before.split(' ')[4];
    const [type] = after.split(' ');
    return mountPoint === undefined || type === undefined || type === ''
      ? []
      : [{ mountPoint: unescape(mountPoint), type }];
  });
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith('/'));
};

/** The type of the file system that a path lies on: the deepest mount point above it, of equal ones the last. Pure. */
export function typeOfPath(path: string, mounts: readonly Mount[]): string | undefined {
  let best: Mount | undefined;
  for (const mount of mounts) {
    if (isInside(mount.mountPoint, path) && mount.mountPoint.length >= (best?.mountPoint.length ?? 0)) best = mount;
  }
  return best?.type;
}

const NETWORK_TYPES = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb3', 'smbfs', 'smb2', 'ncpfs', 'afs', 'coda', 'ceph', 'glusterfs', 'lustre', 'beegfs'],
  ...['ocfs2', 'gfs2', 'orangefs', 'pvfs2', '9p', 'davfs', 'acfs', 'gpfs', 'vboxsf', 'prl_fs', 'vmhgfs', 'virtiofs'],
]);
/** Programs in user space that only show a disk or a folder of this machine. All others may be anywhere. */
const LOCAL_FUSE =
  /^fuse\.(ntfs|ntfs-3g|exfat|exfat-fuse|encfs|gocryptfs|cryfs|securefs|bindfs|mergerfs|unionfs|unionfs-fuse|mhddfs|zfs-fuse|lxcfs|snapfuse|squashfuse|fuse-overlayfs|overlayfs|ext2|apfs|hfsfuse|dislocker|veracrypt)$/;

/** Whether a type of file system is one over a network. `fuse.…` counts as one unless it is known to be local. Pure. */
export function isNetworkType(type: string): boolean {
  return NETWORK_TYPES.has(type) || (type.startsWith('fuse.') && !LOCAL_FUSE.test(type));
}

/** Where there is no mountinfo: magic numbers of NFS, SMB, CIFS, SMB2 and 9P (statfs(2)). FUSE says nothing by itself. */
const NETWORK_MAGIC: ReadonlyMap<number, string> = new Map([
  ...([
    [0x6969, 'nfs'],
    [0x517b, 'smb'],
    [0xff534d42, 'cifs'],
    [0xfe534d42, 'smb2'],
    [0x01021997, '9p'],
  ] as const),
]);

/** Names of folders by which programs that keep them in step with a server are known, as they make them. */
const SYNC_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^dropbox( \(.+\))?$/i, 'Dropbox'],
  [/^onedrive( ?- ?.+)?$/i, 'OneDrive'],
  [/^(google ?drive|googledrive-.+|my drive)$/i, 'Google Drive'],
  [/^(mobile documents|icloud ?drive|com~apple~clouddocs)$/i, 'iCloud Drive'],
  [/^cloudstorage$/i, 'a cloud drive'],
  [/^nextcloud\d*$/i, 'Nextcloud'],
  [/^owncloud\d*$/i, 'ownCloud'],
  [/^(pclouddrive|pcloud ?drive|pcloud ?sync)$/i, 'pCloud'],
  [/^(MEGA|MEGAsync)$/, 'MEGA'],
  [/^(Box|Box Sync)$/, 'Box'],
  [/^seafile$/i, 'Seafile'],
  [/^(resilio sync|btsync)$/i, 'Resilio Sync'],
  [
    /^(tresorit|sync\.com|spideroak hive|creative cloud files( .+)?|proton ?drive|yandex\.?disk|koofr)$/i,
    'a sync program',
  ],
];
/** Files and folders that such programs put into the top of what they keep. */
const SYNC_MARKS: readonly (readonly [string, string])[] = [
  ['.stfolder', 'Syncthing'],
  ['.dropbox', 'Dropbox'],
  ['.dropbox.cache', 'Dropbox'],
  ['.nextcloudsync.log', 'Nextcloud'],
  ['.owncloudsync.log', 'ownCloud'],
  ['.tmp.drivedownload', 'Google Drive'],
];

/** The service that keeps a path in step, by the names of the folders it lies in. Pure. */
export function syncNameOf(path: string): string | undefined {
  const parts = path.split(/[\\/]+/);
  for (const part of parts) {
    const found = SYNC_NAMES.find(([name]) => name.test(part));
    if (found !== undefined) return found[1];
  }
  return undefined;
}

function syncMarkOf(path: string, person: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    // Dropbox keeps its own settings under ~/.dropbox: that is no mark of the person's folder.
    const marks = SYNC_MARKS.filter(([name]) => !(folder === person && name === '.dropbox'));
    const found = marks.find(([name]) => existsSync(join(folder, name)));
    if (found !== undefined) return found[1];
    if (dirname(folder) === folder) return undefined;
  }
}

export interface FolderFacts {
  platform?: NodeJS.Platform;
  /** Text of /proc/self/mountinfo. */
  readMounts?: () => string;
  person?: string;
}

/** A server's share on Windows: `\\server\share`, but not the device paths `\\?\C:\` and `\\.\`. */
const isShare = (path: string): boolean => /^\\\\[^?.\\]/.test(path) || /^\\\\\?\\UNC\\/i.test(path);

/**
 * What has a hand in a folder besides this program; undefined where nothing is known to. Looks, and never throws: what cannot
 * be found out is no reason for a warning.
 */
export function sharedFolderOf(folder: string, facts: FolderFacts = {}): SharedFolder | undefined {
  const { platform = process.platform, person = homedir() } = facts;
  const readMounts = facts.readMounts ?? (() => readFileSync('/proc/self/mountinfo', 'utf8'));
  let path = folder;
  try {
    path = realpathSync(folder);
  } catch {
    // Not there yet: its name is all there is to go by.
  }
  if (platform === 'win32' && isShare(path)) return { kind: 'network', name: 'a network share' };
  const type = platform === 'linux' ? typeOfMount(path, readMounts) : undefined;
  const network = type === undefined ? magicOf(path) : isNetworkType(type) ? type : undefined;
  if (network !== undefined) return { kind: 'network', name: network };
  const sync = syncNameOf(path) ?? syncMarkOf(path, person);
  return sync === undefined ? undefined : { kind: 'sync', name: sync };
}

function typeOfMount(path: string, readMounts: () => string): string | undefined {
  try {
    return typeOfPath(path, parseMountinfo(readMounts()));
  } catch {
    return undefined;
  }
}

function magicOf(path: string): string | undefined {
  try {
    return NETWORK_MAGIC.get(Number(statfsSync(path).type));
  } catch {
    return undefined;
  }
}
