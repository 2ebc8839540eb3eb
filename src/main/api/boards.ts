import { implement } from '@orpc/server';
import { boardsContract } from '../../shared/contract/boards.ts';
import type { BoardApprovalDto, BoardStatusDto } from '../../shared/contract/boards.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/procedure.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import type { ApiDeps } from './api-deps.ts';
import { estimateView, unknownModel } from './estimate-view.ts';
import { optionsOf } from '../generation/situation.ts';
import { modelsOfBrief, runOptionsOf } from '../generation/start-options.ts';

/** `boards`: keyframes drawn one by one, own pictures, and the approval of the whole. */
export function createBoardsApi(deps: ApiDeps) {
  const { boards, runs, library, hub } = deps;
  const { repos } = library;
  const os = implement(boardsContract).$context<CallContext>();
  boards.onChange((projectId) => hub.changed('project', projectId));

  /** Who draws and renders for this project now: as its brief says, else the library. */
  const providersOf = (projectId: string) => modelsOfBrief(deps, repos.projects.get(projectId).brief);
  const makersOf = (projectId: string) => {
    const { imageProvider, videoProvider } = providersOf(projectId);
    return {
      image: deps.imageProviders.get(imageProvider)?.model ?? unknownModel(imageProvider, 'image'),
      video: deps.videoProviders.get(videoProvider)?.model ?? unknownModel(videoProvider, 'video'),
    };
  };
  /** Throws AppError `not-found` for a shot of another project. */
  const shotOf = (projectId: string, shotId: string): void => {
    if (repos.shots.get(shotId).projectId !== projectId)
      throw new AppError('not-found', 'the shot is of another project', { what: 'shot', id: shotId });
  };
  const inUse = (projectId: string): void => {
    if (repos.projects.get(projectId).trashedAtMs !== null)
      throw new AppError('not-possible-now', 'the project is in the trash', { what: 'redraw', state: 'trashed' });
  };

  /** As the run before: at another size every segment would be another one, and be paid for again. */
  const qualitiesOf = (projectId: string): RunOptions['qualities'] => {
    const latest = repos.runs.findLatest(projectId);
    return latest === undefined ? ['1080p'] : optionsOf(latest).qualities;
  };
  const approvalOf = (projectId: string): BoardApprovalDto => {
    const makers = makersOf(projectId);
    const facts = boards.approval(projectId, { qualities: qualitiesOf(projectId), ...makers });
    return { ...facts, items: estimateView(facts.items, [makers.image, makers.video], deps.money.prices).items };
  };

  return os.router({
    depict: os.depict.handler(({ input: { projectId, shotId, before, wish } }) => {
      shotOf(projectId, shotId);
      return boards.depict(shotId, wish, before);
    }),
    redraw: os.redraw.handler(({ input: { projectId, shotId, slots, approvedMicroUsd } }) => {
      inUse(projectId);
      shotOf(projectId, shotId);
      return { jobIds: boards.redraw(shotId, slots, providersOf(projectId).imageProvider, approvedMicroUsd) };
    }),
    drawMissing: os.drawMissing.handler(({ input: { projectId, approvedMicroUsd } }) => {
      inUse(projectId);
      return { jobIds: boards.drawMissing(projectId, providersOf(projectId).imageProvider, approvedMicroUsd) };
    }),
    replaceImage: os.replaceImage.handler(({ input: { projectId, shotId, slots, assetId } }) => {
      inUse(projectId);
      shotOf(projectId, shotId);
      return { jobIds: boards.replaceImage(shotId, slots, assetId, library.person.id) };
    }),
    cancelDrawing: os.cancelDrawing.handler(({ input: { projectId, shotId, slots } }) => {
      shotOf(projectId, shotId);
      boards.cancel(shotId, slots);
      return { ok: true as const };
    }),
    status: os.status.handler(({ input: { projectId } }): BoardStatusDto => {
      repos.projects.get(projectId);
      const latest = repos.runs.findLatest(projectId);
      const { imageProvider } = providersOf(projectId);
      const model = boards.imageModel(imageProvider);
      return {
        work: boards.work(projectId).map(({ error, ...work }) => ({
          ...work,
          error: error === null ? null : { code: error.code, details: { ...error.details } },
        })),
        missing: boards.missing(projectId),
        imageProvider: {
          id: imageProvider,
          label: model?.label ?? imageProvider,
          isLocal: model?.local ?? false,
          unitMicroUsd: model === undefined ? null : boards.keyframeMicroUsd(projectId, imageProvider),
        },
        toDraw: boards.toDraw(projectId),
        variations: repos.projects.get(projectId).brief.variations,
        run: latest === undefined ? null : runs.view(latest.id),
      };
    }),
    approval: os.approval.handler(({ input: { projectId } }) => approvalOf(projectId)),
    sound: os.sound.handler(({ input: { projectId } }) => {
      const { brief } = repos.projects.get(projectId);
      const of = (role: 'music' | 'voice'): string | null =>
        repos.projectAssets
          .list(projectId)
          .find((link) => link.role === role && repos.assets.find(link.assetId)?.kind === 'audio')?.assetId ?? null;
      return { musicAssetId: of('music'), voiceAssetId: of('voice'), musicVolume: brief.audio.musicVolume };
    }),
    approve: os.approve.handler(({ input: { projectId, allowance, ...seen } }) => {
      inUse(projectId);
      const { revision, resultsMark, estimateMicroUsd, priceMoved, segments } = approvalOf(projectId);
      // A yes is to what was looked at: others, or a redraw that has just ended, may have changed the board since.
      if (revision !== seen.revision || resultsMark !== seen.resultsMark || estimateMicroUsd !== seen.estimateMicroUsd)
        throw new AppError('conflict', 'the board is not the one that was looked at', {
          what: 'board',
          ...{ projectId, revision, resultsMark, estimateMicroUsd },
        });
      const refuse = (state: string): never => {
        throw new AppError('not-possible-now', `the board cannot be approved: ${state}`, { what: 'approve', state });
      };
      const isDrawing = boards.work(projectId).some(({ state, slot }) => state !== 'failed' && slot !== 'segment');
      if (isDrawing) refuse('drawing');
      if (boards.missing(projectId).length > 0) refuse('keyframes-missing');
      if (repos.shots.listPlaces(projectId).length === 0) refuse('empty');
      const { videoProvider } = providersOf(projectId);
      if (segments.microUsd === null)
        throw new AppError('price-unknown', `no price for ${videoProvider}`, { id: videoProvider });
      const latest = repos.runs.findLatest(projectId);
      const isStopped = latest?.finishedAtMs === null && priceMoved !== null;
      if (latest !== undefined && (latest.state === 'storyboard_complete' || isStopped)) {
        const terms = { videoProvider, ...(allowance === undefined ? {} : { allowance }) };
        runs.approve(latest.id, terms);
        hub.changed('project', projectId);
        return { runId: latest.id };
      }
      if (latest !== undefined && latest.finishedAtMs === null) refuse(latest.state);
      const { brief } = repos.projects.get(projectId);
      const options = { ...runOptionsOf(deps, brief, { autoApprove: true }), qualities: qualitiesOf(projectId) };
      const agreed = allowance === undefined ? {} : { allowance };
      const runId = runs.start(projectId, { ...options, ...agreed, board: 'keep' });
      hub.changed('project', projectId);
      return { runId };
    }),
  });
}
