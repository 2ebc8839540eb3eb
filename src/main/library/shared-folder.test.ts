import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNetworkType, parseMountinfo, sharedFolderOf, syncNameOf, typeOfPath } from './shared-folder.ts';

/** As kernels write it (proc(5)): optional fields, blanks as `\040`, mounts over mounts, bind mounts. */
const MOUNTINFO = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
60 27 0:45 / /home/ann/nas rw,relatime shared:30 - nfs4 nas.local:/vol/films rw,vers=4.2,rsize=1048576,hard
61 27 0:46 / /mnt/old\\040films rw,relatime shared:31 master:7 - nfs 10.0.0.9:/films rw,vers=3
62 27 0:47 / /mnt/office rw,relatime shared:32 - cifs //server/office rw,vers=3.1.1,username=ann
63 27 0:48 / /home/ann/remote rw,nosuid,nodev,relatime shared:33 - fuse.sshfs ann@box:/srv rw,user_id=1000
64 27 0:49 / /home/ann/cloud rw,nosuid,nodev,relatime - fuse.rclone drive: rw,user_id=1000
65 27 8:17 / /media/ann/USB rw,nosuid,nodev,relatime shared:35 - fuseblk /dev/sdb1 rw,user_id=0
66 27 0:50 / /home/ann/secret rw,nosuid,nodev,relatime - fuse.gocryptfs /home/ann/.secret rw
67 60 259:2 /local /home/ann/nas/here rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
68 27 0:51 / /mnt/twice rw - cifs //server/a rw
69 27 259:3 / /mnt/twice rw - btrfs /dev/nvme0n1p3 rw
70 27 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
71 27 0:53 / /mnt/host rw - 9p host rw,trans=virtio

a line that is none`;

describe('mountinfo', () => {
  const mounts = parseMountinfo(MOUNTINFO);
  it('reads every line that is one', () => {
    expect(mounts).toHaveLength(14);
    expect(mounts[3]).toEqual({ mountPoint: '/mnt/old films', type: 'nfs' });
    expect(parseMountinfo('')).toEqual([]);
  });

  it.each([
    ['/home/ann/films', 'ext4', false],
    ['/home/ann/nas', 'nfs4', true],
    ['/home/ann/nas/library', 'nfs4', true],
    ['/home/ann/nasty/library', 'ext4', false],
    ['/home/ann/nas/here/library', 'ext4', false],
    ['/mnt/old films/library', 'nfs', true],
    ['/mnt/office/a/b', 'cifs', true],
    ['/home/ann/remote/library', 'fuse.sshfs', true],
    ['/home/ann/cloud/library', 'fuse.rclone', true],
    ['/run/user/1000/gvfs/smb-share', 'fuse.gvfsd-fuse', true],
    ['/media/ann/USB/library', 'fuseblk', false],
    ['/home/ann/secret/library', 'fuse.gocryptfs', false],
    ['/mnt/twice/library', 'btrfs', false],
    ['/mnt/host/library', '9p', true],
  ] as const)('%s lies on %s', (path, type, isNetwork) => {
    expect(typeOfPath(path, mounts)).toBe(type);
    expect(isNetworkType(type)).toBe(isNetwork);
  });
});

describe('names of folders that a program keeps in step', () => {
  it.each([
    ['/home/ann/Dropbox/films', 'Dropbox'],
    ['/home/ann/Dropbox (Studio)/films', 'Dropbox'],
    ['C:\\Users\\ann\\OneDrive\\Documents', 'OneDrive'],
    ['C:\\Users\\ann\\OneDrive - Studio GmbH\\films', 'OneDrive'],
    ['/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/films', 'iCloud Drive'],
    ['/Users/ann/Library/CloudStorage/GoogleDrive-ann@example.com/My Drive', 'a cloud drive'],
    ['G:\\My Drive\\films', 'Google Drive'],
    ['/home/ann/Nextcloud/films', 'Nextcloud'],
    ['/home/ann/pCloudDrive/films', 'pCloud'],
    ['/home/ann/Box/films', 'Box'],
    ['/home/ann/MEGA/films', 'MEGA'],
  ])('%s: %s', (path, name) => {
    expect(syncNameOf(path)).toBe(name);
  });

  it.each([
    '/home/ann/films',
    '/home/ann/dropbox-notes/films',
    '/home/ann/toolbox',
    '/home/ann/mega/films',
    '/var/box/a',
  ])('%s: none', (path) => {
    expect(syncNameOf(path)).toBeUndefined();
  });
});

describe('a folder on this machine', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'fw-shared-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
  const local = { platform: 'linux' as const, readMounts: () => '27 1 259:2 / / rw - ext4 /dev/sda1 rw' };

  it('nothing has a hand in it', () => {
    expect(sharedFolderOf(home, local)).toBeUndefined();
  });

  it('a link into a share is that share', () => {
    mkdirSync(join(home, 'nas', 'library'), { recursive: true });
    symlinkSync(join(home, 'nas', 'library'), join(home, 'link'));
    const readMounts = () => `${local.readMounts()}\n60 27 0:45 / ${join(home, 'nas')} rw - nfs4 nas:/v rw`;
    expect(sharedFolderOf(join(home, 'link'), { ...local, readMounts })).toEqual({ kind: 'network', name: 'nfs4' });
    expect(sharedFolderOf(home, { ...local, readMounts })).toBeUndefined();
  });

  it.each([
    ['.stfolder', 'Syncthing'],
    ['.dropbox.cache', 'Dropbox'],
    ['.nextcloudsync.log', 'Nextcloud'],
  ])('a mark above it: %s', (mark, name) => {
    mkdirSync(join(home, 'kept', 'library'), { recursive: true });
    writeFileSync(join(home, 'kept', mark), '');
    expect(sharedFolderOf(join(home, 'kept', 'library'), local)).toEqual({ kind: 'sync', name });
    expect(sharedFolderOf(home, local)).toBeUndefined();
  });

  it("the settings that Dropbox keeps in a person's folder mark nothing", () => {
    mkdirSync(join(home, 'library'));
    mkdirSync(join(home, '.dropbox'));
    expect(sharedFolderOf(join(home, 'library'), { ...local, person: home })).toBeUndefined();
    expect(sharedFolderOf(join(home, 'library'), local)).toEqual({ kind: 'sync', name: 'Dropbox' });
  });

  it('a share of Windows, and paths that only look like one', () => {
    const windows = { platform: 'win32' as const };
    expect(sharedFolderOf('\\\\server\\films\\library', windows)).toEqual({ kind: 'network', name: 'a network share' });
    expect(sharedFolderOf('\\\\?\\UNC\\server\\films', windows)?.kind).toBe('network');
    expect(sharedFolderOf('\\\\?\\C:\\films', windows)).toBeUndefined();
  });

  it('where the mounts cannot be read, the magic number decides, and this one is local', () => {
    const readMounts = (): string => {
      throw new Error('no /proc here');
    };
    expect(sharedFolderOf(home, { ...local, readMounts })).toBeUndefined();
  });
});
