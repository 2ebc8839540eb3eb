import Replicate from 'replicate';
import { afterEach, describe, expect, it } from 'vitest';
import { startReplicateServer, TEST_TOKEN } from '../../support/providers/replicate/replicate-server.ts';
import type { ReplicateServer } from '../../support/providers/replicate/replicate-server.ts';

/**
 * Why the adapter does not use the vendor's package (finding 0 of reliability.md): its retry code sends a paid create
 * again after a lost answer and after a 429. Should a later version stop doing that, these numbers say so.
 */
let server: ReplicateServer;
afterEach(() => server.close());

async function wish(): Promise<unknown> {
  const stock = new Replicate({ auth: TEST_TOKEN, baseUrl: server.url });
  const run = { model: 'black-forest-labs/flux-schnell' as const, input: { prompt: 'x' } };
  return stock.predictions.create(run).catch((error: unknown) => error);
}

describe('the npm package replicate 1.4.0', () => {
  it('understands the server when nothing goes wrong', async () => {
    server = await startReplicateServer();
    expect(await wish()).toMatchObject({ status: 'starting', model: 'black-forest-labs/flux-schnell' });
    expect(server.posts()).toHaveLength(1);
  });

  it('pays six times for one wish when the answer is lost', async () => {
    server = await startReplicateServer({ script: [{ kind: 'reset-after-charge', times: 100 }] });
    expect(await wish()).toBeInstanceOf(TypeError);
    expect([server.posts().length, server.charges().length]).toEqual([6, 6]);
    expect(new Set(server.charges().map(({ nonce }) => nonce)).size).toBe(1);
  });

  it('pays twice when only the first answer is lost', async () => {
    server = await startReplicateServer({ script: [{ kind: 'reset-after-charge' }] });
    expect(await wish()).toMatchObject({ status: 'starting' });
    expect([server.posts().length, server.charges().length]).toEqual([2, 2]);
  });

  it('sends a throttled create six times without the wait that it was told', async () => {
    server = await startReplicateServer({
      script: [{ kind: 'rate-limit-header', retryAfterSeconds: 120, times: 100 }],
    });
    expect(await wish()).toBeInstanceOf(Error);
    expect([server.posts().length, server.charges().length]).toEqual([6, 0]);
  });

  it('sends a create that met a 500 once', async () => {
    server = await startReplicateServer({ script: [{ kind: 'error-500', times: 100 }] });
    expect(await wish()).toBeInstanceOf(Error);
    expect(server.posts()).toHaveLength(1);
  });
});
