import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDoors } from '../../src/main/build-doors.ts';
import { compose } from '../../src/main/compose.ts';
import type { App } from '../../src/main/compose.ts';
import { silentLogger } from '../../src/main/platform/logger.ts';
import { createFileLogger } from '../../src/main/platform/pino-logger.ts';
import type { ShellPort } from '../../src/main/platform/shell-port.ts';
import type { CallContext } from '../../src/shared/contract/procedure.ts';

const CANARY = 'a prompt about the purple llama of Chiang Rai';
const KEY = 'r8_0123456789abcdefghij0123456789';

let home = '';
let app: App;
const asked: string[] = [];
const shell: ShellPort = {
  reveal: (path) => void asked.push(`reveal ${path}`),
  openFolder: (path) => Promise.resolve(void asked.push(`open ${path}`)),
  chooseFolder: () => Promise.resolve('/somewhere/else'),
};
const clientOf = (door: CallContext['door'], withShell: ShellPort | null) => {
  const doors = buildDoors(app, home, withShell);
  return createRouterClient(doors.router, { context: { role: 'owner', caller: 'owner', door } });
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'framewright-diagnostics-'));
  const logs = join(home, 'logs');
  mkdirSync(logs, { recursive: true });
  const log = createFileLogger({ folder: logs, level: 'debug', secrets: () => [] });
  for (let index = 0; index < 20; index += 1) log.info('step.done', { index });
  log.warn('provider.slow', { message: CANARY, key: KEY });
  log.error('job.failed', { error: Object.assign(new Error(CANARY), { code: 'ffmpeg-failed' }) });
  writeFileSync(join(logs, 'framewright.log'), 'not json\n', { flag: 'a' });
  app = await compose({ home, log: silentLogger, env: process.env });
});
afterAll(async () => {
  await app.close();
  rmSync(home, { recursive: true, force: true });
});

describe('settings', () => {
  it('are read, changed and told', async () => {
    const doors = buildDoors(app, home);
    const client = createRouterClient(doors.router, { context: { role: 'owner', caller: 'owner', door: 'memory' } });
    const events = await client.events.subscribe();
    await events.next();
    expect((await client.settings.get()).theme).toBe('system');
    expect(await client.settings.update({ theme: 'light', limits: { uploadMb: 3 } })).toMatchObject({ theme: 'light' });
    expect((await events.next()).value).toMatchObject({ topic: 'settings' });
    await events.return?.();
    doors.close();
  });
  it('bind what comes in, at once', async () => {
    const client = clientOf('memory', null);
    await client.settings.update({ limits: { uploadMb: 1 } });
    expect(app.assets.limitBytes).toBe(1_048_576);
    const tooLarge = join(home, 'large.png');
    writeFileSync(tooLarge, Buffer.alloc(1_048_577));
    await expect(app.assets.importFile(tooLarge)).rejects.toMatchObject({ code: 'payload-too-large' });
    await client.settings.update({ limits: { uploadMb: 2 } });
    await expect(app.assets.importFile(tooLarge)).rejects.not.toMatchObject({ code: 'payload-too-large' });
  });
  it('bind the render lanes, at once', async () => {
    const limits: [string, number][] = [];
    const { setLaneLimit } = app.engine;
    app.engine.setLaneLimit = (lane, limit) => {
      limits.push([lane, limit]);
      setLaneLimit(lane, limit);
    };
    await clientOf('memory', null).settings.update({ limits: { localRenders: 1 } });
    app.engine.setLaneLimit = setLaneLimit;
    expect(limits).toEqual([
      ['image:local/sketch', 1],
      ['video:local/animatic', 1],
    ]);
  });
});

describe('diagnostics', () => {
  it('the report names versions and codes, never what a person wrote, never a key', async () => {
    const { text } = await clientOf('memory', null).diagnostics.report();
    expect(text).toContain('Framewright 0.1.0');
    expect(text).toContain('job.failed ffmpeg-failed');
    expect(text).toMatch(/ffmpeg +\d/);
    expect(text).not.toContain('llama');
    expect(text).not.toContain('r8_');
  });
  it('the log is read from its end, by level and word, and foreign lines are passed over', async () => {
    const client = clientOf('memory', null);
    const last = await client.diagnostics.log({ limit: 5 });
    expect(last.isCut).toBe(true);
    expect(last.entries.map(({ event }) => event)).toEqual([
      'step.done',
      'step.done',
      'step.done',
      'provider.slow',
      'job.failed',
    ]);
    expect((await client.diagnostics.log({ level: 'error' })).entries).toHaveLength(1);
    expect((await client.diagnostics.log({ query: 'PURPLE' })).entries).toHaveLength(2);
    expect(JSON.stringify(last.entries)).not.toContain(KEY);
  });
  it('sizes are those of the folders, and the disk has some left', async () => {
    mkdirSync(join(home, 'exports', 'x'), { recursive: true });
    writeFileSync(join(home, 'exports', 'x', 'film.mp4'), Buffer.alloc(1_234));
    const storage = await clientOf('memory', null).diagnostics.storage();
    const byKind = Object.fromEntries(storage.kinds.map(({ kind, ...use }) => [kind, use]));
    expect(byKind.exports).toEqual({ bytes: 1_234, files: 1 });
    expect(byKind.database?.bytes).toBeGreaterThan(10_000);
    expect(storage.freeBytes).toBeGreaterThan(0);
    expect(storage.diskBytes).toBeGreaterThan(storage.freeBytes);
  });
  it('a backup is made, listed, read from end to end; a damaged one is told', async () => {
    const client = clientOf('memory', null);
    const made = await client.diagnostics.backupNow();
    expect(made.reason).toBe('manual');
    expect((await client.diagnostics.backups()).backups[0]).toEqual(made);
    expect(await client.diagnostics.checkBackup({ name: made.name })).toEqual({ name: made.name, isOk: true });
    writeFileSync(join(home, 'backups', made.name), 'damaged');
    expect(await client.diagnostics.checkBackup({ name: made.name })).toEqual({ name: made.name, isOk: false });
    for (const name of ['../library.db', 'library.db', `../backups/${made.name}`])
      await expect(client.diagnostics.checkBackup({ name })).rejects.toMatchObject({ code: 'not-found' });
  });
  it('a lost file is named by the check', async () => {
    const client = clientOf('memory', null);
    expect((await client.diagnostics.integrity()).isOk).toBe(true);
    const asset = await app.assets.importFile('tests/contract/dot.png', { name: 'dot.png' });
    rmSync((await app.assets.locate(asset.id)).path);
    expect(await client.diagnostics.integrity()).toMatchObject({
      isOk: false,
      contentFaults: [{ names: ['dot.png'], fault: 'missing' }],
    });
  });
});

describe('what only a desktop can do', () => {
  it('is offered on the port of a desktop and nowhere else', async () => {
    const offered = async (door: CallContext['door'], port: ShellPort | null) => {
      const { nativeDialogs, revealInFolder } = await clientOf(door, port).system.capabilities();
      return [nativeDialogs, revealInFolder];
    };
    expect(await offered('port', shell)).toEqual([true, true]);
    expect(await offered('port', null)).toEqual([false, false]);
    for (const door of ['socket', 'http'] as const) expect(await offered(door, shell)).toEqual([false, false]);
  });
  it('a browser cannot open anything on this machine', async () => {
    for (const door of ['socket', 'http'] as const) {
      const client = clientOf(door, shell);
      await expect(client.system.reveal({ place: 'logs' })).rejects.toMatchObject({ code: 'not-possible-now' });
      await expect(client.system.chooseFolder({ title: 'x' })).rejects.toMatchObject({ code: 'not-possible-now' });
    }
    expect(asked).toEqual([]);
  });
  it('places and known ids are shown; a path or an unknown id is not', async () => {
    const client = clientOf('port', shell);
    await client.system.reveal({ place: 'logs' });
    expect(asked).toEqual([`open ${join(home, 'logs')}`]);
    await expect(client.system.reveal({ exportId: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
    await expect(client.system.reveal({ path: '/etc/passwd' } as never)).rejects.toThrow(/validation/i);
    expect(asked).toHaveLength(1);
  });
  it('a chosen folder is an id from then on, the same for the same folder', async () => {
    const client = clientOf('port', shell);
    const { folder } = await client.system.chooseFolder({ title: 'Where to' });
    expect(folder?.path).toBe('/somewhere/else');
    expect((await client.system.chooseFolder({ title: 'Where to' })).folder?.id).toBe(folder?.id);
  });
});
