import { LINE_TROUBLES } from '../../../shared/contract/providers.ts';
import type { CallPolicies } from '../../../shared/model/call-policies.ts';
import type { Timers } from '../../jobs/timers.ts';
import type { Clock } from '../../platform/clock.ts';
import { probeWaitMs } from '../policies/next-step.ts';

/**
 * Knows which vendors cannot be reached, and finds out when they can be again. It learns from calls that fail or work and
 * probes only while something is out of reach. There is one banner for all of it, which stays through a flapping line
 * (F39, F59, F60).
 */

export type LineTrouble = (typeof LINE_TROUBLES)[number];
/** Whether a reason of waiting, or a fault, is a trouble of the line. */
export const isLineTrouble = (reason: string): reason is LineTrouble => LINE_TROUBLES.some((each) => each === reason);
export type LineState = 'online' | LineTrouble;

export interface Banner {
  trouble: LineTrouble;
  vendors: readonly string[];
  /** Monotonic ms. */
  sinceMs: number;
  /** When the next probe starts; null while one runs or the line is back and watched for a moment. */
  nextProbeAtMs: number | null;
  /** Every line is back and only watched for a moment. */
  isBack: boolean;
}

export interface Connectivity {
  /** A call met it. The first lost connection is no proof yet: the call tries once more at once (R5.4). */
  failed(vendor: string, trouble: LineTrouble): void;
  /** Anything came back from the vendor, also a refusal. */
  succeeded(vendor: string): void;
  stateOf(vendor: string): { state: LineState; untilMs: number | null };
  /** Null: nothing to show. */
  banner(): Banner | null;
  onChange(listener: () => void): () => void;
  /** Probes now, as when a person says "try again". */
  probeNow(): void;
  close(): void;
}

interface Line {
  state: LineState;
  /** Lost connections in a row. */
  losses: number;
  sinceMs: number;
  backAtMs: number | null;
  probes: number;
  nextProbeAtMs: number | null;
  stopTimer: (() => void) | null;
  isProbing: boolean;
}

const LOSSES_THAT_COUNT = 2;
/** A line that is back this long is believed; until then a new loss is the same trouble. */
const SETTLE_MS = 5_000;

/** One for the process. `probe` makes one free, short call and never throws. */
export function createConnectivity(deps: {
  clock: Pick<Clock, 'monotonicMs'>;
  timers: Timers;
  policies: () => CallPolicies;
  probe: (vendor: string) => Promise<LineState>;
}): Connectivity {
  const { clock, timers, policies, probe } = deps;
  const lines = new Map<string, Line>();
  const listeners = new Set<() => void>();
  let isClosed = false;

  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const lineOf = (vendor: string): Line => {
    let line = lines.get(vendor);
    if (line === undefined) {
      line = {
        state: 'online',
        losses: 0,
        sinceMs: 0,
        backAtMs: null,
        probes: 0,
        nextProbeAtMs: null,
        stopTimer: null,
        isProbing: false,
      };
      lines.set(vendor, line);
    }
    return line;
  };
  const arm = (line: Line, delayMs: number, fn: () => void): void => {
    line.stopTimer?.();
    line.stopTimer = timers.set(delayMs, () => {
      line.stopTimer = null;
      if (!isClosed) fn();
    });
  };

  const plan = (vendor: string, line: Line): void => {
    line.probes += 1;
    const waitMs = probeWaitMs(line.probes, policies());
    line.nextProbeAtMs = clock.monotonicMs() + waitMs;
    arm(line, waitMs, () => void run(vendor, line));
  };
  const run = async (vendor: string, line: Line): Promise<void> => {
    if (line.isProbing || line.state === 'online') return;
    line.isProbing = true;
    line.nextProbeAtMs = null;
    const found = await probe(vendor).catch((): LineState => 'offline');
    line.isProbing = false;
    // While the probe was under way a call may have got through.
    if (isClosed || (lines.get(vendor)?.state ?? 'online') === 'online') return;
    if (found === 'online') back(vendor, line);
    else {
      line.state = found;
      plan(vendor, line);
      tell();
    }
  };
  const back = (vendor: string, line: Line): void => {
    line.state = 'online';
    line.losses = 0;
    line.nextProbeAtMs = null;
    line.backAtMs = clock.monotonicMs();
    arm(line, SETTLE_MS, () => {
      lines.delete(vendor);
      tell();
    });
    tell();
  };

  return {
    failed(vendor, trouble) {
      if (isClosed) return;
      const line = lineOf(vendor);
      line.losses += 1;
      const isKnown = line.state !== 'online';
      const isSame = line.backAtMs !== null;
      if (!isKnown && !isSame && trouble === 'offline' && line.losses < LOSSES_THAT_COUNT) return;
      const before = line.state;
      line.state = trouble;
      line.backAtMs = null;
      if (!isKnown) {
        if (!isSame) {
          line.sinceMs = clock.monotonicMs();
          line.probes = 0;
        }
        plan(vendor, line);
      }
      if (before !== trouble) tell();
    },
    succeeded(vendor) {
      const line = lines.get(vendor);
      if (line === undefined || isClosed) return;
      line.losses = 0;
      if (line.state !== 'online') back(vendor, line);
    },
    stateOf(vendor) {
      const line = lines.get(vendor);
      return line === undefined || line.state === 'online'
        ? { state: 'online', untilMs: null }
        : { state: line.state, untilMs: line.nextProbeAtMs };
    },
    banner() {
      const shown = [...lines].filter(([, line]) => line.state !== 'online' || line.backAtMs !== null);
      const [first] = shown.toSorted(([, a], [, b]) => a.sinceMs - b.sinceMs);
      if (first === undefined) return null;
      const probes = shown.flatMap(([, line]) => (line.nextProbeAtMs === null ? [] : [line.nextProbeAtMs]));
      const troubled = shown.find(([, line]) => line.state !== 'online')?.[1].state ?? 'offline';
      return {
        trouble: troubled === 'online' ? 'offline' : troubled,
        vendors: shown.map(([vendor]) => vendor).toSorted(),
        sinceMs: first[1].sinceMs,
        nextProbeAtMs: probes.length === 0 ? null : Math.min(...probes),
        isBack: shown.every(([, line]) => line.state === 'online'),
      };
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    probeNow() {
      for (const [vendor, line] of lines) {
        if (line.state === 'online') continue;
        line.probes = 0;
        line.stopTimer?.();
        line.stopTimer = null;
        void run(vendor, line);
      }
    },
    close() {
      isClosed = true;
      for (const line of lines.values()) line.stopTimer?.();
      lines.clear();
    },
  };
}
