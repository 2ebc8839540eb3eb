import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusedStart } from './argument-guard.ts';
import { CRASH_OPTIONS } from './crash-options.ts';
import { linkOfArguments, parseDeepLink } from './deep-link.ts';

const ID = '01900000-0000-7000-8000-000000000000';
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join('src', file), 'utf8') }));
const having = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('SECURITY: E2', () => {
  it('nothing that starts the app turns the sandbox off', () => {
    // What starts Electron; a browser for tests and pictures may run as root in a container, the app never does.
    const starters = [
      ...readdirSync('bin').map((name) => join('bin', name)),
      'scripts/setup.mjs',
      'scripts/lib/electron-binary.mjs',
      'package.json',
      'electron-builder.config.mjs',
    ];
    for (const file of starters) expect(readFileSync(file, 'utf8'), file).not.toContain('no-sandbox');
  });
});

describe('SECURITY: E13', () => {
  it('crashes stay here and hold nothing that a person wrote', () => {
    expect(CRASH_OPTIONS).toEqual({ uploadToServer: false, ignoreSystemCrashHandler: true, compress: true });
    expect(having(/addExtraParameter|globalExtra\s*:|\bextra\s*:\s*\{/)).toEqual([]);
    expect(having(/crashReporter\.start/)).toEqual(['main/shell/desktop-shell.ts']);
  });
});

describe('SECURITY: E14', () => {
  it('there is no updater that could be fooled', () => {
    expect(having(/electron-updater|autoUpdater/)).toEqual([]);
    const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    expect(Object.keys({ ...dependencies, ...devDependencies })).not.toContain('electron-updater');
  });
});

describe('SECURITY: E15', () => {
  it('a link names one project or run, and nothing else is a link', () => {
    expect(parseDeepLink(`framewright://project/${ID}`)).toEqual({ kind: 'project', id: ID });
    expect(parseDeepLink(`framewright://run/${ID}/`)).toEqual({ kind: 'run', id: ID, projectId: null });
    for (const text of [
      '',
      'framewright:',
      'framewright://',
      `framewright://project/${ID}/..`,
      `framewright://project/${ID}?path=/etc/passwd`,
      `framewright://project/${ID}#x`,
      `framewright://project/../${ID}`,
      `framewright://project//${ID}`,
      `framewright://user@project/${ID}`,
      `framewright://project:80/${ID}`,
      `FRAMEWRIGHT://project/${ID}`,
      `framewright://Project/${ID}`,
      `framewright://project/${ID.toUpperCase().replace('01900000', 'ABCDEF00')}`,
      `framewright://project/%30${ID.slice(1)}`,
      `framewright://open/etc/passwd`,
      'framewright://import/file:///tmp/x.framewright',
      'framewright://project/1 OR 1=1',
      ` framewright://project/${ID}`,
      `framewright://project/${ID}\n`,
      `framewright://project/${ID}\0`,
      `javascript:framewright://project/${ID}`,
      `https://framewright/project/${ID}`,
    ])
      expect(parseDeepLink(text), JSON.stringify(text)).toBeNull();
  });
  it('whatever comes, an answer holds an id and no more', () => {
    const links = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.string().map((tail) => `framewright://project/${tail}`),
    );
    const holds = fc.property(links, (text) => {
      const target = parseDeepLink(text);
      return target === null || text.includes(target.id);
    });
    expect(fc.check(holds).counterexample).toBeNull();
  });
  it('of the arguments of a start exactly one link counts; switches and paths are passed over', () => {
    const link = `framewright://project/${ID}`;
    const target = { kind: 'project', id: ID };
    expect(linkOfArguments(['/app', '--allow-file-access', '/tmp/x', link])).toEqual(target);
    expect(linkOfArguments([link])).toBeNull();
    expect(linkOfArguments(['/app', link, link])).toBeNull();
    expect(linkOfArguments(['/app', `--open=${link}`])).toBeNull();
    expect(linkOfArguments(['/app', '/tmp/evil.framewright'])).toBeNull();
  });
});

describe('SECURITY: E16', () => {
  it('no certificate is ever waved through', () => {
    expect(
      having(/'certificate-error'|"certificate-error"|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT/),
    ).toEqual([]);
  });
});

describe('SECURITY: E17', () => {
  const refused = [
    '--remote-debugging-port=9222',
    '--remote-debugging-port',
    '--REMOTE-DEBUGGING-PORT=1',
    '-remote-debugging-pipe',
    '--remote-debugging-pipe',
    '--remote-allow-origins=*',
    '--inspect',
    '--inspect=0.0.0.0:9229',
    '--inspect-brk',
    '--js-flags=--expose-gc',
    '--no-sandbox',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--load-extension=/tmp/x',
    '--proxy-server=evil:1',
    '--renderer-cmd-prefix=gdb',
  ];
  it.each(refused)('a packaged app does not start with %s', (argument) => {
    expect(isRefusedStart(['/app', argument], true)).toBe(true);
    expect(isRefusedStart(['/app', argument], false)).toBe(false);
  });
  it('starts with what people and systems pass', () => {
    for (const argument of [
      `framewright://project/${ID}`,
      '/home/a/--inspect',
      '--original-process-start-time=1',
      '--lang=th',
      '-psn_0_1',
      '.',
    ])
      expect(isRefusedStart(['/app', argument], true), argument).toBe(false);
  });
});

describe('SECURITY: E18', () => {
  it('only the packages that need one may run an install script, and the lock file pins the bytes of every package that is always there', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { allowScripts: Record<string, boolean> };
    const allowed = Object.entries(manifest.allowScripts).flatMap(([name, may]) => (may ? [name] : []));
    expect(allowed.every((name) => /^(node|ffmpeg-static|@ffprobe-installer\/[\w-]+)$/.test(name))).toBe(true);
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version?: string; integrity?: string; link?: boolean; optional?: boolean }>;
    };
    const unpinned = Object.entries(packages).flatMap(([path, entry]) =>
      path !== '' && entry.link !== true && entry.optional !== true && entry.integrity === undefined ? [path] : [],
    );
    expect(unpinned).toEqual([]);
    const exact = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
    for (const group of ['dependencies', 'devDependencies', 'optionalDependencies'])
      for (const [name, version] of Object.entries(exact[group] ?? {})) expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
  });
});
