import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyDiff,
  conflictsOf,
  diffTables,
  fittingPart,
  isEmptyDiff,
  reverseDiff,
  squashDiffs,
} from './records-diff.ts';
import type { RecordTables } from './records-diff.ts';

const value = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.constantFrom('a', 'b', null),
  fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
  fc.record({ size: fc.constantFrom('MS', 'CU'), deep: fc.record({ x: fc.integer({ min: 0, max: 2 }) }) }),
  fc.record({ size: fc.constantFrom('MS', 'CU'), note: fc.constantFrom('n', 'm') }, { requiredKeys: ['size'] }),
);
const record = fc.record({ text: value, camera: value, orderKey: fc.constantFrom('a0', 'a1') });
const table = fc.dictionary(fc.constantFrom('r1', 'r2', 'r3', 'r4'), record, { noNullPrototype: true });
const tables: fc.Arbitrary<RecordTables> = fc.record({ shots: table, scenes: table });
const json = (state: RecordTables): unknown => JSON.parse(JSON.stringify(state));

describe('records diff', () => {
  it('leads from one state to the other, and back', () => {
    fc.assert(
      fc.property(tables, tables, (before, after) => {
        const diff = diffTables(before, after);
        expect(json(applyDiff(before, diff))).toEqual(json(after));
        expect(json(applyDiff(after, reverseDiff(diff)))).toEqual(json(before));
        expect(reverseDiff(reverseDiff(diff))).toEqual(diff);
      }),
    );
  });

  it('squashes two diffs to one that does what both did', () => {
    fc.assert(
      fc.property(tables, tables, tables, (one, two, three) => {
        const squashed = squashDiffs(diffTables(one, two), diffTables(two, three));
        expect(json(applyDiff(one, squashed))).toEqual(json(three));
        expect(json(applyDiff(three, reverseDiff(squashed)))).toEqual(json(one));
        expect(conflictsOf(one, squashed)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('squashes a part into a whole and a whole over its parts', () => {
    const one = { t: { r: { camera: { size: 'MS', lens: 'long' } } } };
    const two = { t: { r: { camera: { size: 'CU', lens: 'long' } } } };
    const three = { t: { r: { camera: { size: 'CU' } } } };
    const squashed = squashDiffs(diffTables(one, two), diffTables(two, three));
    expect(squashed['t']?.updated).toEqual({ r: { camera: [{ size: 'MS', lens: 'long' }, { size: 'CU' }] } });
    expect(isEmptyDiff(squashDiffs(diffTables(one, two), diffTables(two, one)))).toBe(true);
  });

  it('is as small as what changed', () => {
    const before = { shots: { s: { text: 'x'.repeat(5_000), camera: { size: 'MS', lens: 'long' } } } };
    const after = { shots: { s: { ...before.shots.s, camera: { size: 'CU', lens: 'long' } } } };
    expect(diffTables(before, after)).toEqual({
      shots: { added: {}, updated: { s: { 'camera.size': ['MS', 'CU'] } }, removed: {} },
    });
  });

  it('names the record and the field where it does not find what it was made on', () => {
    const before = { shots: { s: { text: 'old', size: 'MS' }, gone: { text: 'g', size: 'MS' } } };
    const diff = diffTables(before, { shots: { s: { text: 'new', size: 'CU' }, gone: { text: 'h', size: 'MS' } } });
    const elsewhere = { shots: { s: { text: 'theirs', size: 'MS' } } };
    expect(conflictsOf(before, diff)).toEqual([]);
    expect(conflictsOf(elsewhere, diff)).toEqual([
      { table: 'shots', id: 's', field: 'text', expected: 'old', found: 'theirs' },
      { table: 'shots', id: 'gone', field: null, expected: 'present', found: 'absent' },
    ]);
    const fit = fittingPart(elsewhere, diff);
    expect(fit.conflicts).toHaveLength(2);
    expect(applyDiff(elsewhere, fit.diff)).toEqual({ shots: { s: { text: 'theirs', size: 'CU' } } });
  });

  it('fits anywhere without ever contradicting what is there', () => {
    fc.assert(
      fc.property(tables, tables, tables, (before, after, elsewhere) => {
        const { diff } = fittingPart(elsewhere, diffTables(before, after));
        expect(conflictsOf(elsewhere, diff)).toEqual([]);
      }),
    );
  });
});
