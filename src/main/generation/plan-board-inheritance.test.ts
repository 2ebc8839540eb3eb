import { expect, it } from 'vitest';
import { samplePlan } from '../../../tests/support/library/sample-plan.ts';
import { projectDeps, tempLibrary } from '../../../tests/support/library/temp-library.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import { createClientService } from '../projects/client-service.ts';
import { createProjectService } from '../projects/project-service.ts';
import { createPlanBoardJob } from './plan-board-job.ts';

it('plans from the brief with the brand and campaign that the project inherits, and stores the brief as it was', async () => {
  const library = tempLibrary();
  const deps = projectDeps(library);
  const projects = createProjectService(deps);
  const clients = createClientService(deps);
  const client = clients.createClient({ name: 'Daybreak', brand: { forbidden: ['smoke'], palette: ['#1B2A41'] } });
  const campaign = clients.createCampaign({ name: 'Launch', clientId: client.id, brief: { cta: 'Order today' } });
  const { id } = projects.create(briefSchema.parse({ prompt: 'A can on a table', brand: { forbidden: ['beer'] } }), {
    campaignId: campaign.id,
  });
  const run = {
    id: deps.newId(),
    projectId: id,
    stage: 'INIT' as const,
    state: 'pending' as const,
    options: {
      formats: ['mp4' as const],
      qualities: ['480p' as const],
      gifQuality: null,
      imageProvider: 'local/sketch',
      videoProvider: 'local/animatic',
      planner: 'local/rules',
      autoApprove: false,
      burnCaptions: false,
      targetBytes: null,
      renderRounds: 2,
      outFolder: null,
    },
    error: null,
    estimateMicroUsd: 0,
    actualMicroUsd: 0,
    priority: 0,
    createdAtMs: 1,
    updatedAtMs: 1,
    finishedAtMs: null,
  };
  library.repos.runs.insert(run);
  const seen: Brief[] = [];
  const job = createPlanBoardJob({
    repos: library.repos,
    planners: new Map([
      [
        'local/rules',
        {
          id: 'local/rules',
          plan: (brief: Brief) => {
            seen.push(brief);
            return Promise.resolve(
              samplePlan([{ title: 'A', text: 'A', place: 'p', shots: [{ description: 'A can' }] }]),
            );
          },
        },
      ],
    ]),
    storePlan: (projectId, plan) => void projects.storePlan(projectId, plan),
    enterStage: () => undefined,
  });
  const context = {
    signal: new AbortController().signal,
    step: async (_name: string, _schema: unknown, work: () => Promise<unknown>, commit?: (value: unknown) => void) => {
      const value = await work();
      commit?.(value);
      return value;
    },
  };
  await job.run(context as never, { runId: run.id, projectId: id, part: 'board' });
  expect(seen[0]?.brand).toEqual({ forbidden: ['smoke', 'beer'], palette: ['#1B2A41'] });
  expect(seen[0]?.campaign).toEqual({ cta: 'Order today' });
  expect(library.repos.projects.get(id).brief).toMatchObject({ brand: { forbidden: ['beer'] }, campaign: {} });
});
