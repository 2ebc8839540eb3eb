import type { JobStatus } from '../jobs/job-types.ts';
import type { RunStage } from '../../shared/model/run-terms.ts';

/** One job of this run, as far as the stages care. `part` names what it makes: `shot:start:1`. */
export interface RunJob {
  id: string;
  kind: string;
  part: string;
  status: JobStatus;
}

/** One piece of the board that a stage must make or check. */
export interface RunPart {
  shotId: string;
  variation: number;
}

export interface RunSituation {
  stage: RunStage;
  autoApprove: boolean;
  /** Goes on from the board that is there. */
  keepsBoard?: boolean;
  /** Slots that have their picture, whoever put it there: `shot:slot:variation`. */
  drawn?: ReadonlySet<string>;
  /** How often a segment may be made in all: 2, since a failed gate is repeated once (decision 27). */
  renderRounds: number;
  /** Paid retakes that were agreed to beforehand: how many rounds of `renderRounds`, and how many segments in all. */
  retakes?: { rounds: number; segments: number };
  /** The run's yes speaks of every shot as it is now. Asked for in FINANCIAL only. */
  approved: boolean;
  /** Empty before the plan is stored; after the yes only what the yes names. */
  parts: readonly RunPart[];
  jobs: readonly RunJob[];
  /** Parts whose segment passed or failed the technical gate, by `shot:variation`. */
  gates: ReadonlyMap<string, 'passed' | 'failed'>;
  /** How often a part has been rendered in this run, by `shot:variation`. */
  renders: ReadonlyMap<string, number>;
}

export type RunAction =
  | { do: 'enqueue'; kind: 'plan-board'; part: 'board' }
  | { do: 'enqueue'; kind: 'draw-keyframe'; part: string; shotId: string; slot: 'start' | 'end'; variation: number }
  | { do: 'enqueue'; kind: 'make-segment'; part: string; shotId: string; variation: number; round: number }
  | { do: 'enqueue'; kind: 'finish-film'; part: 'film'; variations: readonly number[] }
  | { do: 'stage'; stage: RunStage; outcome: string }
  | { do: 'wait-for-approval' }
  | { do: 'approve' }
  | { do: 'end'; state: 'completed' | 'partially_completed' | 'failed'; failedParts: readonly string[] };

const OPEN: ReadonlySet<JobStatus> = new Set(['queued', 'running', 'waiting']);
const keyOf = (part: RunPart): string => `${part.shotId}:${part.variation}`;

function stageOfPlan(situation: RunSituation): RunAction[] {
  if (situation.keepsBoard === true) return [{ do: 'stage', stage: 'VISUAL', outcome: 'kept' }];
  const job = situation.jobs.find(({ kind }) => kind === 'plan-board');
  if (job === undefined) return [{ do: 'enqueue', kind: 'plan-board', part: 'board' }];
  if (job.status === 'succeeded') return [{ do: 'stage', stage: 'VISUAL', outcome: 'done' }];
  return OPEN.has(job.status) ? [] : [{ do: 'end', state: 'failed', failedParts: [] }];
}

function stageOfKeyframes(situation: RunSituation): RunAction[] {
  const byPart = new Map(situation.jobs.filter(({ kind }) => kind === 'draw-keyframe').map((job) => [job.part, job]));
  const missing: RunAction[] = [];
  let open = 0;
  for (const { shotId, variation } of situation.parts) {
    for (const slot of ['start', 'end'] as const) {
      const part = `${shotId}:${slot}:${variation}`;
      const job = byPart.get(part);
      if (job === undefined && situation.drawn?.has(part) === true) continue;
      if (job === undefined) missing.push({ do: 'enqueue', kind: 'draw-keyframe', part, shotId, slot, variation });
      else if (OPEN.has(job.status)) open += 1;
    }
  }
  if (missing.length > 0) return missing;
  if (open > 0) return [];
  const failed = [...byPart.values()]
    .filter(({ status, part }) => status !== 'succeeded' && situation.drawn?.has(part) !== true)
    .map(({ part }) => part);
  // A shot without its keyframes stays as text on the board (R3.4); the film cannot be made from it.
  if (failed.length > 0)
    return [
      { do: 'end', state: failed.length === byPart.size ? 'failed' : 'partially_completed', failedParts: failed },
    ];
  return [{ do: 'stage', stage: 'FINANCIAL', outcome: 'done' }];
}

const roundsOf = (situation: RunSituation, part: RunPart): RunJob[] =>
  situation.jobs.filter((job) => job.kind === 'make-segment' && job.part.startsWith(`${keyOf(part)}:`));

/** How many more segments may be paid for again without asking; a round that is under way counts as spent. */
function retakesLeft(situation: RunSituation): number {
  const { retakes, renderRounds } = situation;
  if (retakes === undefined) return Infinity;
  const asked = renderRounds - retakes.rounds;
  const spent = situation.parts.reduce((sum, part) => sum + Math.max(0, roundsOf(situation, part).length - asked), 0);
  return retakes.segments - spent;
}

/** Whether the next round of a part is one that only the allowance pays for. */
const isRetake = ({ retakes, renderRounds }: RunSituation, roundsSoFar: number): boolean =>
  retakes !== undefined && roundsSoFar >= renderRounds - retakes.rounds;

function stageOfRender(situation: RunSituation): RunAction[] {
  const missing: RunAction[] = [];
  let open = 0;
  let left = retakesLeft(situation);
  for (const part of situation.parts) {
    const key = keyOf(part);
    const rounds = roundsOf(situation, part);
    const renders = situation.renders.get(key) ?? 0;
    if (rounds.some(({ status }) => OPEN.has(status))) open += 1;
    else if (situation.gates.get(key) === 'passed') continue;
    else {
      const failedByGate = situation.gates.get(key) === 'failed';
      const round = rounds.length + 1;
      const isAgain = failedByGate && renders < situation.renderRounds && rounds.length < situation.renderRounds;
      const isPaidAgain = rounds.length > 0 && isRetake(situation, rounds.length);
      if (rounds.length === 0 || (isAgain && (!isPaidAgain || left > 0))) {
        if (isPaidAgain) left -= 1;
        missing.push({
          do: 'enqueue',
          kind: 'make-segment',
          part: `${key}:${round}`,
          shotId: part.shotId,
          variation: part.variation,
          round,
        });
      }
    }
  }
  if (missing.length > 0) return missing;
  return open > 0 ? [] : [{ do: 'stage', stage: 'QA_TECH', outcome: 'done' }];
}

function stageOfGate(situation: RunSituation): RunAction[] {
  const failed = situation.parts.filter((part) => situation.gates.get(keyOf(part)) !== 'passed');
  if (failed.length === 0) return [{ do: 'stage', stage: 'QA_SEMANTIC', outcome: 'passed' }];
  const left = retakesLeft(situation);
  const retry = failed.some((part) => {
    const isOut = (situation.renders.get(keyOf(part)) ?? 0) >= situation.renderRounds;
    if (situation.gates.get(keyOf(part)) !== 'failed' || isOut) return false;
    return left > 0 || !isRetake(situation, roundsOf(situation, part).length);
  });
  if (retry) return [{ do: 'stage', stage: 'RENDER', outcome: 'failed' }];
  return whole(situation).length > 0
    ? [{ do: 'stage', stage: 'QA_SEMANTIC', outcome: 'partly' }]
    : [
        {
          do: 'end',
          state: failed.length === situation.parts.length ? 'failed' : 'partially_completed',
          failedParts: failed.map(keyOf),
        },
      ];
}

/** Variations of which every shot passed: those can become a film. */
function whole(situation: RunSituation): number[] {
  const variations = [...new Set(situation.parts.map(({ variation }) => variation))].sort((a, b) => a - b);
  return variations.filter((variation) =>
    situation.parts.every((part) => part.variation !== variation || situation.gates.get(keyOf(part)) === 'passed'),
  );
}

function stageOfFilm(situation: RunSituation): RunAction[] {
  const job = situation.jobs.find(({ kind }) => kind === 'finish-film');
  if (job === undefined) return [{ do: 'enqueue', kind: 'finish-film', part: 'film', variations: whole(situation) }];
  if (OPEN.has(job.status)) return [];
  const failed = situation.parts.filter((part) => situation.gates.get(keyOf(part)) !== 'passed').map(keyOf);
  if (job.status !== 'succeeded')
    return [{ do: 'end', state: 'partially_completed', failedParts: [...failed, 'film'] }];
  return [{ do: 'end', state: failed.length > 0 ? 'partially_completed' : 'completed', failedParts: failed }];
}

/**
 * What a run does next, from nothing but its rows: no memory, so that a crash at any point changes nothing. Called after
 * every settled job and at start; an answer of `[]` means "wait for the jobs that are open".
 */
export function nextActions(situation: RunSituation): RunAction[] {
  switch (situation.stage) {
    case 'INIT':
      return [{ do: 'stage', stage: 'INPUT_SANITIZER', outcome: 'done' }];
    case 'INPUT_SANITIZER':
    case 'ANALYSIS':
    case 'CREATIVE':
      return stageOfPlan(situation);
    case 'VISUAL':
      return stageOfKeyframes(situation);
    case 'FINANCIAL':
      if (situation.approved) return [{ do: 'stage', stage: 'RENDER', outcome: 'approved' }];
      return situation.autoApprove ? [{ do: 'approve' }] : [{ do: 'wait-for-approval' }];
    case 'RENDER':
      return stageOfRender(situation);
    case 'QA_TECH':
      return stageOfGate(situation);
    case 'QA_SEMANTIC':
      // Needs a vision model behind a key; without one the stage is passed and the report says "not run".
      return [{ do: 'stage', stage: 'FINALIZE', outcome: 'not-run' }];
    case 'FINALIZE':
      return stageOfFilm(situation);
    case 'COMPLETE':
      return [];
  }
}
