import { oc } from '@orpc/contract';
import { z } from 'zod';
import type { ErrorCode } from './errors.ts';
import { STATUS_OF_ERROR } from './error-status.ts';

/** Who may call: each role may do what the one before it may. `public` needs no token. */
export const ROLES = ['public', 'reviewer', 'editor', 'owner'] as const;
export type Role = (typeof ROLES)[number];
export type TokenRole = Exclude<Role, 'public'>;

/** Whether a caller with the role `held` may do what wants the role `wanted`. */
export function mayDo(held: Role, wanted: Role): boolean {
  return ROLES.indexOf(held) >= ROLES.indexOf(wanted);
}

/** R11.2: how often one caller may do it in a minute over HTTP. */
export const CALLS_PER_MINUTE = { generate: 5, jobs: 30, render: 2, upload: 10, approve: 5 } as const;
export type RateClass = keyof typeof CALLS_PER_MINUTE;

export interface ProcedureMeta {
  /** A procedure without one is refused on every door, and fails the role test. */
  role?: Role;
  rate?: RateClass;
}

/** What travels with every error code. `message` beside it is an English sentence. */
export const errorDataSchema = z.strictObject({
  details: z.record(z.string(), z.unknown()),
  retryable: z.boolean(),
  correlationId: z.string(),
});
export type ErrorData = z.infer<typeof errorDataSchema>;

type ErrorMapOf<C extends ErrorCode> = Record<C, { status: number; data: typeof errorDataSchema }>;

/** Declares codes that a procedure may answer with. */
export function errorsOf<const C extends readonly ErrorCode[]>(...codes: C): ErrorMapOf<C[number]> {
  return Object.fromEntries(
    codes.map((code) => [code, { status: STATUS_OF_ERROR[code], data: errorDataSchema }]),
  ) as ErrorMapOf<C[number]>;
}

/** What every call may meet, whatever it does. */
const COMMON = errorsOf(
  'invalid-input',
  'unauthorized',
  'forbidden',
  'rate-limited',
  'payload-too-large',
  'disk-full',
  'library-busy',
  'library-readonly',
  'internal',
);

/** Beginning of every procedure of the contract. */
export const procedure = oc.$meta<ProcedureMeta>({}).errors(COMMON);

/** Input of a call that needs none. */
export const noInput = z.strictObject({}).optional();

/** A whole number that comes as digits in a query string and as a number on the other doors. */
export const countInput = (max: number) =>
  z
    .union([z.int().min(1).max(max), z.string().regex(/^[1-9]\d{0,3}$/)])
    .transform((value) => Math.min(Number(value), max));

/** Who calls, and through which door: every door builds one and nothing below it looks further. */
export interface CallContext {
  role: Role;
  /** For rates and logs: a token's subject, never the token. */
  caller: string;
  door: 'memory' | 'port' | 'socket' | 'http';
}

/** Only a door on the person's own machine speaks of folders. */
export const isLocalDoor = ({ door }: Pick<CallContext, 'door'>): boolean => door === 'port' || door === 'memory';
