import { implement } from '@orpc/server';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { tokensContract } from '../../shared/contract/tokens.ts';
import type { ApiDeps } from './api-deps.ts';

/** `tokens`: API tokens are given out and taken back by the owner. */
export function createTokensApi(deps: Pick<ApiDeps, 'tokens'>) {
  const os = implement(tokensContract).$context<CallContext>();
  return os.router({
    create: os.create.handler(async ({ input }) => {
      const { id, token, expiresAtMs } = await deps.tokens.issue(input);
      return { id, token, expiresAt: new Date(expiresAtMs).toISOString() };
    }),
    revoke: os.revoke.handler(({ input: { id } }) => {
      if (!deps.tokens.revoke(id)) throw new AppError('not-found', 'no such token', { what: 'token', id });
      return { id, revoked: true as const };
    }),
  });
}
