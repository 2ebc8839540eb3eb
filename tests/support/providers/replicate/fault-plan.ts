/** Decides for each request whether a fault strikes: scripted ones first, then the seed's. */
import { createHash } from 'node:crypto';
import { FAULT_KINDS, faultRow, PASSING_FAULTS } from './fault-kinds.ts';
import type { FaultKind, FaultPoint, ScriptedFault } from './fault-kinds.ts';

export interface DrawnFault extends ScriptedFault {
  source: 'script' | 'seed';
}

export interface FaultPlan {
  script(fault: ScriptedFault): void;
  /** Drops what is scripted and stops the seed. */
  clear(): void;
  /** `media` is the kind of the model that a create asks for, where its path tells. */
  draw(point: FaultPoint, path: string, media: 'image' | 'video' | 'other' | undefined): DrawnFault | undefined;
}

interface Waiting {
  fault: ScriptedFault;
  seen: number;
}

function fits(fault: ScriptedFault, point: FaultPoint, path: string, media: string | undefined): boolean {
  const { points, media: wanted } = faultRow(fault.kind);
  const at = fault.at ?? points[0];
  const atPoint = at === 'any' ? points.includes(point) : at === point;
  const ofKind = wanted === undefined || media === undefined || media === wanted;
  return atPoint && ofKind && (fault.path === undefined || path.includes(fault.path));
}

/** Three independent numbers in [0, 1) of a seed, a point and a count. */
function numbersOf(seed: number, point: FaultPoint, count: number): [number, number, number] {
  const hash = createHash('sha256').update(`${seed}|${point}|${count}`).digest();
  const at = (offset: number): number => hash.readUInt32BE(offset) / 2 ** 32;
  return [at(0), at(4), at(8)];
}

/** A drawn fault gets small waits, so that a thousand of them fit into a test run. */
function seeded(kind: FaultKind, point: FaultPoint, size: number): DrawnFault {
  const { phase } = faultRow(kind);
  const delayMs = kind === 'slow-loris' ? 20 : kind === 'late-listing' ? 500 + Math.round(size * 2_500) : undefined;
  return {
    kind,
    at: point,
    source: 'seed',
    retryAfterSeconds: 1 + Math.floor(size * 3),
    ...(phase === 'wire' || kind === 'upload-reset' ? { bytes: 1 + Math.floor(size * 4_096) } : {}),
    ...(delayMs === undefined ? {} : { delayMs }),
  };
}

/** Throws RangeError for a rate outside 0–1. Counts per point, so polls do not shift what creates get. */
export function createFaultPlan(options: {
  seed: number;
  rate: number;
  kinds?: readonly FaultKind[] | undefined;
  script?: readonly ScriptedFault[] | undefined;
}): FaultPlan {
  if (!(options.rate >= 0 && options.rate <= 1)) throw new RangeError('The fault rate lies between 0 and 1');
  const kinds = options.kinds ?? PASSING_FAULTS;
  const counts = new Map<FaultPoint, number>();
  let waiting: Waiting[] = [];
  let rate = options.rate;

  const script = (fault: ScriptedFault): void => {
    if (!FAULT_KINDS.includes(fault.kind)) throw new RangeError(`There is no fault ${String(fault.kind)}`);
    waiting.push({ fault, seen: 0 });
  };
  for (const fault of options.script ?? []) script(fault);

  const fromScript = (point: FaultPoint, path: string, media: string | undefined): ScriptedFault | undefined => {
    let hit: ScriptedFault | undefined;
    for (const entry of waiting) {
      if (!fits(entry.fault, point, path, media)) continue;
      const due = entry.seen + 1 >= (entry.fault.nth ?? 1);
      // One request has one fault: a second one that is due waits for the next request.
      if (due && hit !== undefined) continue;
      entry.seen += 1;
      if (due) hit = entry.fault;
    }
    waiting = waiting.filter(({ fault, seen }) => seen + 1 < (fault.nth ?? 1) + (fault.times ?? 1));
    return hit;
  };

  return {
    script,
    clear: () => {
      waiting = [];
      rate = 0;
    },
    draw: (point, path, media) => {
      const count = (counts.get(point) ?? 0) + 1;
      counts.set(point, count);
      const scripted = fromScript(point, path, media);
      if (scripted !== undefined) return { ...scripted, source: 'script' };
      if (rate === 0) return undefined;
      const [chance, choice, size] = numbersOf(options.seed, point, count);
      if (chance >= rate) return undefined;
      const fitting = kinds.filter((kind) => fits({ kind, at: 'any' }, point, path, media));
      const kind = fitting[Math.floor(choice * fitting.length)];
      return kind === undefined ? undefined : seeded(kind, point, size);
    },
  };
}
