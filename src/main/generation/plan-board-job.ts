import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { countShots } from '../../shared/model/plan.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import { effectiveBrief } from '../projects/effective-brief.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { optionsOf } from './situation.ts';

const inputSchema = z.strictObject({ runId: z.string(), projectId: z.string(), part: z.literal('board') });
type Input = z.infer<typeof inputSchema>;
const outputSchema = z.strictObject({ scenes: z.int(), shots: z.int(), confidence: z.number() });

/** Below this the planner's questions are put to the person instead of a guess (R1.4). */
export const CONFIDENCE_FLOOR = 0.5;

/**
 * brief → checked brief → plan in the library. The stages INPUT_SANITIZER, ANALYSIS and CREATIVE are its steps.
 * Fails with `invalid-input` or `clarification-needed`; a board that the person already has is never replaced by it.
 */
export function createPlanBoardJob(
  deps: Pick<GenerationDeps, 'repos' | 'planners' | 'storePlan'> & {
    enterStage(runId: string, stage: 'INPUT_SANITIZER' | 'ANALYSIS' | 'CREATIVE'): void;
  },
): JobHandler<Input, z.infer<typeof outputSchema>> {
  return {
    kind: 'plan-board',
    version: 1,
    input: inputSchema,
    lane: () => 'plan',
    retry: { maxAttempts: 2, delaysMs: [1_000] },
    recovery: 'resume',
    async run(context, { runId, projectId }) {
      const options = optionsOf(deps.repos.runs.get(runId));
      deps.enterStage(runId, 'INPUT_SANITIZER');
      await context.step('sanitise', z.strictObject({ ok: z.literal(true) }), () => {
        // Again here, although the door has checked it: a brief may have been edited in the library since.
        // With what it inherits, because that is what will be planned from.
        parseBriefInput(effectiveBrief(deps.repos, deps.repos.projects.get(projectId)));
        return Promise.resolve({ ok: true as const });
      });
      deps.enterStage(runId, 'ANALYSIS');
      const planner = deps.planners.get(options.planner);
      if (planner === undefined) {
        throw new AppError('provider-unknown', `no planner ${options.planner}`, {
          id: options.planner,
          what: 'plan',
          known: [...deps.planners.keys()].join(', '),
        });
      }
      const project = deps.repos.projects.get(projectId);
      const plan = await planner.plan(effectiveBrief(deps.repos, project), context.signal);
      if (plan.confidence < CONFIDENCE_FLOOR) {
        throw new AppError('clarification-needed', 'the brief is too thin to plan from', {
          what: project.name,
          confidence: plan.confidence,
          questions: plan.questions,
        });
      }
      deps.enterStage(runId, 'CREATIVE');
      const shots = countShots(plan.scenes);
      return context.step(
        'store-plan',
        outputSchema,
        () => Promise.resolve({ scenes: plan.scenes.length, shots, confidence: plan.confidence }),
        () => {
          // Looked for here, in the transaction that writes: shots may have come while the plan was made.
          if (deps.repos.shots.listPlaces(projectId).length === 0) deps.storePlan(projectId, plan);
        },
      );
    },
  };
}
