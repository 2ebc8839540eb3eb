import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES, DEFAULT_CALL_POLICIES, REPEATED_FAULTS } from '../../../shared/model/call-policies.ts';
import type { Capability } from '../../../shared/model/call-policies.ts';
import { PROVIDER_ERROR_CODES } from '../../providers/remote-port.ts';
import type { ProviderErrorCode, ProviderFault } from '../../providers/remote-port.ts';
import { CALL_PHASES, nextStep, probeWaitMs } from './next-step.ts';
import type { CallPhase, NextStep, StepSituation } from './next-step.ts';

const NOW_MS = 1_800_000_000_000;
const fault = (code: ProviderErrorCode, retryAfterMs: number | null = null): ProviderFault => ({
  code,
  message: '',
  status: null,
  retryAfterMs,
  fields: [],
});
const situation = (more: Partial<StepSituation> & Pick<StepSituation, 'phase'>): StepSituation => ({
  capability: 'image',
  attemptsOfCode: 1,
  policies: DEFAULT_CALL_POLICIES,
  random: () => 0,
  nowMs: NOW_MS,
  ...more,
});

/** The step in a word, waits in seconds from now. */
function word(step: NextStep): string {
  switch (step.kind) {
    case 'retry':
      return `retry ${step.afterMs / 1_000}`;
    case 'postpone':
      return `postpone ${(step.untilMs - NOW_MS) / 1_000} ${step.reason}`;
    case 'block':
      return `block ${step.cause}`;
    case 'fail':
      return `fail ${step.code}`;
    case 'ask':
      return `ask ${step.reason}`;
    case 'reject':
    case 'reconcile':
      return step.kind;
  }
}

type Column = 'refused' | 'not-sent' | 'upload' | 'poll' | 'download' | 'reconcile' | 'result';
const COLUMNS: Record<Column, Partial<StepSituation> & Pick<StepSituation, 'phase'>> = {
  refused: { phase: 'create', createAnswer: 'refused' },
  'not-sent': { phase: 'create', createAnswer: 'not-sent' },
  upload: { phase: 'upload' },
  poll: { phase: 'poll' },
  download: { phase: 'download' },
  reconcile: { phase: 'reconcile' },
  result: { phase: 'result', charged: 'no' },
};
const COLUMN_NAMES = Object.keys(COLUMNS) as Column[];
const all = (text: string): Record<Column, string> =>
  Object.fromEntries(COLUMN_NAMES.map((column) => [column, text])) as Record<Column, string>;

/** First fault of an image call, by code and phase. */
const FIRST: Record<ProviderErrorCode, Record<Column, string>> = {
  auth: all('block auth'),
  quota: all('block quota'),
  'content-policy': all('reject'),
  'rate-limited': all('postpone 60 rate-limited'),
  offline: all('retry 0'),
  portal: all('postpone 30 portal'),
  'clock-wrong': all('postpone 30 clock-wrong'),
  'disk-full': all('postpone 30 disk-full'),
  'too-many-files': all('postpone 30 too-many-files'),
  'blocked-address': all('fail blocked-address'),
  'invalid-request': {
    ...all('fail invalid-request'),
    poll: 'ask provider-changed',
    reconcile: 'ask provider-changed',
  },
  'not-found': {
    refused: 'ask model-retired',
    'not-sent': 'ask model-retired',
    upload: 'fail not-found',
    poll: 'retry 5',
    download: 'retry 5',
    reconcile: 'ask remote-gone',
    result: 'fail not-found',
  },
  unavailable: { ...all('retry 5'), refused: 'fail unavailable' },
  timeout: { ...all('retry 1'), refused: 'fail timeout' },
  'malformed-response': { ...all('retry 1'), refused: 'fail malformed-response', result: 'fail malformed-response' },
  'provider-failed': {
    refused: 'fail provider-failed',
    'not-sent': 'retry 5',
    upload: 'retry 5',
    poll: 'fail provider-failed',
    download: 'fail provider-failed',
    reconcile: 'ask provider-changed',
    result: 'retry 5',
  },
  'bad-output': {
    refused: 'fail bad-output',
    'not-sent': 'retry 1',
    upload: 'retry 1',
    poll: 'fail bad-output',
    download: 'retry 1',
    reconcile: 'ask provider-changed',
    result: 'fail bad-output',
  },
  expired: {
    refused: 'fail expired',
    'not-sent': 'retry 0',
    upload: 'fail expired',
    poll: 'fail expired',
    download: 'retry 0',
    reconcile: 'ask provider-changed',
    result: 'fail expired',
  },
};

/** The same fault for the twentieth time: all entries that differ from the first. */
const EXHAUSTED: Partial<Record<ProviderErrorCode, Partial<Record<Column, string>>>> = {
  'rate-limited': {
    refused: 'fail rate-limited',
    'not-sent': 'fail rate-limited',
    upload: 'fail rate-limited',
    result: 'fail rate-limited',
  },
  offline: all('postpone 60 offline'),
  'not-found': { poll: 'ask remote-gone', download: 'fail expired' },
  unavailable: {
    'not-sent': 'fail unavailable',
    upload: 'fail unavailable',
    poll: 'retry 60',
    download: 'retry 60',
    reconcile: 'retry 60',
    result: 'fail unavailable',
  },
  timeout: {
    'not-sent': 'fail timeout',
    upload: 'fail timeout',
    poll: 'retry 60',
    download: 'retry 60',
    reconcile: 'retry 60',
    result: 'fail timeout',
  },
  'malformed-response': {
    'not-sent': 'fail malformed-response',
    upload: 'fail malformed-response',
    poll: 'retry 60',
    download: 'retry 60',
    reconcile: 'retry 60',
  },
  'provider-failed': {
    'not-sent': 'fail provider-failed',
    upload: 'fail provider-failed',
    result: 'fail provider-failed',
  },
  'bad-output': { 'not-sent': 'fail bad-output', upload: 'fail bad-output', download: 'fail bad-output' },
  expired: { 'not-sent': 'fail expired', download: 'fail expired' },
};

const CELLS = PROVIDER_ERROR_CODES.flatMap((code) => COLUMN_NAMES.map((column) => [code, column] as const));

describe('every code in every phase', () => {
  it.each(CELLS)('%s, %s', (code, column) => {
    const first = nextStep(fault(code), situation(COLUMNS[column]));
    expect(word(first)).toBe(FIRST[code][column]);
    const twentieth = nextStep(fault(code), situation({ ...COLUMNS[column], attemptsOfCode: 20 }));
    expect(word(twentieth)).toBe(EXHAUSTED[code]?.[column] ?? FIRST[code][column]);
  });

  it.each(PROVIDER_ERROR_CODES)('a create whose fate is unknown is looked up and nothing else: %s', (code) => {
    for (const attemptsOfCode of [1, 2, 20])
      expect(
        nextStep(fault(code, 1_000), situation({ phase: 'create', createAnswer: 'unknown', attemptsOfCode })),
      ).toEqual({ kind: 'reconcile' });
  });

  it.each([
    ['unavailable', 'reconcile'],
    ['timeout', 'reconcile'],
    ['malformed-response', 'reconcile'],
    ['offline', 'reconcile'],
    ['portal', 'reconcile'],
    ['provider-failed', 'reconcile'],
    ['auth', 'block auth'],
    ['quota', 'block quota'],
    ['rate-limited', 'postpone 60 rate-limited'],
    ['invalid-request', 'fail invalid-request'],
    ['content-policy', 'reject'],
    ['not-found', 'ask model-retired'],
    ['disk-full', 'postpone 30 disk-full'],
    ['too-many-files', 'postpone 30 too-many-files'],
  ] as const)('a create without a class is taken for lost where it may be: %s', (code, expected) => {
    expect(word(nextStep(fault(code), situation({ phase: 'create' })))).toBe(expected);
  });

  it.each(PROVIDER_ERROR_CODES)('a result that was or may have been charged is never bought again: %s', (code) => {
    for (const charged of ['yes', 'unknown', undefined] as const) {
      const step = nextStep(fault(code), situation({ phase: 'result', ...(charged && { charged }) }));
      expect(word(step)).toBe(code === 'content-policy' ? 'reject' : `fail ${code}`);
    }
  });

  it('the repeated faults are codes of the port', () => {
    for (const code of REPEATED_FAULTS) expect(PROVIDER_ERROR_CODES).toContain(code);
  });
});

describe('waits of R5.4', () => {
  const stepsOf = (code: ProviderErrorCode, capability: Capability, phase: CallPhase): string[] =>
    [1, 2, 3, 4].map((attemptsOfCode) =>
      word(
        nextStep(
          fault(code),
          situation({ capability, phase, attemptsOfCode, createAnswer: 'not-sent', charged: 'no' }),
        ),
      ),
    );
  it.each([
    ['timeout', 'image', 'create', ['retry 1', 'retry 2', 'retry 4', 'fail timeout']],
    ['unavailable', 'image', 'upload', ['retry 5', 'retry 15', 'retry 45', 'fail unavailable']],
    ['provider-failed', 'image', 'result', ['retry 5', 'retry 15', 'retry 45', 'fail provider-failed']],
    ['timeout', 'video', 'create', ['retry 5', 'retry 10', 'fail timeout', 'fail timeout']],
    ['provider-failed', 'video', 'result', ['retry 5', 'retry 10', 'fail provider-failed', 'fail provider-failed']],
    ['bad-output', 'video', 'download', ['retry 1', 'retry 2', 'retry 4', 'fail bad-output']],
    ['offline', 'video', 'poll', ['retry 0', 'postpone 5 offline', 'postpone 10 offline', 'postpone 20 offline']],
    ['unavailable', 'video', 'poll', ['retry 5', 'retry 10', 'retry 60', 'retry 60']],
  ] as const)('%s of %s in %s', (code, capability, phase, expected) => {
    expect(stepsOf(code, capability, phase)).toEqual(expected);
  });

  it.each([
    ['image', null, 60],
    ['video', null, 120],
    ['video', 7_000, 7],
    ['image', 3_600_000, 3_600],
  ] as const)('429 of %s with Retry-After %s', (capability, retryAfterMs, seconds) => {
    const step = nextStep(
      fault('rate-limited', retryAfterMs),
      situation({ phase: 'create', createAnswer: 'refused', capability }),
    );
    expect(word(step)).toBe(`postpone ${seconds} rate-limited`);
  });

  it('429 is waited for twice, then a create fails; a paid call waits on', () => {
    const at = (phase: CallPhase, attemptsOfCode: number): string =>
      nextStep(fault('rate-limited', 1_000), situation({ phase, attemptsOfCode })).kind;
    expect([1, 2, 3].map((n) => at('create', n))).toEqual(['postpone', 'postpone', 'fail']);
    expect([1, 2, 3, 300].map((n) => at('poll', n))).toEqual(Array(4).fill('postpone'));
  });

  it('an edited table holds at once', () => {
    const policies = structuredClone(DEFAULT_CALL_POLICIES);
    policies.repeats.image.timeout = { times: 1, waitsMs: [9_000] };
    const at = (attemptsOfCode: number): string =>
      word(nextStep(fault('timeout'), situation({ phase: 'upload', policies, attemptsOfCode })));
    expect([at(1), at(2)]).toEqual(['retry 9', 'fail timeout']);
  });
});

it('waits are never shorter than asked for, and jitter stays in its bounds', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PROVIDER_ERROR_CODES),
      fc.constantFrom(...CALL_PHASES),
      fc.constantFrom(...CAPABILITIES),
      fc.option(fc.integer({ min: 1_000, max: 3_600_000 })),
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (code, phase, capability, retryAfterMs, attemptsOfCode, unit) => {
        const more = { phase, capability, attemptsOfCode, charged: 'no' as const };
        const waitOf = (step: NextStep): number =>
          step.kind === 'retry' ? step.afterMs : step.kind === 'postpone' ? step.untilMs - NOW_MS : 0;
        const plain = waitOf(nextStep(fault(code, retryAfterMs), situation(more)));
        const step = nextStep(fault(code, retryAfterMs), situation({ ...more, random: () => unit }));
        expect(waitOf(step)).toBeGreaterThanOrEqual(plain);
        expect(waitOf(step) - plain).toBeLessThanOrEqual(
          Math.min(plain * DEFAULT_CALL_POLICIES.jitter.share, DEFAULT_CALL_POLICIES.jitter.maxMs) + 1,
        );
        if (code === 'rate-limited' && step.kind === 'postpone' && retryAfterMs !== null)
          expect(waitOf(step)).toBeGreaterThanOrEqual(retryAfterMs);
      },
    ),
  );
});

it('probes of a lost line: 5 s, doubling, at most 60 s', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((n) => probeWaitMs(n, DEFAULT_CALL_POLICIES))).toEqual([
    5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000,
  ]);
});
