import { createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync, chmodSync } from 'node:fs';
import { dirname } from 'node:path';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { TokenRole } from '../../shared/contract/procedure.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import { isSameToken } from './request-guard.ts';
import type { Credential } from './request-guard.ts';

/** A fresh token of 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Reads the signing key, or makes it: 0600, beside the library (decision 33). */
export function loadSigningKey(file: string): Uint8Array {
  try {
    const key = readFileSync(file);
    if (key.length === 32) return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(file, key, { mode: 0o600 });
  // The mode of `writeFileSync` counts only for a new file.
  chmodSync(file, 0o600);
  return key;
}

/** Where given and revoked tokens are remembered. */
export interface TokenLedger {
  /** Remembers a token that was given out. */
  add(id: string, expiresAtMs: number): void;
  has(id: string): boolean;
  revoke(id: string): void;
  isRevoked(id: string): boolean;
}

const ISSUER = 'framewright';
const DAY_MS = 86_400_000;
const claimsSchema = z.object({ sub: z.string().min(1), jti: z.uuid(), role: z.enum(['reviewer', 'editor', 'owner']) });

/** API tokens: JWT with subject, role and expiry, signed with this library's key, and revocable (decision 3). */
export function createTokenDesk(deps: { key: Uint8Array; ledger: TokenLedger; clock: Clock; newId: NewId }) {
  const { key, ledger, clock, newId } = deps;
  return {
    async issue(wish: { subject: string; role: TokenRole; expiresInDays: number }) {
      const id = newId();
      const expiresAtMs = clock.nowMs() + wish.expiresInDays * DAY_MS;
      const token = await new SignJWT({ role: wish.role })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer(ISSUER)
        .setSubject(wish.subject)
        .setJti(id)
        .setIssuedAt(Math.floor(clock.nowMs() / 1_000))
        .setExpirationTime(Math.floor(expiresAtMs / 1_000))
        .sign(key);
      ledger.add(id, expiresAtMs);
      return { id, token, expiresAtMs };
    },
    revoke(id: string): boolean {
      if (!ledger.has(id)) return false;
      ledger.revoke(id);
      return true;
    },
    /** Who shows this token; null when it is not ours, is over, or was revoked. */
    async verify(token: string): Promise<{ role: TokenRole; caller: string } | null> {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: ISSUER,
          algorithms: ['HS256'],
          requiredClaims: ['exp', 'sub', 'jti'],
          currentDate: new Date(clock.nowMs()),
        });
        const { sub, jti, role } = claimsSchema.parse(payload);
        return ledger.isRevoked(jti) || !ledger.has(jti) ? null : { role, caller: `${role}:${sub}` };
      } catch {
        return null;
      }
    },
  };
}
export type TokenDesk = ReturnType<typeof createTokenDesk>;

/**
 * Browser sessions: each has a cookie value of its own, signed with the start token. A server that is started again with
 * the same token knows its windows; one with a fresh token knows none of them.
 */
export function createSessions(startToken: string, desk: Pick<TokenDesk, 'verify'>) {
  const isStart = (token: string): boolean => isSameToken(token, startToken);
  const sign = (name: string): string => createHmac('sha256', startToken).update(`session:${name}`).digest('base64url');
  const isSession = (value: string): boolean => {
    const [name = '', signature = ''] = value.split('.');
    return name !== '' && isSameToken(signature, sign(name));
  };
  return {
    /** Cookie value for a start token; null for anything else. */
    open(token: string): string | null {
      if (!isStart(token)) return null;
      const name = newToken();
      return `${name}.${sign(name)}`;
    },
    async check(credential: NonNullable<Credential>): Promise<{ role: TokenRole; caller: string } | null> {
      if (credential.kind === 'cookie')
        return isSession(credential.value) ? { role: 'owner', caller: 'owner:window' } : null;
      return isStart(credential.value) ? { role: 'owner', caller: 'owner:start' } : desk.verify(credential.value);
    },
  };
}
export type Sessions = ReturnType<typeof createSessions>;
