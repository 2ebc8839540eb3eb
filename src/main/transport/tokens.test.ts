import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newUuid } from '../platform/ids.ts';
import { createSessions, createTokenDesk, loadSigningKey, newToken } from './tokens.ts';

function desk(key = new Uint8Array(32).fill(7)) {
  const clock = { now: Date.UTC(2026, 0, 1), nowMs: () => clock.now, monotonicMs: () => 0 };
  const given = new Map<string, boolean>();
  const ledger = {
    add: (id: string) => void given.set(id, false),
    has: (id: string) => given.has(id),
    revoke: (id: string) => void given.set(id, true),
    isRevoked: (id: string) => given.get(id) === true,
  };
  return { clock, given, desk: createTokenDesk({ key, ledger, clock, newId: newUuid }) };
}
const wish = { subject: 'ci', role: 'editor' as const, expiresInDays: 2 };

it('a token is known until it ends, is revoked or was never given', async () => {
  const { desk: tokens, clock, given } = desk();
  const { token, id } = await tokens.issue(wish);
  expect(await tokens.verify(token)).toEqual({ role: 'editor', caller: 'editor:ci' });
  clock.now += 2 * 86_400_000 + 1_000;
  expect(await tokens.verify(token)).toBeNull();
  clock.now -= 86_400_000;
  expect(await tokens.verify(token)).not.toBeNull();
  expect(tokens.revoke(id)).toBe(true);
  expect(await tokens.verify(token)).toBeNull();
  expect(tokens.revoke(newUuid())).toBe(false);
  given.clear();
  expect(await tokens.verify(token)).toBeNull();
});

it('a changed role, another key and no signature are refused', async () => {
  const { desk: tokens } = desk();
  const { token } = await tokens.issue(wish);
  const [head = '', body = '', mark = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const forged = Buffer.from(JSON.stringify({ ...claims, role: 'owner' })).toString('base64url');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  for (const bad of [`${head}.${forged}.${mark}`, `${none}.${body}.`, `${head}.${body}.`, '', 'x.y.z'])
    expect(await tokens.verify(bad)).toBeNull();
  expect(await desk(new Uint8Array(32).fill(8)).desk.verify(token)).toBeNull();
});

it('the start token opens sessions; a session is a cookie and nothing else', async () => {
  const start = newToken();
  const sessions = createSessions(start, desk().desk);
  expect(sessions.open('wrong')).toBeNull();
  const session = sessions.open(start) ?? '';
  expect(session).not.toBe(start);
  expect(await sessions.check({ kind: 'cookie', value: session })).toMatchObject({ role: 'owner' });
  expect(await sessions.check({ kind: 'bearer', value: session })).toBeNull();
  expect(await sessions.check({ kind: 'cookie', value: start })).toBeNull();
  expect(await sessions.check({ kind: 'bearer', value: start })).toMatchObject({ role: 'owner' });
  // Started again: the same token knows the window, another one does not, and nothing can be made up.
  const again = createSessions(start, desk().desk);
  expect(await again.check({ kind: 'cookie', value: session })).toMatchObject({ role: 'owner' });
  const fresh = createSessions(newToken(), desk().desk);
  expect(await fresh.check({ kind: 'cookie', value: session })).toBeNull();
  for (const value of ['', '.', 'x.', `x.${session.split('.')[1] ?? ''}`, session.slice(0, -1)])
    expect(await again.check({ kind: 'cookie', value })).toBeNull();
});

it('the signing key is made once, for its owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'framewright-key-'));
  const file = join(folder, 'token-key');
  const key = loadSigningKey(file);
  expect(key).toHaveLength(32);
  expect(loadSigningKey(file)).toEqual(key);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
