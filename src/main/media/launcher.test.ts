import { describe, expect, it } from 'vitest';
import { launchChain, limitsFor, type Walls } from './launcher.ts';

const ALL: Walls = {
  isolation: 'bwrap',
  setsid: '/usr/bin/setsid',
  env: '/usr/bin/env',
  prlimit: '/usr/bin/prlimit',
  nice: '/usr/bin/nice',
  bwrap: '/usr/bin/bwrap',
  unshare: '/usr/bin/unshare',
  unshareWorks: true,
  setpriv: '/usr/bin/setpriv',
};
const NONE: Walls = {
  isolation: 'none',
  setsid: undefined,
  env: undefined,
  prlimit: undefined,
  nice: undefined,
  bwrap: undefined,
  unshare: undefined,
  unshareWorks: false,
  setpriv: undefined,
};
const limits = { addressBytes: 1, cpuSeconds: 2, fileBytes: 3, openFiles: 4 };
const request = {
  binary: '/opt/ff/ffmpeg',
  limits,
  niced: true,
  tempRoot: '/t',
  writable: ['/out'],
  readable: undefined,
  foreign: false,
};

it('asks for no more open files than this process may have itself', () => {
  const chain = (openFilesMax: number) =>
    launchChain({ ...ALL, openFilesMax }, { ...request, limits: { ...limits, openFiles: 66 } }).prefix.join(' ');
  expect(chain(48)).toContain('--nofile=48 ');
  expect(chain(4_096)).toContain('--nofile=66 ');
});

describe('launchChain', () => {
  it('is the bare binary where the machine has nothing', () => {
    expect(launchChain(NONE, request)).toEqual({ command: '/opt/ff/ffmpeg', prefix: [] });
  });

  it('sets group, environment, limits, priority and network in this order', () => {
    expect(launchChain({ ...ALL, isolation: 'unshare' }, request)).toEqual({
      command: '/usr/bin/setsid',
      prefix: [
        ...['/usr/bin/env', '-i', 'PATH=/usr/bin:/bin', 'LANG=C.UTF-8', 'MALLOC_ARENA_MAX=4', 'TMPDIR=/t', 'HOME=/t'],
        ...['/usr/bin/prlimit', '--as=1', '--cpu=2', '--fsize=3', '--nofile=4', '--core=0'],
        ...['/usr/bin/nice', '-n', '10', '/usr/bin/unshare', '-Urn'],
        ...['/usr/bin/setpriv', '--pdeathsig', 'KILL', '/opt/ff/ffmpeg'],
      ],
      sessionNice: 10,
    });
  });

  it('spares our own media the dearer wall, where the cheaper one works', () => {
    expect(launchChain(ALL, request).prefix).not.toContain('/usr/bin/bwrap');
    expect(launchChain({ ...ALL, unshareWorks: false }, request).prefix).toContain('/usr/bin/bwrap');
    expect(launchChain(ALL, { ...request, foreign: true }).prefix).toContain('/usr/bin/bwrap');
  });

  it('leaves out nice when asked', () => {
    const { prefix, sessionNice } = launchChain(ALL, { ...request, niced: false });
    expect(prefix).not.toContain('/usr/bin/nice');
    expect(sessionNice).toBeUndefined();
  });

  it('shows a foreign run only the system, its files and the places it writes to', () => {
    const { prefix } = launchChain(ALL, { ...request, foreign: true, readable: ['/home/a/in.mp4'] });
    const bound = prefix.flatMap((token, at) => (token.startsWith('--ro-bind') ? [prefix[at + 1]] : []));
    expect(bound).toContain('/home/a/in.mp4');
    expect(bound).not.toContain('/');
    expect(bound.filter((path) => path?.startsWith('/home') === true)).toEqual(['/home/a/in.mp4']);
    const writable = prefix.flatMap((token, at) => (token === '--bind' ? [prefix[at + 1]] : []));
    expect(writable).toEqual(['/t', '/out']);
    expect(prefix).toContain('--unshare-all');
  });
});

describe('limitsFor', () => {
  const base = { foreign: false, inputs: 1, cores: 2 };
  it('gives 60 s and 40 more for each second at 1080p', () => {
    expect(limitsFor({ ...base, pixels: 1920 * 1080, seconds: 8 }).cpuSeconds).toBe(380);
    expect(limitsFor({ ...base, pixels: (1920 * 1080) / 4, seconds: 8 }).cpuSeconds).toBe(140);
    expect(limitsFor(base).cpuSeconds).toBe(3_600);
  });

  it('gives foreign files less memory and many inputs more files', () => {
    const own = limitsFor(base);
    expect(limitsFor({ ...base, foreign: true }).addressBytes).toBeLessThan(own.addressBytes);
    expect(limitsFor({ ...base, inputs: 100 }).openFiles).toBe(264);
  });
});
