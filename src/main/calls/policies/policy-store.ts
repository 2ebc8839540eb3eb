import { z } from 'zod';
import { AppError } from '../../../shared/contract/errors.ts';
import {
  callPoliciesPatchSchema,
  DEFAULT_CALL_POLICIES,
  mergeCallPolicies,
  readCallPolicies,
} from '../../../shared/model/call-policies.ts';
import type { CallPolicies, CallPoliciesPatch } from '../../../shared/model/call-policies.ts';
import type { LibraryDb } from '../../db/open.ts';
import type { Repositories } from '../../db/repositories.ts';

const KEY = 'call-policies';

/** The table of policies of an open library with a person's edits in it. */
export interface PolicyStore {
  get(): CallPolicies;
  /** Writes and answers with all. Throws AppError `invalid-input` for values out of bounds, and what writing throws. */
  update(patch: CallPoliciesPatch): CallPolicies;
  /** Back to what the product brings. */
  reset(): CallPolicies;
  /** Called after each change, with the new table; the answer takes the listener back. */
  onChange(listener: (policies: CallPolicies) => void): () => void;
}

/** A damaged table is no reason to refuse a library: it begins anew. */
function stored(repos: Pick<Repositories, 'settings'>): CallPolicies {
  try {
    return readCallPolicies(repos.settings.find(KEY, z.unknown()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'library-corrupt') return DEFAULT_CALL_POLICIES;
    throw error;
  }
}

/** Opens the table. A damaged group of it reads as its default. */
export function createPolicyStore(deps: { db: LibraryDb; repos: Pick<Repositories, 'settings'> }): PolicyStore {
  const { db, repos } = deps;
  const listeners = new Set<(policies: CallPolicies) => void>();
  let current = stored(repos);
  const tell = (next: CallPolicies): CallPolicies => {
    current = next;
    for (const listener of listeners) listener(next);
    return next;
  };
  return {
    get: () => current,
    update(patch) {
      const parsed = callPoliciesPatchSchema.safeParse(patch);
      if (!parsed.success) throw new AppError('invalid-input', 'not a change of the table of policies', { issues: [] });
      const next = mergeCallPolicies(current, parsed.data);
      db.write(() => repos.settings.set(KEY, next), 'call-policies.update');
      return tell(next);
    },
    reset() {
      db.write(() => repos.settings.remove(KEY), 'call-policies.reset');
      return tell(DEFAULT_CALL_POLICIES);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
