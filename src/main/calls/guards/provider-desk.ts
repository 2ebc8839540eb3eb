import { AppError } from '../../../shared/contract/errors.ts';
import type { LineView, ProviderView } from '../../../shared/contract/providers.ts';
import { limitsOfVendor } from '../../../shared/model/call-policies.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ListedPrice } from '../../money/prices.ts';
import type { KeyPlace } from '../../providers/key-ring.ts';
import type { RemoteAdapter, RemoteModel } from '../../providers/remote-port.ts';
import { ProviderError } from '../../providers/remote-port.ts';
import { keyNeedOf } from '../call-needs.ts';
import type { ResumeWish } from '../call-needs.ts';
import { errorOfTrouble, troubleOf } from '../call-trouble.ts';
import type { PolicyStore } from '../policies/policy-store.ts';
import { failureKindOf } from './breaker.ts';
import type { VendorGuards } from './vendor-guards.ts';

/** Names as vendors write them. */
const NAMES: Readonly<Record<string, string>> = { replicate: 'Replicate' };

const TEST_LIMIT_MS = 20_000;

/** A gateway's address may carry a name and a password: those are not shown. */
function shownAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { origin, pathname } = new URL(url);
  return pathname === '/' ? origin : `${origin}${pathname}`;
}

export interface ProviderDeskDeps {
  adapters: readonly Pick<RemoteAdapter, 'vendor' | 'models' | 'checkKey'>[];
  keys: {
    describe(vendor: string): Promise<KeyPlace>;
    set(vendor: string, text: string): Promise<KeyPlace>;
    remove(vendor: string): Promise<KeyPlace>;
  };
  prices: { list(): ListedPrice[] };
  guards: Pick<VendorGuards, 'health' | 'unblock' | 'succeeded' | 'failed' | 'connectivity'>;
  clock: Clock;
  /** Pieces of work of these vendors that are not done. */
  countOpen(vendors: readonly string[]): number;
  policies: PolicyStore;
  /** The address in use where it is not the vendor's own, else null. */
  baseUrlOf(vendor: string): string | null;
  /** Lets the work go on that waited. */
  onResume(wish: ResumeWish): void;
}

/** Keys, health and models of all vendors, as the settings show them. No answer and no error carries a key. */
export function createProviderDesk(deps: ProviderDeskDeps) {
  const { adapters, keys, prices, guards, policies, clock, baseUrlOf, onResume } = deps;

  const adapterOf = (vendor: string) => {
    const found = adapters.find((adapter) => adapter.vendor === vendor);
    if (found !== undefined) return found;
    const known = adapters.map((adapter) => adapter.vendor).join(', ');
    throw new AppError('provider-unknown', `no provider ${vendor}`, { id: vendor, what: 'keys', known });
  };
  const keyState = async (vendor: string): Promise<ProviderView['key']> => {
    try {
      return await keys.describe(vendor);
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-possible-now') return 'locked';
      throw error;
    }
  };
  const modelView = (model: RemoteModel, listed: readonly ListedPrice[]): ProviderView['models'][number] => {
    const { id, kind, label, startFrame, endFrame, references, seconds, ratios, replacement } = model;
    const own = listed.filter((price) => price.model === id && price.use === 'offered');
    return {
      ...{ id, kind, label, startFrame, endFrame, references, replacement },
      seconds: [...seconds],
      ratios: [...ratios],
      prices: own.map(({ unit, variant, unitMicroUsd, date, source, confidence, isEdited }) => ({
        ...{ unit, variant, microUsd: unitMicroUsd, date, source, confidence, isEdited },
      })),
    };
  };
  const view = async (vendor: string): Promise<ProviderView> => {
    const { models } = adapterOf(vendor);
    const listed = prices.list();
    return {
      vendor,
      name: NAMES[vendor] ?? vendor,
      key: await keyState(vendor),
      baseUrl: shownAddress(baseUrlOf(vendor)),
      health: guards.health(vendor),
      models: models.map((model) => modelView(model, listed)),
      limits: limitsOfVendor(policies.get(), vendor),
    };
  };
  const resume = (vendor: string, wish: ResumeWish): void => {
    guards.unblock(vendor);
    onResume(wish);
  };
  /** The vendor takes the key: what waited for one goes on. An empty account is another matter. */
  const keyIsGood = (vendor: string): void => {
    if (guards.health(vendor).state === 'auth-blocked') resume(vendor, { kind: 'need', id: keyNeedOf(vendor) });
  };

  /** A monotonic time on the wall clock of now. */
  const wallOf = (monoMs: number): number => Math.max(0, Math.round(clock.nowMs() + monoMs - clock.monotonicMs()));
  const line = (): LineView | null => {
    const banner = guards.connectivity.banner();
    if (banner === null) return null;
    const { trouble, vendors, sinceMs, nextProbeAtMs, isBack } = banner;
    return {
      trouble,
      vendors: vendors.map((vendor) => ({ vendor, name: NAMES[vendor] ?? vendor })),
      sinceMs: wallOf(sinceMs),
      nextTryAtMs: nextProbeAtMs === null ? null : wallOf(nextProbeAtMs),
      isBack,
      waiting: deps.countOpen(vendors),
    };
  };

  return {
    policies,
    /** What cannot be reached; null while everything can. */
    line,
    /** The same, after it is tried at once: what the trial finds comes as a hint. */
    tryLine(): LineView | null {
      guards.connectivity.probeNow();
      return line();
    },
    list: (): Promise<ProviderView[]> => Promise.all(adapters.map(({ vendor }) => view(vendor))),
    async setKey(vendor: string, key: string): Promise<ProviderView> {
      adapterOf(vendor);
      await keys.set(vendor, key);
      // A new key is the answer to the one prompt; whether it is a good one is said by its first use.
      keyIsGood(vendor);
      return view(vendor);
    },
    async removeKey(vendor: string): Promise<ProviderView> {
      adapterOf(vendor);
      await keys.remove(vendor);
      return view(vendor);
    },
    async test(vendor: string): Promise<{ account: string }> {
      const adapter = adapterOf(vendor);
      try {
        const { account } = await adapter.checkKey({ signal: AbortSignal.timeout(TEST_LIMIT_MS) });
        guards.succeeded(vendor, '');
        keyIsGood(vendor);
        return { account };
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        // What this says of key, account and line holds for all work; a vendor that is unwell is judged by work alone.
        if (failureKindOf(error.fault.code) === undefined) guards.failed(vendor, { id: '', jobId: '' }, error.fault);
        const none = { phase: 'test', charged: 'no' as const, amountMicroUsd: 0 };
        throw errorOfTrouble(troubleOf({ model: vendor, id: '' }, error.fault, none));
      }
    },
    async resume(vendor: string): Promise<ProviderView> {
      adapterOf(vendor);
      resume(vendor, { kind: 'vendor', vendor });
      return view(vendor);
    },
    /** Lifts what blocks a vendor and lets the work of one need go on, and no other. */
    async resumeNeed(vendor: string, id: string): Promise<ProviderView> {
      adapterOf(vendor);
      resume(vendor, { kind: 'need', id });
      return view(vendor);
    },
  };
}
export type ProviderDesk = ReturnType<typeof createProviderDesk>;
