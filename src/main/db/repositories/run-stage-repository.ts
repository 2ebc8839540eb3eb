import type { LibraryDb } from '../open.ts';

/** One stage that a run went through, for the timings of the report. */
export interface RunStageRow {
  runId: string;
  ordinal: number;
  stage: string;
  startedAtMs: number;
  finishedAtMs: number | null;
  outcome: string | null;
}

/** The checkpoints of runs. */
export function createRunStageRepository(db: LibraryDb) {
  const start = db.prepare<[{ runId: string; stage: string; startedAtMs: number }], { ordinal: number }>(
    'run-stage.start',
    `INSERT INTO run_stage (run_id, ordinal, stage, started_at_ms)
     VALUES (@runId, (SELECT coalesce(max(ordinal), 0) + 1 FROM run_stage WHERE run_id = @runId), @stage, @startedAtMs)
     RETURNING ordinal`,
  );
  const finish = db.prepare<[number, string, string, number]>(
    'run-stage.finish',
    'UPDATE run_stage SET finished_at_ms = ?, outcome = ? WHERE run_id = ? AND ordinal = ?',
  );
  const ofRun = db.prepare<[string], RunStageRow>(
    'run-stage.list',
    `SELECT run_id AS runId, ordinal, stage, started_at_ms AS startedAtMs, finished_at_ms AS finishedAtMs, outcome
     FROM run_stage WHERE run_id = ? ORDER BY ordinal`,
  );
  return {
    /** Appends a stage and gives its ordinal, counted from 1. */
    start: (runId: string, stage: string, startedAtMs: number): number =>
      start.get({ runId, stage, startedAtMs })?.ordinal ?? 1,
    finish: (runId: string, ordinal: number, outcome: string, finishedAtMs: number): void =>
      void finish.run(finishedAtMs, outcome, runId, ordinal),
    list: (runId: string): RunStageRow[] => ofRun.all(runId),
  };
}
