import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_POLICIES, limitsOfVendor } from '../../../shared/model/call-policies.ts';
import type { CallPoliciesPatch } from '../../../shared/model/call-policies.ts';
import { tempLibrary } from '../../../../tests/support/library/temp-library.ts';
import { createPolicyStore } from './policy-store.ts';

describe('the table of policies in a library', () => {
  it('keeps edits across a restart and tells of them', () => {
    const library = tempLibrary();
    const store = createPolicyStore(library);
    expect(store.get()).toEqual(DEFAULT_CALL_POLICIES);
    const heard: number[] = [];
    const off = store.onChange(({ breaker }) => heard.push(breaker.failures));
    const edited = store.update({
      breaker: { failures: 5 },
      repeats: { video: { timeout: { times: 4, waitsMs: [3_000] } } },
    });
    expect(edited).toEqual({
      ...DEFAULT_CALL_POLICIES,
      breaker: { failures: 5, openMs: 300_000 },
      repeats: {
        ...DEFAULT_CALL_POLICIES.repeats,
        video: { ...DEFAULT_CALL_POLICIES.repeats.video, timeout: { times: 4, waitsMs: [3_000] } },
      },
    });
    expect(createPolicyStore(library).get()).toEqual(edited);
    expect(store.reset()).toEqual(DEFAULT_CALL_POLICIES);
    expect(createPolicyStore(library).get()).toEqual(DEFAULT_CALL_POLICIES);
    off();
    store.update({ breaker: { failures: 7 } });
    expect(heard).toEqual([5, 3]);
  });

  it('limits of one vendor come and go, and others keep the defaults', () => {
    const store = createPolicyStore(tempLibrary());
    const own = { concurrency: 2, createsPerMinute: 6, createBurst: 1, readsPerMinute: 60, readBurst: 5 };
    const edited = store.update({ vendors: { replicate: own } });
    expect(limitsOfVendor(edited, 'replicate')).toEqual(own);
    expect(limitsOfVendor(edited, 'other')).toEqual(DEFAULT_CALL_POLICIES.vendorDefaults);
    expect(limitsOfVendor(edited, 'constructor')).toEqual(DEFAULT_CALL_POLICIES.vendorDefaults);
    expect(store.update({ vendors: { replicate: null } }).vendors).toEqual({});
  });

  it.each<[string, unknown]>([
    ['too often', { repeats: { image: { timeout: { times: 21, waitsMs: [0] } } } }],
    ['no wait', { repeats: { image: { timeout: { times: 1, waitsMs: [] } } } }],
    ['a fault that is never repeated', { repeats: { image: { auth: { times: 1, waitsMs: [0] } } } }],
    ['polling without a pause', { pollMs: { video: 0 } }],
    ['a fraction', { latePollMs: 60_000.5 }],
    ['a foreign field', { surprise: 1 }],
    ['a vendor without a name', { vendors: { '': DEFAULT_CALL_POLICIES.vendorDefaults } }],
  ])('refuses %s and changes nothing', (_what, patch) => {
    const store = createPolicyStore(tempLibrary());
    expect(() => store.update(patch as CallPoliciesPatch)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    expect(store.get()).toEqual(DEFAULT_CALL_POLICIES);
  });

  it('a damaged group reads as its default and the rest stays; damaged text begins anew', () => {
    const library = tempLibrary();
    const { db, repos } = library;
    db.write(() => repos.settings.set('call-policies', { latePollMs: 90_000, breaker: 'no', pollMs: { video: 1 } }));
    expect(createPolicyStore(library).get()).toEqual({ ...DEFAULT_CALL_POLICIES, latePollMs: 90_000 });
    db.sql.prepare("UPDATE setting SET value_json = '{no' WHERE key = 'call-policies'").run();
    expect(createPolicyStore(library).get()).toEqual(DEFAULT_CALL_POLICIES);
  });
});
