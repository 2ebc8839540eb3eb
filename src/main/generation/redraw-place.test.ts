import { expect, it } from 'vitest';
import { samplePlan } from '../../../tests/support/library/sample-plan.ts';
import { projectDeps, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import type { JobContext } from '../jobs/job-types.ts';
import { createProjectService } from '../projects/project-service.ts';
import { createDrawKeyframeJob } from './draw-keyframe-job.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { createRedrawKeyframeJob } from './redraw-keyframe-job.ts';
import type { RedrawInput } from './redraw-keyframe-job.ts';

/** One shot whose slot is about to get a picture that has just been drawn. */
function boardOfOneShot() {
  const library = tempLibrary();
  const deps = projectDeps(library);
  const projects = createProjectService(deps);
  const { repos } = library;
  const project = projects.create(briefSchema.parse({ prompt: 'A can on a table' }));
  const plan = samplePlan([{ title: 'A', text: 'A', place: 'p', shots: [{ description: 'A can' }] }]);
  const shotId = projects.storePlan(project.id, plan).shots[0]?.id ?? '';
  const runOf = (id: string): string => {
    const options = {
      ...{ formats: ['mp4'], qualities: ['480p'], gifQuality: null, imageProvider: 'local/sketch' },
      ...{ videoProvider: 'local/animatic', planner: 'local/rules', autoApprove: false, burnCaptions: false },
      ...{ targetBytes: null, renderRounds: 2, outFolder: null },
    };
    repos.runs.insert({
      ...{ id, projectId: project.id, stage: 'VISUAL', state: 'pending', options, error: null, estimateMicroUsd: 0 },
      ...{ actualMicroUsd: 0, priority: 0, createdAtMs: 1, updatedAtMs: 1, finishedAtMs: null },
    });
    return id;
  };
  const file = (): string => {
    const id = deps.newId();
    repos.assets.insert({
      ...{ id, sha256: id.replaceAll('-', '').padEnd(64, '0'), kind: 'image', mime: 'image/png', extension: 'png' },
      ...{ bytes: 1, widthPx: 16, heightPx: 16, durationMs: null, name: 'x', source: 'made' },
      ...{ createdAtMs: 1, trashedAtMs: null },
    });
    return id;
  };
  const put = (take: Partial<TakeRow>): string =>
    projects.addTake({
      ...{ shotId, slot: 'start', variation: 1, assetId: file(), provider: 'local/sketch', requestHash: 'h' },
      ...{ request: {}, costMicroUsd: 0, runId: null, jobId: null, scores: {}, personId: null },
      ...take,
    }).id;
  const asked = { toStop: false };
  const generation = {
    ...deps,
    store: { pathOf: (sha256: string) => sha256 },
    imageProviders: new Map([['local/sketch', { model: { id: 'local/sketch', local: true } }]]),
    addTake: projects.addTake,
    engine: { get: () => ({ cancelRequested: asked.toStop }) },
  } as unknown as GenerationDeps;
  /** A job's context in which every step has just been done. */
  const context = {
    jobId: deps.newId(),
    signal: new AbortController().signal,
    step: (_name: string, _schema: unknown, _work: unknown, commit: (made: object) => void) => {
      const made = {
        ...{ assetId: deps.newId(), sha256: 'f'.repeat(64), bytes: 1, mime: 'image/png', widthPx: 16, heightPx: 16 },
        ...{ durationMs: null, costMicroUsd: 0, flags: [] },
      };
      commit(made);
      return Promise.resolve(made);
    },
  } as unknown as JobContext;
  const chosen = (): TakeRow | undefined => repos.takes.findChosen(shotId, 'start', 1);
  const lock = (): void => repos.shots.update({ ...repos.shots.get(shotId), locked: true });
  return {
    ...{ asked, generation, context, projectId: project.id, shotId, runOf, put, chosen, lock, personId: deps.personId },
  };
}

it('a keyframe of a run fills an empty slot, and no slot that somebody has filled meanwhile', async () => {
  const board = boardOfOneShot();
  const runId = board.runOf('a');
  const input = { runId, projectId: board.projectId, part: 'p', shotId: board.shotId, slot: 'start', variation: 1 };
  const draw = () => createDrawKeyframeJob(board.generation).run(board.context, input as never);
  await draw();
  expect(board.chosen()).toMatchObject({ runId });
  const own = board.put({ provider: 'own/image', jobId: 'import', personId: board.personId });
  await draw();
  expect(board.chosen()?.id).toBe(own);
});

it('a keyframe of a run leaves a locked shot what it has', async () => {
  const board = boardOfOneShot();
  const runId = board.runOf('a');
  const before = board.put({ runId });
  board.lock();
  await createDrawKeyframeJob(board.generation).run(board.context, {
    ...{ runId, projectId: board.projectId, part: 'p', shotId: board.shotId, slot: 'start', variation: 1 },
  });
  expect(board.chosen()?.id).toBe(before);
});

it('a redraw takes the slot from a machine, not from a person whose own picture came meanwhile', async () => {
  const board = boardOfOneShot();
  const chosenTakeId = board.put({});
  const input: RedrawInput = {
    ...{ projectId: board.projectId, shotId: board.shotId, slot: 'start', variation: 1, chosenTakeId },
    ...{ askedAtMs: 1, providerId: 'local/sketch', approvedMicroUsd: null },
  };
  const redraw = () => createRedrawKeyframeJob(board.generation).run(board.context, input);
  const other = board.put({ jobId: 'other-redraw' });
  await redraw();
  expect(board.chosen()).toMatchObject({ jobId: board.context.jobId });
  expect(board.chosen()?.id).not.toBe(other);
  const own = board.put({ provider: 'own/image', jobId: 'import', personId: board.personId });
  await redraw();
  expect(board.chosen()?.id).toBe(own);
});

it('a redraw that was called off while it ended leaves the slot, and keeps its take', async () => {
  const board = boardOfOneShot();
  const chosenTakeId = board.put({});
  board.asked.toStop = true;
  await createRedrawKeyframeJob(board.generation).run(board.context, {
    ...{ projectId: board.projectId, shotId: board.shotId, slot: 'start', variation: 1, chosenTakeId },
    ...{ askedAtMs: 1, providerId: 'local/sketch', approvedMicroUsd: null },
  });
  expect(board.chosen()?.id).toBe(chosenTakeId);
});
