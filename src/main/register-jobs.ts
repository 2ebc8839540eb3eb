import { createTranslate } from '../shared/i18n/translate.ts';
import type { CallDesk } from './calls/build-calls.ts';
import { createCloseCallJob } from './generation/close-call-job.ts';
import { createDrawKeyframeJob } from './generation/draw-keyframe-job.ts';
import type { FilmMaker } from './generation/film-maker.ts';
import { createFinishFilmJob } from './generation/finish-film-job.ts';
import type { DeliveryDeps } from './generation/finish-film-job.ts';
import type { GenerationDeps } from './generation/generation-deps.ts';
import { createMakeSegmentJob } from './generation/make-segment-job.ts';
import { createPlanBoardJob } from './generation/plan-board-job.ts';
import { createImportKeyframeJob } from './generation/redraw-import-job.ts';
import { createRedrawKeyframeJob } from './generation/redraw-keyframe-job.ts';
import type { RunService } from './generation/run-service.ts';
import { PROVENANCE_TAG } from './media/provenance.ts';
import { runTechnicalGate } from './quality/run-technical-gate.ts';

interface RegisterJobsDeps {
  generation: GenerationDeps;
  delivery: DeliveryDeps;
  films: FilmMaker;
  runs: Pick<RunService, 'enterStage'>;
  calls: CallDesk;
}

/** Tells the engine every kind of job that makes a film. */
export function registerJobs({ generation, delivery, films, runs, calls }: RegisterJobsDeps): void {
  const { engine, tools } = generation;
  const gate = {
    check: (path: string, wanted: { durationSeconds: number; fps: number; paid: boolean }) =>
      runTechnicalGate(
        tools,
        { path, trust: wanted.paid ? 'foreign' : 'own' },
        { ...wanted, provenanceTag: PROVENANCE_TAG },
      ),
  };
  engine.register(createPlanBoardJob({ ...generation, enterStage: runs.enterStage }));
  engine.register(createDrawKeyframeJob(generation));
  engine.register(createRedrawKeyframeJob(generation));
  engine.register(createImportKeyframeJob(generation));
  engine.register(
    createMakeSegmentJob({ ...generation, gate, slateText: (language) => createTranslate(language)('film.animatic') }),
  );
  engine.register(createCloseCallJob({ ...generation, calls }));
  engine.register(createFinishFilmJob({ ...generation, ...delivery, films }));
}
