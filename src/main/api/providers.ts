import { implement } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { providersContract } from '../../shared/contract/providers.ts';
import type { LineView, ProviderView } from '../../shared/contract/providers.ts';
import { DEFAULT_CALL_POLICIES } from '../../shared/model/call-policies.ts';
import type { CallPolicies, CallPoliciesPatch } from '../../shared/model/call-policies.ts';
import type { EventHub } from './event-hub.ts';

/** What the calls about providers work with. A key goes in and never comes out. */
export interface ProviderDesk {
  list(): Promise<ProviderView[]>;
  /** All throw AppError `provider-unknown`. */
  setKey(vendor: string, key: string): Promise<ProviderView>;
  removeKey(vendor: string): Promise<ProviderView>;
  /** Throws AppError with the code of what the vendor or the line said. */
  test(vendor: string): Promise<{ account: string }>;
  resume(vendor: string): Promise<ProviderView>;
  /** Lifts what blocks the vendor; only the work of this need goes on. */
  resumeNeed(vendor: string, needId: string): Promise<ProviderView>;
  line(): LineView | null;
  tryLine(): LineView | null;
  policies: {
    get(): CallPolicies;
    update(patch: CallPoliciesPatch): CallPolicies;
    reset(): CallPolicies;
  };
}

/** `providers`: keys, health, models and policies; every window hears of a change. */
export function createProvidersApi(deps: {
  providerDesk: ProviderDesk;
  hub: Pick<EventHub, 'changed'>;
  library: { person: { id: string } };
}) {
  const { providerDesk: desk, hub, library } = deps;
  const os = implement(providersContract).$context<CallContext>();
  const told = <T>(answer: T): T => {
    hub.changed('settings', library.person.id);
    return answer;
  };
  const table = (policies: CallPolicies) => ({ policies, defaults: DEFAULT_CALL_POLICIES });
  return os.router({
    list: os.list.handler(async () => ({ providers: await desk.list() })),
    setKey: os.setKey.handler(async ({ input: { vendor, key } }) => told(await desk.setKey(vendor, key))),
    removeKey: os.removeKey.handler(async ({ input: { vendor } }) => told(await desk.removeKey(vendor))),
    test: os.test.handler(({ input: { vendor } }) => desk.test(vendor)),
    resume: os.resume.handler(async ({ input: { vendor } }) => told(await desk.resume(vendor))),
    line: os.line.handler(() => ({ line: desk.line() })),
    tryLine: os.tryLine.handler(() => ({ line: desk.tryLine() })),
    policies: os.policies.handler(() => table(desk.policies.get())),
    updatePolicies: os.updatePolicies.handler(({ input }) => told(table(desk.policies.update(input)))),
    resetPolicies: os.resetPolicies.handler(() => told(table(desk.policies.reset()))),
  });
}
