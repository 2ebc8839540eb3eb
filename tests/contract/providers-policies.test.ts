import { createRouterClient, implement } from '@orpc/server';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providersContract } from '../../src/shared/contract/providers.ts';
import { DEFAULT_CALL_POLICIES } from '../../src/shared/model/call-policies.ts';
import { createProvidersApi } from '../../src/main/api/providers.ts';
import type { ProviderDesk } from '../../src/main/api/providers.ts';
import { createSystemClock } from '../../src/main/platform/clock.ts';
import { newUuid } from '../../src/main/platform/ids.ts';
import type { Logger } from '../../src/main/platform/logger.ts';
import { createCallInterceptor } from '../../src/main/transport/interceptors.ts';
import { openTestDoors } from '../support/doors/test-doors.ts';
import type { AppClient, TestDoors } from '../support/doors/test-doors.ts';

/** Providers and policies through every door; a key goes in and is in no answer, no error, no row and no log. */

const KEY = 'FW-CANARY-providers-0123456789abcdef';
const DOORS = ['memory', 'port', 'socket', 'http'] as const;
let doors: TestDoors;
const clients = new Map<string, AppClient>();
const clientOf = (door: string): AppClient => {
  const client = clients.get(door);
  if (client === undefined) throw new Error(door);
  return client;
};
const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
  } catch (error) {
    // The HTTP client keeps the problem document as a file.
    const { code, data } = error as { code: unknown; data?: { body?: Blob } };
    const text = data?.body === undefined ? JSON.stringify({ code, data }) : await data.body.text();
    expect(text).not.toContain(KEY);
    return String((JSON.parse(text) as { code: unknown }).code);
  }
  return 'answered';
};

beforeAll(async () => {
  doors = await openTestDoors();
  clients.set('memory', doors.memory());
  clients.set('port', doors.port());
  clients.set('socket', await doors.socket());
  clients.set('http', doors.http());
});
afterAll(() => doors.close());

describe.each(DOORS)('through %s', (door) => {
  it('providers with models and limits; a key is kept and forgotten, and never seen again', async () => {
    const { providers } = clientOf(door);
    const before = await providers.list();
    expect(before.providers.map(({ vendor, health }) => [vendor, health.state])).toEqual([['replicate', 'ok']]);
    expect(before.providers[0]?.models.length).toBeGreaterThan(2);
    const view = await providers.setKey({ vendor: 'replicate', key: KEY });
    expect(['file', 'environment']).toContain(view.key);
    expect(JSON.stringify([view, await providers.list()])).not.toContain(KEY);
    expect(await providers.removeKey({ vendor: 'replicate' })).toEqual(before.providers[0]);
  });

  it('refuses what is no key and who is no provider, without repeating what was given', async () => {
    const { providers } = clientOf(door);
    expect(await codeOf(providers.setKey({ vendor: 'replicate', key: `${KEY} with a space` }))).toBe('invalid-input');
    expect(await codeOf(providers.setKey({ vendor: 'nobody', key: KEY }))).toBe('provider-unknown');
    expect(await codeOf(providers.setKey({ vendor: '../x', key: KEY }))).toBe('invalid-input');
    expect(await codeOf(providers.test({ vendor: 'nobody' }))).toBe('provider-unknown');
  });

  it('a blocked lane is shown and resumed', async () => {
    const { providers } = clientOf(door);
    doors.app.calls.guards.block('replicate', 'quota', { message: 'no credit' });
    const blocked = { state: 'quota-blocked', untilMs: null, reason: 'quota' };
    expect((await providers.list()).providers[0]?.health).toEqual(blocked);
    expect((await providers.resume({ vendor: 'replicate' })).health.state).toBe('ok');
  });

  it('the table of policies is read, edited within bounds, and put back', async () => {
    const { providers } = clientOf(door);
    expect(await providers.policies()).toEqual({ policies: DEFAULT_CALL_POLICIES, defaults: DEFAULT_CALL_POLICIES });
    const { policies } = await providers.updatePolicies({ breaker: { failures: 4 } });
    expect(policies.breaker).toEqual({ failures: 4, openMs: 300_000 });
    expect(await codeOf(providers.updatePolicies({ breaker: { failures: 0 } }))).toBe('invalid-input');
    expect((await providers.policies()).policies.breaker.failures).toBe(4);
    expect((await providers.resetPolicies()).policies).toEqual(DEFAULT_CALL_POLICIES);
  });
});

it('who only looks may not change anything', async () => {
  const { providers } = doors.memory('reviewer');
  expect((await providers.list()).providers).toHaveLength(1);
  expect((await providers.policies()).policies).toEqual(DEFAULT_CALL_POLICIES);
  for (const call of [
    providers.setKey({ vendor: 'replicate', key: KEY }),
    providers.removeKey({ vendor: 'replicate' }),
    providers.test({ vendor: 'replicate' }),
    providers.resume({ vendor: 'replicate' }),
    providers.tryLine(),
    providers.updatePolicies({ latePollMs: 90_000 }),
    providers.resetPolicies(),
  ])
    expect(await codeOf(call)).toBe('forbidden');
  expect(await codeOf(doors.memory('editor').providers.setKey({ vendor: 'replicate', key: KEY }))).toBe('forbidden');
});

it('a way that is lost is told of at every door once it is proved, with a hint that it is so', async () => {
  const { connectivity } = doors.app.calls.guards;
  const hints = await doors.memory().events.subscribe();
  expect((await hints.next()).value).toMatchObject({ topic: 'ready' });
  connectivity.failed('replicate', 'offline');
  for (const door of DOORS) expect(await clientOf(door).providers.line()).toEqual({ line: null });
  connectivity.failed('replicate', 'offline');
  expect((await hints.next()).value).toMatchObject({ topic: 'settings' });
  for (const door of DOORS)
    expect((await clientOf(door).providers.line()).line).toMatchObject({
      ...{ trouble: 'offline', vendors: [{ vendor: 'replicate', name: 'Replicate' }], isBack: false, waiting: 0 },
    });
  // Anything that comes back from it ends it; the banner stays for a moment, and says so.
  connectivity.succeeded('replicate');
  expect((await hints.next()).value).toMatchObject({ topic: 'settings' });
  expect((await doors.memory().providers.line()).line).toMatchObject({ isBack: true, nextTryAtMs: null });
});

it('a key that was set and removed is in no file of the library', async () => {
  await doors.memory().providers.setKey({ vendor: 'replicate', key: KEY });
  const holding = (): string[] =>
    readdirSync(doors.home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => readFileSync(file).includes(KEY))
      .map((file) => file.slice(doors.home.length + 1));
  expect(holding()).toEqual(['provider-keys.json']);
  await doors.memory().providers.removeKey({ vendor: 'replicate' });
  expect(holding()).toEqual([]);
});

it('a key is in no line of the log, whether it is kept, refused or the desk breaks', async () => {
  const lines: unknown[] = [];
  const note = (...line: unknown[]): void => void lines.push(line);
  const log = { debug: note, info: note, warn: note, error: note } as unknown as Logger;
  const desk = {
    setKey: (vendor: string) => Promise.reject(new Error(`broken for ${vendor}`)),
  } as unknown as ProviderDesk;
  const api = createProvidersApi({
    providerDesk: desk,
    hub: { changed: () => undefined },
    library: { person: { id: 'p' } },
  });
  const router = implement(providersContract)
    .$context<object>()
    .router(api as never);
  const client = createRouterClient(
    router as never,
    {
      context: { role: 'owner', caller: 'owner', door: 'memory' },
      interceptors: [createCallInterceptor({ log, clock: createSystemClock(), newId: newUuid }) as never],
    } as never,
  ) as unknown as AppClient['providers'];
  expect(await codeOf(client.setKey({ vendor: 'replicate', key: KEY }))).toBe('internal');
  expect(await codeOf(client.setKey({ vendor: 'replicate', key: KEY, more: 1 } as never))).toBe('invalid-input');
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain(KEY);
});
