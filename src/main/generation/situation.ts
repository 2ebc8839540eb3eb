import type { TechGateReport } from '../../shared/model/gate-report.ts';
import { runOptionsSchema, runStageSchema } from '../../shared/model/run-terms.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { ShotPlace, ShotRow } from '../db/repositories/shot-repository.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { GenerationDeps } from './generation-deps.ts';
import type { RunJob, RunPart, RunSituation } from './next-actions.ts';

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

/** Everything `nextActions` looks at, read from rows. */
export function readSituation(deps: Pick<GenerationDeps, 'repos' | 'engine'>, run: RunRow): RunSituation {
  const project = deps.repos.projects.get(run.projectId);
  const keepsBoard = optionsOf(run).board === 'keep';
  const shots = deps.repos.shots.listPlaces(run.projectId);
  const parts: RunPart[] = shots.flatMap(({ id }) =>
    Array.from({ length: project.brief.variations }, (_, index) => ({ shotId: id, variation: index + 1 })),
  );
  const jobs: RunJob[] = deps.engine.listByRun(run.id).map(({ id, kind, status, input }) => ({
    id,
    kind,
    status,
    part: (input as { part?: string }).part ?? '',
  }));
  const gates = new Map<string, 'passed' | 'failed'>();
  const renders = new Map<string, number>();
  for (const take of segmentsOfRun(deps, run, shots)) {
    const key = `${take.shotId}:${take.variation}`;
    gates.set(key, gateOf(take)?.passed === true ? 'passed' : 'failed');
    renders.set(key, (renders.get(key) ?? 0) + 1);
  }
  const approval = deps.repos.approvals.findLatest(run.projectId);
  return {
    stage: runStageSchema.parse(run.stage),
    autoApprove: optionsOf(run).autoApprove,
    ...(keepsBoard
      ? {
          keepsBoard,
          drawn: new Set(
            deps.repos.takes
              .listChosen(run.projectId)
              .map(({ shotId, slot, variation }) => `${shotId}:${slot}:${variation}`),
          ),
        }
      : {}),
    renderRounds: optionsOf(run).renderRounds,
    approved: approval !== undefined && approval.runId === run.id,
    parts,
    jobs,
    gates,
    renders,
  };
}
