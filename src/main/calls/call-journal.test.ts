import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CALL_STATES } from '../../shared/model/paid-call.ts';
import type { PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import { compactJournal, newestOfJournal, openCallJournal, readJournal } from './call-journal.ts';
import { isRestoredAlone, moneyOf, revived } from './replay-journal.ts';

const NOW = 1_800_000_000_000;
const row = (id: string, more: Partial<PaidCallRow> = {}): PaidCallRow => ({
  ...{ id, orderKey: `${id}:buy`, attempt: 1, jobId: `job-${id}`, runId: null, projectId: null, campaignId: null },
  ...{ shotId: null, vendor: 'replicate', model: 'replicate/a/b', state: 'SUBMITTING', requestHash: 'h', nonce: 'n' },
  ...{ bodySha256: 'b', match: { model: 'a/b' }, request: { prompt: 'a “street” \n ถนน' }, remoteId: null },
  ...{ estimateMicroUsd: 3_000, chargedMicroUsd: null, priceDate: '2026-08-01', counters: {}, outputs: [] },
  ...{ sha256: null, bytes: null, mime: null, error: null, flags: [], choice: null, waitUntilMs: null },
  ...{ createdAtMs: NOW, sentAtMs: NOW, submittedAtMs: null, updatedAtMs: NOW, finishedAtMs: null },
  ...more,
});

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fw-record-'));
  path = join(folder, 'purchases.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (...calls: PaidCallRow[]): void => {
  const journal = openCallJournal(path);
  for (const call of calls) journal.add(call);
  journal.close();
};

describe('the record of purchases', () => {
  it('holds each call as it stood last, in a file for its owner alone', async () => {
    const journal = openCallJournal(path);
    expect(existsSync(path)).toBe(false);
    journal.add(row('unsent', { state: 'RESERVED', sentAtMs: null }));
    expect(existsSync(path)).toBe(false);
    journal.add(row('a'));
    journal.add(row('b'));
    journal.add(row('a', { state: 'DONE', updatedAtMs: NOW + 1 }));
    await journal.flushed();
    expect(readJournal(path)).toEqual({
      calls: [row('a', { state: 'DONE', updatedAtMs: NOW + 1 }), row('b')],
      unread: 0,
    });
    expect(newestOfJournal(path)).toEqual(row('a', { state: 'DONE', updatedAtMs: NOW + 1 }));
    journal.close();
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that is not there, or empty, knows nothing', () => {
    expect([readJournal(path), newestOfJournal(path)]).toEqual([{ calls: [], unread: 0 }, undefined]);
    writeFileSync(path, '');
    expect([readJournal(path), newestOfJournal(path)]).toEqual([{ calls: [], unread: 0 }, undefined]);
  });

  it('cut at any byte keeps every whole line, and goes on behind it', () => {
    write(row('a'), row('b'), row('c'));
    const whole = readFileSync(path);
    const third = whole.length / 3;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (cut) => {
        writeFileSync(path, whole.subarray(0, cut));
        write(row('d'));
        const ids = readJournal(path).calls.map(({ id }) => id);
        // The last byte of a line is its end: without it the line is whole all the same.
        const lines = Math.floor((cut + 1) / third);
        expect(ids).toEqual([...['a', 'b', 'c'].slice(0, lines), 'd']);
        expect(newestOfJournal(path)?.id).toBe('d');
      }),
      { numRuns: 60 },
    );
  });

  it('passes over what is no line of this version', () => {
    write(row('a'));
    appendFileSync(path, '\u0000\u0000\n{"v":2,"call":{}}\n[]\n{"v":1,"call":{"id":"x","state":"DONE"}}\n');
    write(row('b'));
    expect(readJournal(path).calls.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(readJournal(path).unread).toBe(4);
  });

  it('finds the newest line of a large record without reading all of it', () => {
    write(...Array.from({ length: 2_000 }, (_, at) => row(`call-${at}`)));
    expect(statSync(path).size).toBeGreaterThan(1_000_000);
    expect(newestOfJournal(path)?.id).toBe('call-1999');
  });

  it('says what went wrong when it cannot be written', () => {
    const journal = openCallJournal(join(folder, 'gone', 'purchases.jsonl'));
    expect(() => journal.add(row('a'))).toThrow(expect.objectContaining({ code: 'not-writable' }));
  });

  it('that met a cut write goes on behind it', () => {
    const journal = openCallJournal(path);
    journal.add(row('a'));
    appendFileSync(path, '{"v":1,"call":{"id":"half');
    journal.close();
    write(row('b'));
    expect(readJournal(path)).toMatchObject({ calls: [{ id: 'a' }, { id: 'b' }], unread: 1 });
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk has its own name', () => {
    const journal = openCallJournal('/dev/full');
    expect(() => journal.add(row('a'))).toThrow(expect.objectContaining({ code: 'disk-full' }));
    journal.close();
  });

  it('is written anew once it is large: without what ended before the oldest backup', () => {
    const old = { updatedAtMs: NOW - 10 };
    write(
      row('old and over'),
      row('old and open', { ...old, state: 'RUNNING' }),
      row('new and over', { state: 'DONE' }),
      row('old and over', { ...old, state: 'DONE' }),
    );
    const before = readFileSync(path);
    compactJournal(path, NOW - 5);
    expect(readFileSync(path)).toEqual(before);
    compactJournal(path, NOW - 5, 100);
    expect(readJournal(path).calls.map(({ id }) => id)).toEqual(['old and open', 'new and over']);
    expect(existsSync(`${path}.part`)).toBe(false);
    write(row('after'));
    expect(newestOfJournal(path)?.id).toBe('after');
  });
});

describe('a call that is brought back', () => {
  it.each(CALL_STATES)('from %s: its money is what it was, and it can go on', (state) => {
    const isOver = ['DONE', 'DONE_FLAGGED', 'REJECTED', 'FAILED', 'CANCELED'].includes(state);
    const call = row('a', { state });
    expect(moneyOf(call).state).toBe(
      isOver ? 'released' : ['SUBMITTING', 'UNCERTAIN', 'NEEDS_USER'].includes(state) ? 'uncertain' : 'reserved',
    );
    expect(moneyOf({ ...call, chargedMicroUsd: 4_000 })).toMatchObject({ state: 'charged', amountMicroUsd: 4_000 });
    const back = revived(call, true, NOW + 5);
    expect(back).toMatchObject({ state: state === 'SUBMITTING' ? 'UNCERTAIN' : state, updatedAtMs: NOW + 5 });
    expect(isRestoredAlone(back)).toBe(false);
    expect(isRestoredAlone(revived(call, false, NOW))).toBe(true);
  });

  it('an end of which nobody can say what it cost stays set aside', () => {
    const error = { code: 'provider-failed', message: 'x', details: { charged: 'unknown' } };
    expect(moneyOf(row('a', { state: 'FAILED', error })).state).toBe('uncertain');
    expect(moneyOf(row('a', { state: 'FAILED', error, chargedMicroUsd: 0 })).state).not.toBe('charged');
  });

  it('what was asked with an id known holds its reservation', () => {
    expect(moneyOf(row('a', { state: 'NEEDS_USER', remoteId: 'r' })).state).toBe('reserved');
  });

  it('a finished one without its job is taken up for its file, one with its job is not', () => {
    const done = row('a', { state: 'DONE', sha256: 's', finishedAtMs: NOW, chargedMicroUsd: 3_000 });
    expect(revived(done, false, NOW)).toMatchObject({ state: 'VERIFYING', finishedAtMs: null });
    expect(revived(done, true, NOW)).toMatchObject({ state: 'DONE', finishedAtMs: NOW });
  });

  it('a clock that was set back makes no call older than its record', () => {
    expect(revived(row('a'), true, NOW - 3_600_000).updatedAtMs).toBe(NOW);
  });
});
