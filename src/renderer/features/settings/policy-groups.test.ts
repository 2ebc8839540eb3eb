import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTranslate, isMessageKey } from '../../../shared/i18n/translate.ts';
import {
  callPoliciesPatchSchema,
  DEFAULT_CALL_POLICIES,
  mergeCallPolicies,
  POLICY_BOUNDS,
} from '../../../shared/model/call-policies.ts';
import { nameKeyOf, numberAt, patchOf, POLICY_GROUPS } from './policy-groups.ts';
import { faultOfNumber, keptOf, shownOf } from './policy-table.ts';

const numbers = POLICY_GROUPS.flatMap((group) => group.numbers);
const t = createTranslate('en');

/** Places of all numbers in a table; the repeats and limits of single vendors are shown elsewhere. */
const placesIn = (node: object, before = ''): string[] =>
  Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    const path = before === '' ? name : `${before}.${name}`;
    if (path === 'repeats' || path === 'vendors') return [];
    return typeof value === 'object' && value !== null ? placesIn(value, path) : [path];
  });

describe('the numbers of the table of policies', () => {
  it('are all shown, each once, with a name in both languages', () => {
    expect(numbers.map(({ path }) => path).toSorted()).toEqual(placesIn(DEFAULT_CALL_POLICIES).toSorted());
    for (const number of numbers) {
      expect(isMessageKey(nameKeyOf(number))).toBe(true);
      expect(createTranslate('th')(nameKeyOf(number))).toMatch(/[\u0E00-\u0E7F]/);
    }
  });

  it('are typed as they are shown, and the defaults are good', () => {
    for (const { path, bound, scale, notBelow } of numbers) {
      const kept = numberAt(DEFAULT_CALL_POLICIES, path);
      expect([path, keptOf(shownOf(kept, scale), scale)]).toEqual([path, kept]);
      expect([path, faultOfNumber(shownOf(kept, scale), bound, scale, t)]).toEqual([path, undefined]);
      if (notBelow !== undefined) expect(kept).toBeGreaterThanOrEqual(numberAt(DEFAULT_CALL_POLICIES, notBelow));
    }
  });

  it('take what their bounds take and the library takes, and nothing else', () => {
    const typed = fc.oneof(fc.integer({ min: -5, max: 100_000 }).map(String), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.constantFrom(...numbers), typed, ({ path, bound, scale }, text) => {
        const kept = keptOf(text, scale);
        const isGood = faultOfNumber(text, bound, scale, t) === undefined;
        const { min, max } = POLICY_BOUNDS[bound];
        expect(isGood).toBe(kept >= min && kept <= max);
        expect(callPoliciesPatchSchema.safeParse(patchOf([[path, kept]])).success).toBe(isGood);
      }),
    );
  });

  it('are set where they stand, several at once, and nothing else moves', () => {
    const patch = patchOf([
      ['latePollMs', 90_000],
      ['pollMs.image', 7_000],
      ['pollMs.video', 8_000],
    ]);
    expect(patch).toEqual({ latePollMs: 90_000, pollMs: { image: 7_000, video: 8_000 } });
    const { pollMs, latePollMs, ...rest } = mergeCallPolicies(DEFAULT_CALL_POLICIES, patch);
    expect(rest).toEqual((({ pollMs: _p, latePollMs: _l, ...others }) => others)(DEFAULT_CALL_POLICIES));
    expect([pollMs, latePollMs]).toEqual([{ ...DEFAULT_CALL_POLICIES.pollMs, image: 7_000, video: 8_000 }, 90_000]);
  });
});
