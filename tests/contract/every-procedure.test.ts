import type { AnyContractProcedure } from '@orpc/contract';
import { isContractProcedure } from '@orpc/contract';
import { createProcedureClient, implement } from '@orpc/server';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { appContract } from '../../src/shared/contract/app-contract.ts';
import { ERROR_CODES } from '../../src/shared/contract/errors.ts';
import { mayDo, ROLES } from '../../src/shared/contract/procedure.ts';
import type { ProcedureMeta, Role } from '../../src/shared/contract/procedure.ts';
import { testInterceptor } from '../support/doors/test-doors.ts';

/** Tests that are written by the contract: a procedure that is added tomorrow is tested tomorrow. */

const procedures: [string, AnyContractProcedure][] = [];
const walk = (node: object, path: readonly string[]): void => {
  for (const [name, child] of Object.entries(node)) {
    if (isContractProcedure(child)) procedures.push([[...path, name].join('.'), child]);
    else walk(child as object, [...path, name]);
  }
};
walk(appContract, []);

const metaOf = (contract: AnyContractProcedure): ProcedureMeta => contract['~orpc'].meta;
const inputOf = (contract: AnyContractProcedure): ZodType => contract['~orpc'].inputSchema as never;

function spyOn(contract: AnyContractProcedure, role: Role) {
  const calls = { count: 0 };
  const handled = implement(contract).handler(() => {
    calls.count += 1;
    return undefined as never;
  });
  const call = createProcedureClient(handled as never, {
    context: { role, caller: role, door: 'memory' } as never,
    path: ['spy'],
    interceptors: [testInterceptor() as never],
  }) as unknown as (input: unknown) => Promise<unknown>;
  return { calls, call };
}

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'answered';
  } catch (error) {
    return String((error as { code: unknown }).code);
  }
};

it('there are procedures', () => expect(procedures.length).toBeGreaterThan(30));

describe.each(procedures)('%s', (name, contract) => {
  it('has a role, a route, a strict input, an output and declared errors', () => {
    const { route, inputSchema, outputSchema, errorMap } = contract['~orpc'];
    expect(ROLES).toContain(metaOf(contract).role);
    expect(route.method).toMatch(/^(GET|POST|DELETE)$/);
    expect(route.path).toMatch(/^\/[\w/{}-]+$/);
    expect(inputSchema).toBeDefined();
    expect(outputSchema).toBeDefined();
    for (const code of Object.keys(errorMap)) expect(ERROR_CODES).toContain(code);
    expect(Object.keys(errorMap)).toContain('invalid-input');
  });

  it.each(ROLES)('as %s', async (role) => {
    const { call } = spyOn(contract, role);
    // An input that no schema takes: whoever may call gets as far as the check of the input.
    const code = await codeOf(call(Symbol('none')));
    const wanted = metaOf(contract).role ?? 'owner';
    expect(code).toBe(mayDo(role, wanted) ? 'invalid-input' : role === 'public' ? 'unauthorized' : 'forbidden');
  });

  it('refuses what is not its input, and its handler is not called', async () => {
    const { call, calls } = spyOn(contract, 'owner');
    const bad: unknown[] = [
      null,
      'text',
      5,
      true,
      [],
      [{}],
      { surprise: 1 },
      JSON.parse('{"__proto__":{"role":"owner"}}'),
      JSON.parse('{"constructor":{"prototype":{"x":1}}}'),
      { surprise: 'x'.repeat(5_000_000) },
      new Date(0),
    ];
    for (const input of bad) {
      // `__proto__` may be dropped on the way; what is left must then be a fair input by itself.
      if (inputOf(contract).safeParse(input).success) continue;
      expect(await codeOf(call(input)), JSON.stringify(input)?.slice(0, 60)).toBe('invalid-input');
    }
    expect(calls.count, name).toBe(0);
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });

  it('takes no generated nonsense', async () => {
    const { call, calls } = spyOn(contract, 'owner');
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withBigInt: true }), async (input) => {
        if (inputOf(contract).safeParse(input).success) return;
        expect(await codeOf(call(input))).toBe('invalid-input');
      }),
      { numRuns: 100 },
    );
    expect(calls.count).toBe(0);
  });
});

it('a procedure without a role is refused for everybody', async () => {
  const [, health] = procedures.find(([name]) => name === 'system.health') ?? [];
  if (health === undefined) throw new Error('no health');
  const bare = Object.create(health) as AnyContractProcedure;
  Object.defineProperty(bare, '~orpc', { value: { ...health['~orpc'], meta: {} } });
  expect(await codeOf(spyOn(bare, 'owner').call({}))).toBe('forbidden');
});
