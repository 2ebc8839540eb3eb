import type { MessageKey } from '../../../shared/i18n/translate.ts';
import type { CallPolicies, CallPoliciesPatch } from '../../../shared/model/call-policies.ts';
import { MINUTES, PERCENT, SECONDS } from './policy-table.ts';
import type { Bound } from './policy-table.ts';

/** The numbers of the table of policies, in groups as they are shown. Pure data; the repeats are a table of their own. */

export interface PolicyNumber {
  /** Where it stands in the table: `breaker.openMs`. */
  path: string;
  bound: Bound;
  scale: number;
  /** Another number of the table that this one must not be below. */
  notBelow?: string;
}
export interface PolicyGroup {
  id: 'looks' | 'line' | 'breaker' | 'reconcile' | 'silence' | 'jitter' | 'speed';
  numbers: readonly PolicyNumber[];
  /** Two and two belong together. */
  isPaired?: true;
}

export const POLICY_GROUPS: readonly PolicyGroup[] = [
  {
    id: 'looks',
    isPaired: true,
    numbers: [
      { path: 'pollMs.image', bound: 'pollMs', scale: SECONDS },
      { path: 'quickPollingMs.image', bound: 'quickPollingMs', scale: SECONDS, notBelow: 'pollMs.image' },
      { path: 'pollMs.video', bound: 'pollMs', scale: SECONDS },
      { path: 'quickPollingMs.video', bound: 'quickPollingMs', scale: SECONDS, notBelow: 'pollMs.video' },
      { path: 'pollMs.speech', bound: 'pollMs', scale: SECONDS },
      { path: 'quickPollingMs.speech', bound: 'quickPollingMs', scale: SECONDS, notBelow: 'pollMs.speech' },
      { path: 'pollMs.text', bound: 'pollMs', scale: SECONDS },
      { path: 'quickPollingMs.text', bound: 'quickPollingMs', scale: SECONDS, notBelow: 'pollMs.text' },
      { path: 'latePollMs', bound: 'latePollMs', scale: SECONDS },
    ],
  },
  {
    id: 'line',
    numbers: [
      { path: 'offline.probeFirstMs', bound: 'probeMs', scale: SECONDS },
      { path: 'offline.probeMaxMs', bound: 'probeMs', scale: SECONDS, notBelow: 'offline.probeFirstMs' },
    ],
  },
  {
    id: 'breaker',
    numbers: [
      { path: 'breaker.failures', bound: 'breakerFailures', scale: 1 },
      { path: 'breaker.openMs', bound: 'breakerOpenMs', scale: SECONDS },
    ],
  },
  {
    id: 'reconcile',
    numbers: [
      { path: 'reconcile.everyMs', bound: 'reconcileEveryMs', scale: SECONDS },
      { path: 'reconcile.askAfterMs', bound: 'reconcileAskAfterMs', scale: SECONDS, notBelow: 'reconcile.everyMs' },
      { path: 'reconcile.windowMs', bound: 'reconcileWindowMs', scale: MINUTES, notBelow: 'reconcile.askAfterMs' },
    ],
  },
  {
    id: 'silence',
    numbers: [
      { path: 'stalledMs', bound: 'stalledMs', scale: MINUTES },
      { path: 'unknownStatusMs', bound: 'unknownStatusMs', scale: MINUTES },
    ],
  },
  {
    id: 'jitter',
    numbers: [
      { path: 'jitter.share', bound: 'jitterShare', scale: PERCENT },
      { path: 'jitter.maxMs', bound: 'jitterMaxMs', scale: SECONDS },
    ],
  },
  {
    id: 'speed',
    numbers: [
      { path: 'vendorDefaults.concurrency', bound: 'concurrency', scale: 1 },
      { path: 'vendorDefaults.createsPerMinute', bound: 'createsPerMinute', scale: 1 },
      { path: 'vendorDefaults.createBurst', bound: 'burst', scale: 1 },
      { path: 'vendorDefaults.readsPerMinute', bound: 'readsPerMinute', scale: 1 },
      { path: 'vendorDefaults.readBurst', bound: 'burst', scale: 1 },
    ],
  },
];

type Node = Readonly<Record<string, unknown>>;

/** A number of the table; NaN where there is none at that place. */
export function numberAt(policies: CallPolicies, path: string): number {
  const value = path.split('.').reduce<unknown>((node, name) => (node as Node | undefined)?.[name], policies);
  return typeof value === 'number' ? value : Number.NaN;
}

/** The change that sets some numbers, by place. */
export function patchOf(numbers: readonly (readonly [path: string, value: number])[]): CallPoliciesPatch {
  const patch: Record<string, unknown> = {};
  for (const [path, value] of numbers) {
    const [group = '', name] = path.split('.');
    patch[group] = name === undefined ? value : { ...(patch[group] as object | undefined), [name]: value };
  }
  return patch as CallPoliciesPatch;
}

/** What a number is called; its unit stands in it. */
export const nameKeyOf = ({ path }: Pick<PolicyNumber, 'path'>): MessageKey => `policies.${path}` as MessageKey;
