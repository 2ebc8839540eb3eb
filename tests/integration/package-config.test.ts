import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';

interface PackConfig {
  asar: boolean;
  publish: null;
  files: string[];
  asarUnpack: string[];
  directories: { buildResources: string };
  protocols: unknown[];
  mac: { icon: string; entitlements: string; entitlementsInherit: string };
  win: { icon: string };
  linux: { icon: string; target: { target: string }[] };
  afterPack(context: unknown): unknown;
}
/** Plain modules without types: the packager reads them itself. */
const load = async <T>(path: string): Promise<T> => (await import(new URL(`../../${path}`, import.meta.url).href)) as T;
const { default: config } = await load<{ default: PackConfig }>('electron-builder.config.mjs');
const { fusesFor } = await load<{ fusesFor(platform: string): Record<string | number, unknown> }>(
  'scripts/lib/fuses.mjs',
);
const { readFuseWire } = await load<{ readFuseWire(file: string): { version: number; states: string[] } | null }>(
  'scripts/lib/read-fuse-wire.mjs',
);

const requireFrom = createRequire(import.meta.url);
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  main: string;
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
};

describe('the packager’s configuration', () => {
  it('is one that electron-builder takes', async () => {
    const { validateConfiguration } = requireFrom('app-builder-lib/out/util/config/config.js') as {
      validateConfiguration(config: unknown, log: { isEnabled: boolean; add(): void }): Promise<void>;
    };
    await validateConfiguration(structuredClone({ ...config, afterPack: 'x' }), { isEnabled: false, add() {} });
    await expect(
      validateConfiguration({ ...config, afterPack: 'x', noSuchOption: 1 }, { isEnabled: false, add() {} }),
    ).rejects.toThrow(/noSuchOption/);
  });
  it('every file that it names is there', () => {
    const named = [config.mac.icon, config.win.icon, config.mac.entitlements, config.mac.entitlementsInherit];
    for (const file of [...named, config.linux.icon, config.directories.buildResources])
      expect(existsSync(file), file).toBe(true);
    expect(globSync(`${config.linux.icon}/*.png`).length).toBeGreaterThanOrEqual(8);
  });
  it('what the program opens by itself lies outside the archive, and each pattern means something', () => {
    const isOptional = (pattern: string): boolean => pattern.includes('ffmpeg-static');
    for (const pattern of config.asarUnpack)
      if (!isOptional(pattern)) expect(globSync(pattern).length, pattern).toBeGreaterThan(0);
    const { dependencies, optionalDependencies } = manifest;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
      expect(
        config.asarUnpack.some((pattern) => `node_modules/${name}/x`.startsWith(pattern.replace('**', ''))),
        name,
      ).toBe(true);
  });
  it('ships the bundle, the resources and nothing of the sources or tests', () => {
    expect(config.files).toEqual(expect.arrayContaining(['out/**', 'resources/**', 'examples/**', 'package.json']));
    expect(manifest.main).toMatch(/^out\//);
    for (const pattern of config.files.filter((entry) => !entry.startsWith('!')))
      expect(pattern).not.toMatch(/^(src|tests|docs|scripts|bench)/);
  });
  it('icons are pictures of the size that they say', () => {
    for (const file of globSync('resources/icons/*.png')) {
      const png = readFileSync(file);
      const sizePx = Number(/(\d+)x\d+\.png$/.exec(file)?.[1]);
      expect([png.readUInt32BE(16), png.readUInt32BE(20)], file).toEqual([sizePx, sizePx]);
    }
    const ico = readFileSync(config.win.icon);
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 7]);
    const icns = readFileSync(config.mac.icon);
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
  });
  it('opens links, and claims no kind of file: nothing here opens one', () => {
    expect(config.protocols).toEqual([{ name: 'Framewright', schemes: ['framewright'] }]);
    for (const part of [config, config.mac, config.win, config.linux])
      expect(part).not.toHaveProperty('fileAssociations');
  });
});

describe('SECURITY: E2', () => {
  it('no form is shipped whose launcher turns the sandbox off', () => {
    const targets = config.linux.target.map(({ target }) => target);
    expect(targets).toContain('deb');
    for (const unsafe of ['AppImage', 'snap']) expect(targets).not.toContain(unsafe);
    expect(JSON.stringify(config)).not.toContain('no-sandbox');
  });
});

describe('SECURITY: E9', () => {
  const numbers = Object.values(FuseV1Options).filter((value): value is FuseV1Options => typeof value === 'number');
  it.each(['darwin', 'win32', 'linux'])('every fuse has a decided value on %s', (platform) => {
    const fuses = fusesFor(platform);
    expect(fuses['strictlyRequireAllFuses']).toBe(true);
    expect(numbers).toHaveLength(9);
    for (const number of numbers) expect(typeof fuses[number], FuseV1Options[number]).toBe('boolean');
    const on = numbers.filter((number) => fuses[number] === true).map((number) => FuseV1Options[number]);
    expect(on).toEqual([
      'EnableCookieEncryption',
      ...(platform === 'linux' ? [] : ['EnableEmbeddedAsarIntegrityValidation']),
      'OnlyLoadAppFromAsar',
      'WasmTrapHandlers',
    ]);
  });
  it('the packager burns them, after packing and with the platform’s name', () => {
    const burnt: unknown[] = [];
    config.afterPack({
      electronPlatformName: 'win32',
      packager: { addElectronFuses: (_context: unknown, fuses: unknown) => burnt.push(fuses) },
    });
    expect(burnt).toEqual([fusesFor('win32')]);
  });
  it('the reader of the wire reads what a packaged program holds', () => {
    const folder = mkdtempSync(join(tmpdir(), 'framewright-fuses-'));
    const file = join(folder, 'program');
    const wire = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u00090110011r1', 'latin1');
    writeFileSync(file, Buffer.concat([Buffer.alloc(5_000, 7), wire, Buffer.alloc(500)]));
    expect(readFuseWire(file)).toEqual({ version: 1, states: [...'0110011r1'] });
    writeFileSync(file, Buffer.alloc(100));
    expect(readFuseWire(file)).toBeNull();
    rmSync(folder, { recursive: true });
  });
});

describe('SECURITY: E10', () => {
  it('the archive is one, and its integrity is checked where the system can', () => {
    expect(config.asar).toBe(true);
    expect(config).not.toHaveProperty('disableAsarIntegrity');
    for (const platform of ['darwin', 'win32'])
      expect(fusesFor(platform)[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
  });
});

describe('SECURITY: E14', () => {
  it('no address to ask for updates is written into the app', () => {
    expect(config.publish).toBeNull();
    expect(JSON.stringify(config)).not.toMatch(/electron-updater|autoUpdate|"provider"/);
  });
});
