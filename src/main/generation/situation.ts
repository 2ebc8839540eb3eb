import type { TechGateReport } from '../../shared/model/gate-report.ts';
import { runOptionsSchema, runStageSchema } from '../../shared/model/run-terms.ts';
import type { RunOptions, RunStage } from '../../shared/model/run-terms.ts';
import type { ApprovalRow } from '../db/repositories/approval-repository.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { ShotPlace, ShotRow } from '../db/repositories/shot-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { needsPerson } from '../jobs/job-failure.ts';
import type { JobRow } from '../jobs/job-types.ts';
import { readApproval } from '../projects/approval-hash.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { RunJob, RunPart, RunSituation } from './next-actions.ts';

const BEFORE_APPROVAL: ReadonlySet<RunStage> = new Set([
  'INIT',
  'INPUT_SANITIZER',
  'ANALYSIS',
  'CREATIVE',
  'VISUAL',
  'FINANCIAL',
]);

/** Shots of a project in the order of the film: by scene, then within the scene. */
export function shotsInOrder(deps: Pick<GenerationDeps, 'repos'>, projectId: string): ShotRow[] {
  const scenes = deps.repos.scenes.list(projectId);
  const order = new Map(scenes.map(({ id }, index) => [id, index]));
  return deps.repos.shots
    .list(projectId)
    .filter(({ sceneId }) => order.has(sceneId))
    .sort((a, b) => {
      const byScene = (order.get(a.sceneId) ?? 0) - (order.get(b.sceneId) ?? 0);
      return byScene !== 0 ? byScene : a.orderKey < b.orderKey ? -1 : a.orderKey > b.orderKey ? 1 : 0;
    });
}

/** Options of a run as they were stored. */
export function optionsOf(run: RunRow): RunOptions {
  return runOptionsSchema.parse(run.options);
}

/** The technical gate's report on a segment, as its take keeps it. */
export function gateOf(take: TakeRow): TechGateReport | undefined {
  return take.scores.technical as TechGateReport | undefined;
}

/** Segments that this run made, newest last. */
export function segmentsOfRun(
  deps: Pick<GenerationDeps, 'repos'>,
  run: RunRow,
  shots: readonly Pick<ShotPlace, 'id'>[],
): TakeRow[] {
  return shots.flatMap(({ id }) =>
    deps.repos.takes.listOfShot(id).filter(({ slot, runId }) => slot === 'segment' && runId === run.id),
  );
}

/** The yes that this run works on: null before it is given. */
export function approvalOfRun(deps: Pick<GenerationDeps, 'repos'>, run: RunRow): ApprovalRow | null {
  const approval = deps.repos.approvals.findLatest(run.projectId);
  return approval?.runId === run.id ? approval : null;
}

/** Whether this run's yes still speaks of every shot of the film as it is now (decision 27). */
export function isApprovalWhole(deps: Pick<GenerationDeps, 'repos'>, run: RunRow): boolean {
  if (approvalOfRun(deps, run) === null) return false;
  const ids = deps.repos.shots.listPlaces(run.projectId).map(({ id }) => id);
  return readApproval(deps.repos, run.projectId)?.standing(ids).size === ids.length;
}

/**
 * Since when the run's latest yes binds a shot as it does, in ms; 0: from the first. Segments from before are of another
 * picture than the one that was approved. `null` asks for the film, which every further yes makes anew.
 */
function boundSince(deps: Pick<GenerationDeps, 'repos'>, run: RunRow): (shotId: string | null) => number {
  const approvals = deps.repos.approvals.list(run.projectId).filter(({ runId }) => runId === run.id);
  return (shotId) => {
    const at = approvals.findIndex(({ shots }, index) => {
      const before = approvals[index + 1];
      return before !== undefined && (shotId === null || shots[shotId] !== before.shots[shotId]);
    });
    return approvals[at]?.createdAtMs ?? 0;
  };
}

/** Jobs of a run without those that worked on what a former yes had bound. */
export function jobsOfRun(deps: Pick<GenerationDeps, 'repos' | 'engine'>, run: RunRow): JobRow[] {
  const since = boundSince(deps, run);
  return deps.engine.listByRun(run.id).filter(({ kind, input, createdAtMs }) => {
    if (kind === 'finish-film') return createdAtMs >= since(null);
    return kind !== 'make-segment' || createdAtMs >= since((input as { shotId: string }).shotId);
  });
}

/** The paid retakes that a yes allows for (decision 27); nothing to say where a segment costs nothing. */
function retakesOf(bound: ApprovalRow | null): Pick<RunSituation, 'retakes'> {
  const { rounds = 0, microUsd = 0, segmentMicroUsd = null } = bound?.allowance ?? {};
  if (segmentMicroUsd === null || segmentMicroUsd === 0) return {};
  return { retakes: { rounds, segments: Math.floor(microUsd / segmentMicroUsd) } };
}

/** Everything `nextActions` looks at, read from rows. */
export function readSituation(deps: Pick<GenerationDeps, 'repos' | 'engine'>, run: RunRow): RunSituation {
  const project = deps.repos.projects.get(run.projectId);
  const keepsBoard = optionsOf(run).board === 'keep';
  const stage = runStageSchema.parse(run.stage);
  // From the yes on only what it names is made: a shot that came later waits for a yes of its own.
  const bound = BEFORE_APPROVAL.has(stage) ? null : approvalOfRun(deps, run);
  const shots = deps.repos.shots
    .listPlaces(run.projectId)
    .filter(({ id }) => bound === null || bound.shots[id] !== undefined);
  const parts: RunPart[] = shots.flatMap(({ id }) =>
    Array.from({ length: project.brief.variations }, (_, index) => ({ shotId: id, variation: index + 1 })),
  );
  const jobs: RunJob[] = jobsOfRun(deps, run).map(({ id, kind, status, error, input }) => ({
    id,
    kind,
    // What only a person can decide (a payment, a key, a budget) is not over: the run waits with it.
    status: needsPerson({ status, error }) ? 'waiting' : status,
    part: (input as { part?: string }).part ?? '',
  }));
  const gates = new Map<string, 'passed' | 'failed'>();
  const renders = new Map<string, number>();
  const since = boundSince(deps, run);
  for (const take of segmentsOfRun(deps, run, shots)) {
    if (take.createdAtMs < since(take.shotId)) continue;
    const key = `${take.shotId}:${take.variation}`;
    gates.set(key, gateOf(take)?.passed === true ? 'passed' : 'failed');
    renders.set(key, (renders.get(key) ?? 0) + 1);
  }
  return {
    stage,
    autoApprove: optionsOf(run).autoApprove,
    keepsBoard,
    drawn: new Set(
      deps.repos.takes.listChosen(run.projectId).map(({ shotId, slot, variation }) => `${shotId}:${slot}:${variation}`),
    ),
    renderRounds: optionsOf(run).renderRounds,
    ...retakesOf(bound),
    approved: stage === 'FINANCIAL' && isApprovalWhole(deps, run),
    parts,
    jobs,
    gates,
    renders,
  };
}
