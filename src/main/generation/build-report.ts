import { secondsFromFrames, SEGMENT_SECONDS } from '../../shared/model/frame-time.ts';
import { reportSchema } from '../../shared/model/report.ts';
import type { Report } from '../../shared/model/report.ts';
import { runStateSchema } from '../../shared/model/run-terms.ts';
import type { RunState } from '../../shared/model/run-terms.ts';
import type { TakeRow } from '../db/repositories/take-repository.ts';
import { keyframeFile, placesOfShots, segmentFile } from './board-files.ts';
import type { ShotPlace } from './board-files.ts';
import type { FilmFile } from './film-maker.ts';
import { LOCAL_PRICE_DATE } from './estimate.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { gateOf, segmentsOfRun, shotsInOrder } from './situation.ts';

const usd = (microUsd: number): number => microUsd / 1_000_000;

export interface ReportFilm {
  variation: number;
  files: readonly FilmFile[];
  failed: readonly { format: string; quality: string; reason: string }[];
}

/** `report.json` of a run, from its rows and the files that were written. File names are relative to the folder. */
export function buildReport(
  deps: Pick<GenerationDeps, 'repos' | 'clock'>,
  runId: string,
  films: readonly ReportFilm[],
  options: { status?: RunState; relative(path: string): string },
): Report {
  const { repos } = deps;
  const run = repos.runs.get(runId);
  const project = repos.projects.get(run.projectId);
  const shots = shotsInOrder(deps, project.id);
  const places = placesOfShots(shots);
  const chosen = repos.takes.listChosen(project.id);
  const made = segmentsOfRun(deps, run, shots);
  const variations = Array.from({ length: project.brief.variations }, (_, index) => index + 1);
  const seconds = (frames: number): number => Number(secondsFromFrames(frames, project.fps).toFixed(4));
  const status = options.status ?? runStateSchema.parse(run.state);
  const rendered = status !== 'storyboard_complete' && made.length > 0;

  const shotReport = ({ shot, scene, number }: ShotPlace): Report['scenes'][number]['shots'][number] => {
    const ofShot = (slot: string): TakeRow[] => chosen.filter((take) => take.shotId === shot.id && take.slot === slot);
    return {
      scene,
      shot: number,
      shotId: shot.id,
      description: shot.description,
      imagePrompt: shot.imagePrompt,
      endImagePrompt: shot.endImagePrompt,
      motionPrompt: shot.motionPrompt,
      size: shot.size,
      angle: shot.angle,
      move: shot.move,
      role: shot.role,
      caption: shot.caption,
      durationSeconds: seconds(shot.cutFrames),
      madeSeconds: SEGMENT_SECONDS,
      transition: shot.transition,
      keyframes: (['start', 'end'] as const).flatMap((slot) =>
        ofShot(slot)
          .sort((a, b) => a.variation - b.variation)
          .map((take) => ({
            variation: take.variation,
            slot,
            provider: take.provider,
            file: keyframeFile({ scene, number }, slot, take.variation),
            costUsd: usd(take.costMicroUsd),
          })),
      ),
      segments: variations.flatMap((variation) => {
        const takes = made.filter((take) => take.shotId === shot.id && take.variation === variation);
        const last = takes.at(-1);
        if (last === undefined) return [];
        return [
          {
            variation,
            provider: last.provider,
            file: segmentFile({ scene, number }, variation),
            costUsd: usd(takes.reduce((sum, take) => sum + take.costMicroUsd, 0)),
            rounds: takes.length,
            gate: gateOf(last) ?? null,
          },
        ];
      }),
    };
  };

  const gates = made.map((take) => gateOf(take)?.passed === true);
  const failedSegments = rendered
    ? places.flatMap(({ shot, scene, number }) =>
        variations
          .filter(
            (variation) =>
              !made.some(
                (take) => take.shotId === shot.id && take.variation === variation && gateOf(take)?.passed === true,
              ),
          )
          .map((variation) => ({
            scene,
            shot: number,
            variation,
            reason: made.some((take) => take.shotId === shot.id && take.variation === variation)
              ? 'gate-failed'
              : 'not-made',
          })),
      )
    : [];

  return reportSchema.parse({
    version: 1,
    product: 'Framewright',
    projectId: project.id,
    jobId: run.id,
    name: project.name,
    status,
    language: project.language,
    aspectRatio: project.ratio,
    fps: project.fps,
    durationSeconds: seconds(shots.reduce((sum, { cutFrames }) => sum + cutFrames, 0)),
    planner: project.plan?.planner ?? '',
    confidence: project.plan?.confidence ?? 0,
    notes: project.plan?.notes ?? [],
    scenes: repos.scenes.list(project.id).flatMap((scene) => {
      const inScene = places.filter(({ shot }) => shot.sceneId === scene.id);
      const first = inScene[0];
      if (first === undefined) return [];
      return [
        {
          scene: first.scene,
          title: scene.title,
          role: scene.role,
          place: scene.place,
          timeOfDay: scene.timeOfDay,
          weather: scene.weather,
          durationSeconds: seconds(inScene.reduce((sum, { shot }) => sum + shot.cutFrames, 0)),
          shots: inScene.map(shotReport),
        },
      ];
    }),
    gates: {
      technical: { passed: gates.filter(Boolean).length, failed: gates.filter((passed) => !passed).length },
      semantic: { outcome: 'not-run' },
    },
    cost: {
      estimateUsd: usd(run.estimateMicroUsd),
      actualUsd: usd(run.actualMicroUsd),
      uncertainUsd: usd(repos.ledger.uncertainOfRun(run.id)),
      currency: 'USD',
      ratesOf: repos.approvals.findLatest(run.projectId)?.priceDate ?? LOCAL_PRICE_DATE,
    },
    files: films.flatMap(({ variation, files }) =>
      files.map(({ path, kind, format, quality, bytes, durationSeconds, sha256, fromCache }) => ({
        file: options.relative(path),
        kind,
        variation,
        format,
        quality,
        bytes,
        durationSeconds,
        sha256,
        fromCache,
      })),
    ),
    failed_segments: failedSegments,
    failed_exports: films.flatMap(({ variation, failed }) => failed.map((item) => ({ variation, ...item }))),
    timings: repos.runStages.list(runId).map(({ stage, startedAtMs, finishedAtMs, outcome }) => ({
      stage,
      startedAt: new Date(startedAtMs).toISOString(),
      seconds: Number((((finishedAtMs ?? deps.clock.nowMs()) - startedAtMs) / 1000).toFixed(3)),
      // The report is the last act of its own stage: what is still open then is done with it.
      outcome: outcome ?? (options.status === undefined ? 'open' : 'done'),
    })),
    createdAt: new Date(deps.clock.nowMs()).toISOString(),
  });
}
