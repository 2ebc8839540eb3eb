import { MessageChannel } from 'node:worker_threads';
import { implement } from '@orpc/server';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import { expect, it } from 'vitest';
import { projectsContract } from '../../shared/contract/projects.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { newUuid } from '../platform/ids.ts';
import { createPortDoor, PORT_MESSAGE_MAX_BYTES } from './rpc-port.ts';

function open() {
  const dropped: string[] = [];
  const calls: string[] = [];
  const contract = { rename: projectsContract.rename };
  const os = implement(contract).$context<CallContext>();
  const router = os.router({
    rename: os.rename.handler(({ input }) => {
      calls.push(input.name);
      return input;
    }),
  });
  const { port1, port2 } = new MessageChannel();
  const log = {
    debug() {},
    info() {},
    warn: (_: string, fields: object = {}) => dropped.push(String((fields as { why?: string }).why)),
    error() {},
  };
  // A clock that stands: all messages fall into one second.
  createPortDoor({ router, log, clock: { nowMs: () => 0, monotonicMs: () => 5_000 }, newId: newUuid }).attach(port1, {
    role: 'owner',
    caller: 'test',
    door: 'port',
  });
  port2.start();
  const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port: port2 as never }));
  return { dropped, calls, port2, client, close: () => port2.close() };
}
const projectId = newUuid();

it('SECURITY: E8: objects, classes and large messages are dropped before a call is looked for; text goes on', async () => {
  const door = open();
  for (const message of [{ i: '1', p: { u: 'http://orpc/rename' } }, new Map([[1, 2]]), [1, 'x'], null, 7, new Date(0)])
    door.port2.postMessage(message);
  door.port2.postMessage('x'.repeat(PORT_MESSAGE_MAX_BYTES + 1));
  door.port2.postMessage(new Uint8Array(5_000_000));
  // Fair in form, no call in content: neither an answer nor an error that escapes.
  for (const text of ['{}', '[]', '{"i":1}', '7']) door.port2.postMessage(text);
  expect((await door.client.rename({ projectId, name: 'after all that' })).name).toBe('after all that');
  expect(door.dropped).toEqual([...Array.from({ length: 6 }, () => 'not text or bytes'), 'too large', 'too large']);
  expect(door.calls).toEqual(['after all that']);
  door.close();
});

it('SECURITY: E8: a flood is cut', async () => {
  const door = open();
  for (let index = 0; index < 600; index += 1) door.port2.postMessage('noise');
  await new Promise((done) => setImmediate(done));
  await expect.poll(() => door.dropped.length).toBe(600);
  expect(door.dropped.filter((why) => why === 'too many')).toHaveLength(100);
  expect(door.dropped.filter((why) => why === 'not a call')).toHaveLength(500);
  door.close();
});
