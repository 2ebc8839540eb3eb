import { describe, expect, it } from 'vitest';
import { csvCell } from '../../src/main/money/reports.ts';
import { DAY_MS, NOON, tempMoney } from '../support/money/temp-money.ts';

/** Lists, sums and the file for a spreadsheet, over a real library file. */

type Shop = ReturnType<typeof tempMoney>;

/** Four weeks of shopping: what every sum below is counted from. */
function shopping(): Shop {
  const shop = tempMoney();
  const { ledger, call, clock } = shop;
  const buy = (id: string, estimate: number, actual: number | 'lost' | 'open' | 'unsure', more = {}): void => {
    const one = call(id, more);
    ledger.reserve(one, estimate);
    if (actual === 'lost') ledger.release(one);
    else if (actual === 'unsure') ledger.markUncertain(one);
    else if (actual !== 'open') ledger.charge(one, actual);
  };
  // Saturday, 21 November 2026.
  buy('a', 100, 110);
  buy('b', 200, 250, { projectId: 'p2', campaignId: null });
  clock.now = NOON + DAY_MS; // Sunday: the same week.
  buy('c', 300, 'lost');
  clock.now = NOON + 2 * DAY_MS; // Monday: the next one.
  buy('d', 400, 'open', { vendor: 'other', model: 'other/x/y' });
  clock.now = NOON + 10 * DAY_MS; // 1 December.
  buy('e', 500, 'unsure', { projectId: null, campaignId: null });
  return shop;
}

describe('the list of calls', () => {
  it('has the newest first with estimate, actual and what is worth telling', () => {
    const lines = shopping().reports.calls({}, 10);
    expect(
      lines.map(({ callId, state, estimateMicroUsd, chargedMicroUsd, variance, isOverVariance }) => [
        ...[callId, state, estimateMicroUsd, chargedMicroUsd, variance, isOverVariance],
      ]),
    ).toEqual([
      ['e', 'uncertain', 500, null, null, false],
      ['d', 'reserved', 400, null, null, false],
      ['c', 'released', 300, null, null, false],
      ['b', 'charged', 200, 250, 1.25, true],
      ['a', 'charged', 100, 110, 1.1, false],
    ]);
  });

  it('comes in pages that neither repeat nor leave out, while others are written', () => {
    const { reports, ledger, call } = shopping();
    const seen: string[] = [];
    let beforeId: number | undefined;
    for (let page = 0; page < 10; page += 1) {
      const lines = reports.calls({}, 2, beforeId);
      ledger.reserve(call(`new ${page}`), 1);
      if (lines.length === 0) break;
      seen.push(...lines.map(({ callId }) => callId));
      beforeId = lines.at(-1)?.entryId;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it.each([
    [{ projectId: 'p1' }, ['d', 'c', 'a']],
    [{ campaignId: 'c1' }, ['d', 'c', 'a']],
    [{ vendor: 'other' }, ['d']],
    [{ fromDay: '2026-11-22', toDay: '2026-11-23' }, ['d', 'c']],
    [{ projectId: 'p1', toDay: '2026-11-21' }, ['a']],
    [{ projectId: "p1' OR 1=1 --" }, []],
  ])('of %j', (filter, wanted) => {
    expect(
      shopping()
        .reports.calls(filter, 10)
        .map(({ callId }) => callId),
    ).toEqual(wanted);
  });

  it('has a call once, by its last reservation', () => {
    const { reports, ledger, call } = tempMoney();
    const one = call('a');
    ledger.reserve(one, 100);
    ledger.release(one);
    ledger.reserve(one, 120);
    ledger.charge(one, 120);
    expect(reports.calls({}, 10)).toMatchObject([{ callId: 'a', estimateMicroUsd: 120, state: 'charged' }]);
    expect(reports.spending('vendor', {}, 10)).toMatchObject([
      { calls: 1, estimateMicroUsd: 120, chargedMicroUsd: 120 },
    ]);
  });
});

describe('spending', () => {
  const short = (shop: Shop, by: Parameters<Shop['reports']['spending']>[0]) =>
    shop.reports
      .spending(by, {}, 100)
      .map(({ key, calls, chargedMicroUsd, reservedMicroUsd, uncertainMicroUsd }) => [
        ...[key, calls, chargedMicroUsd, reservedMicroUsd, uncertainMicroUsd],
      ]);

  it.each([
    [
      'day',
      [
        ['2026-12-01', 1, 0, 0, 500],
        ['2026-11-23', 1, 0, 400, 0],
        ['2026-11-22', 1, 0, 0, 0],
        ['2026-11-21', 2, 360, 0, 0],
      ],
    ],
    [
      'week',
      [
        ['2026-11-30', 1, 0, 0, 500],
        ['2026-11-23', 1, 0, 400, 0],
        ['2026-11-16', 3, 360, 0, 0],
      ],
    ],
    [
      'month',
      [
        ['2026-12', 1, 0, 0, 500],
        ['2026-11', 4, 360, 400, 0],
      ],
    ],
    [
      'project',
      [
        ['p2', 1, 250, 0, 0],
        ['p1', 3, 110, 400, 0],
        ['', 1, 0, 0, 500],
      ],
    ],
    [
      'campaign',
      [
        ['c1', 3, 110, 400, 0],
        ['', 2, 250, 0, 500],
      ],
    ],
    [
      'vendor',
      [
        ['replicate', 4, 360, 0, 500],
        ['other', 1, 0, 400, 0],
      ],
    ],
    [
      'model',
      [
        ['replicate/a/b', 4, 360, 0, 500],
        ['other/x/y', 1, 0, 400, 0],
      ],
    ],
  ] as const)('by %s', (by, wanted) => expect(short(shopping(), by)).toEqual(wanted));

  it('of every kind adds up to the ledger’s own balance', () => {
    const shop = shopping();
    const all = shop.ledger.balance({});
    for (const by of ['day', 'week', 'month', 'project', 'campaign', 'vendor', 'model'] as const) {
      const lines = shop.reports.spending(by, {}, 100);
      const sum = (name: 'chargedMicroUsd' | 'totalMicroUsd'): number => lines.reduce((is, line) => is + line[name], 0);
      expect([by, sum('chargedMicroUsd'), sum('totalMicroUsd')]).toEqual([by, all.chargedMicroUsd, all.totalMicroUsd]);
    }
  });

  it('compares with what the charged calls alone were estimated at', () => {
    expect(shopping().reports.spending('month', { toDay: '2026-11-30' }, 10)).toMatchObject([
      { estimateMicroUsd: 300, chargedMicroUsd: 360, variance: 1.2 },
    ]);
  });
});

describe('the file for a spreadsheet', () => {
  it('has every call and exact dollars', () => {
    const lines = shopping().reports.csv({}).split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFFday,reserved_at,settled_at,project,campaign,vendor,model,call,state,estimate_usd,charged_usd,variance,price_date',
    );
    expect(lines).toHaveLength(7);
    expect(lines[5]).toMatch(
      /^2026-11-21,2026-11-2\dT[^,]+Z,2026-11-2\dT[^,]+Z,p1,c1,replicate,replicate\/a\/b,a,charged,0\.0001,0\.00011,1\.100,2026-11-20$/,
    );
    expect(lines[1]).toContain(',e,uncertain,0.0005,,,');
    expect(shopping().reports.csv({ vendor: 'nobody' }).split('\r\n')).toHaveLength(2);
  });

  it('is whole where there is more than one page of calls', () => {
    const { reports, ledger, call, db } = tempMoney();
    db.write(() => {
      for (let at = 0; at < 1_203; at += 1) ledger.reserve(call(`k${at}`), 1);
    });
    const lines = reports.csv({}).trimEnd().split('\r\n').slice(1);
    expect(new Set(lines).size).toBe(1_203);
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1+1', "'  =1+1"],
    ['\t=1', "'\t=1"],
    ['\u0000=1', "'\u0000=1"],
    ['＝1', "'＝1"],
    ['\n=1', `"'\n=1"`],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['say "no"', '"say ""no"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['ตลาดน้ำ', 'ตลาดน้ำ'],
    ['', ''],
  ])('writes %j as %j', (value, wanted) => expect(csvCell(value)).toBe(wanted));
});
