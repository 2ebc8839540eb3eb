import { implement } from '@orpc/server';
import { briefsContract } from '../../shared/contract/briefs.ts';
import type { Estimate } from '../../shared/contract/briefs.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { withAnswer } from '../../shared/model/answer-question.ts';
import { checksOfBrief } from '../../shared/model/brief-checks.ts';
import { ratioOfBrief } from '../../shared/model/brief.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { briefRecordOf } from '../../shared/model/document.ts';
import { countShots } from '../../shared/model/plan.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { diffTables } from '../../shared/model/records-diff.ts';
import { boardSizeOf } from '../generation/board-size.ts';
import { purchasesOfBoard } from '../generation/estimate.ts';
import { CONFIDENCE_FLOOR } from '../generation/plan-board-job.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import { newUuid } from '../platform/ids.ts';
import type { ApiDeps } from './api-deps.ts';
import { createBoardDrafts } from './board-drafts.ts';
import { estimateView, unknownModel } from './estimate-view.ts';
import { modelChoices } from './model-choices.ts';
import { createPlanDesk, issuesOf } from './plan-desk.ts';
import { modelsOfBrief } from '../generation/start-options.ts';

/** What is in a brief file: an object, or the reason why it cannot be read. */
function objectOfText(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : '';
    throw new AppError('invalid-input', 'not JSON', { issues: [{ path: '', code: 'not-json', params: { detail } }] });
  }
}

/** `briefs`: what is being written, checked, priced, planned, and laid beside the board. */
export function createBriefsApi(deps: ApiDeps) {
  const { library, hub, imageProviders, videoProviders } = deps;
  const { repos } = library;
  const desk = createPlanDesk(deps);
  const drafts = createBoardDrafts(deps);
  const os = implement(briefsContract).$context<CallContext>();

  const modelsOf = (brief: Pick<Brief, 'imageModel' | 'videoModel'>) => {
    const { imageProvider, videoProvider } = modelsOfBrief(deps, brief);
    return {
      image: imageProviders.get(imageProvider)?.model ?? unknownModel(imageProvider, 'image'),
      video: videoProviders.get(videoProvider)?.model ?? unknownModel(videoProvider, 'video'),
    };
  };

  const estimateOf = (
    plan: Plan,
    brief: Pick<Brief, 'variations' | 'budget' | 'aspectRatio' | 'platform' | 'imageModel' | 'videoModel'>,
  ): Estimate => {
    const { image, video } = modelsOf(brief);
    const size = boardSizeOf({ ratio: ratioOfBrief(brief), brief }, countShots(plan.scenes), ['1080p']);
    return {
      ...estimateView(purchasesOfBoard(size, image, video), [image, video], deps.money.prices),
      budgetMicroUsd: brief.budget === undefined ? null : Math.round(brief.budget * 1_000_000),
    };
  };

  return os.router({
    check: os.check.handler(({ input: { text, brief: given } }) => {
      try {
        const { brief, normalised } = parseBriefInput(text === undefined ? given : objectOfText(text));
        return { brief, issues: [], normalised };
      } catch (error) {
        return { brief: null, issues: issuesOf(error), normalised: [] };
      }
    }),
    models: os.models.handler(async ({ input: { projectId } = {} }) => ({
      models: await modelChoices(deps, projectId === undefined ? '16:9' : repos.projects.get(projectId).ratio),
      usual: deps.settings.get().models,
    })),
    facts: os.facts.handler(async ({ input }) => {
      const { brief, plan, issues, normalised } = await desk.read(input.projectId, input.brief);
      const checks = checksOfBrief(brief, plan);
      if (plan === null) return { issues, normalised, plan: null, checks, estimate: null };
      return {
        issues,
        normalised,
        plan: {
          scenes: plan.scenes.length,
          shots: countShots(plan.scenes),
          seconds: plan.durationFrames / plan.fps,
          fps: plan.fps,
          ratio: plan.ratio,
          language: plan.language,
          planner: plan.planner,
          confidence: plan.confidence,
          notes: plan.notes,
          questions: plan.questions,
        },
        checks,
        estimate: estimateOf(plan, brief),
      };
    }),
    augmentedPrompt: os.augmentedPrompt.handler(async ({ input }) => {
      const { plan, brief } = await desk.read(input.projectId, input.brief);
      const { image, video } = modelsOf(brief);
      const shots = (plan?.scenes ?? []).flatMap((scene, sceneAt) =>
        scene.shots.map(({ description, imagePrompt, endImagePrompt, motionPrompt }, shotAt) => ({
          scene: sceneAt + 1,
          shot: shotAt + 1,
          description,
          imagePrompt,
          endImagePrompt,
          motionPrompt,
        })),
      );
      return { shots, imageProvider: image.id, videoProvider: video.id, isLocal: image.local && video.local };
    }),
    draft: os.draft.handler(async ({ input: { projectId, brief: fields } }) => {
      const project = repos.projects.get(projectId);
      if (drafts.boardOf(projectId).shots.length === 0)
        throw new AppError('not-possible-now', 'there is no board yet', { what: 'draft', state: project.status });
      // A board is drawn in one ratio: shots of another one would not fit beside it.
      const { brief, plan, issues } = await desk.read(projectId, fields, { aspectRatio: project.ratio });
      if (plan === null) throw new AppError('invalid-input', 'the brief has faults', { issues });
      if (plan.confidence < CONFIDENCE_FLOOR)
        throw new AppError('clarification-needed', 'the brief is too thin to plan from', {
          what: project.name,
          confidence: plan.confidence,
          questions: plan.questions,
        });
      const own = ratioOfBrief({ ...project.brief, ...pick(fields) });
      return {
        ...drafts.make(projectId, plan),
        ratio: { board: project.ratio, brief: own },
        estimate: estimateOf(plan, brief),
      };
    }),
    acceptDraft: os.acceptDraft.handler(({ input: { projectId, draftId, rowIds } }) => {
      const answer = drafts.accept(projectId, draftId, rowIds);
      hub.changed('project', projectId);
      return answer;
    }),
    setFrameRate: os.setFrameRate.handler(({ input: { projectId, fps } }) => {
      library.db.write(() => {
        const project = repos.projects.get(projectId);
        if (project.trashedAtMs !== null)
          throw new AppError('not-possible-now', 'the project is in the trash', { what: 'fps', state: 'trashed' });
        if (project.plan !== null || repos.shots.list(projectId).length > 0)
          throw new AppError('not-possible-now', 'the board is cut in frames', { what: 'fps', state: project.status });
        if (project.fps === fps) return;
        repos.projects.update({ ...project, fps, brief: { ...project.brief, fps }, updatedAtMs: deps.clock.nowMs() });
        deps.projects.recordRevision(projectId, 'undo.brief.fields', {});
      }, 'brief.set-frame-rate');
      hub.changed('project', projectId);
      return { projectId, fps };
    }),
    answer: os.answer.handler(({ input: { projectId, code, answer } }) => {
      const loaded = drafts.documents.load(projectId);
      const record = loaded.tables.brief[projectId] ?? briefRecordOf(projectId, repos.projects.get(projectId).brief);
      const { revision } = drafts.documents.apply({
        projectId,
        baseRevision: loaded.revision,
        change: {
          changeId: newUuid(),
          kind: 'edit',
          label: 'undo.brief.answer',
          params: {},
          diff: diffTables(
            { brief: { [projectId]: record } },
            { brief: { [projectId]: { ...record, ...withAnswer(record, code, answer) } } },
          ),
          selection: null,
          joinsLast: false,
          takeCopies: [],
        },
      });
      hub.changed('project', projectId);
      return { revision };
    }),
  });
}

/** Ratio and platform of the fields as they stand in the window, where they are of a kind that can be one. */
function pick(fields: Record<string, unknown> = {}): Partial<Pick<Brief, 'aspectRatio' | 'platform'>> {
  const { aspectRatio, platform } = fields;
  return {
    ...(typeof platform === 'string' ? { platform: platform as Brief['platform'] } : {}),
    ...(typeof aspectRatio === 'string' ? { aspectRatio: aspectRatio as Brief['aspectRatio'] & string } : {}),
  };
}
