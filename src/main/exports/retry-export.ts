/** What an export that is tried again goes on with: its finished files, unless the film has become another one. */
import { readFileSync, rmSync } from 'node:fs';
import { plannedFilms } from '../../shared/model/export-settings.ts';
import { filmPlanSchema } from '../../shared/model/film-plan.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import type { LibraryDb } from '../db/open.ts';
import { createStepRepository } from '../db/repositories/step-repository.ts';
import type { StepRecord } from '../db/repositories/step-repository.ts';
import type { JobRow } from '../jobs/job-types.ts';
import { captionsStep, exportedCaptionsSchema, exportInputSchema } from './export-job.ts';
import { planOfExport } from './export-views.ts';
import { filmPlanOfProject } from './project-film.ts';
import type { ProjectFilmDeps } from './project-film.ts';
import { captionCues, srtText } from './subtitles.ts';

/** Captions of the film that was, where they are still what the export wrote: beside the new film they would mislead. */
function removeCaptions(steps: readonly StepRecord[], variation: number): void {
  const plan = planOfExport(steps, variation);
  const step = steps.find(({ name }) => name === captionsStep(variation));
  const made = step && exportedCaptionsSchema.safeParse(JSON.parse(step.output_json)).data;
  if (plan === undefined || made?.path == null) return;
  try {
    if (readFileSync(made.path, 'utf8') === srtText(captionCues(plan), plan.fps)) rmSync(made.path);
  } catch {
    // Gone, or the folder is not there: nothing that could mislead.
  }
}

/**
 * Call it before an export is queued again. An export remembers the film that it began with; where the film was changed
 * since, one without a finished file begins anew. Throws AppError `not-possible-now` where some files of the former film
 * are finished, so that the others would not be of the same one, and what `filmPlanOfProject` throws.
 */
export function prepareRetry(
  deps: { db: LibraryDb } & Pick<ProjectFilmDeps, 'repos' | 'store'>,
  { id, input }: Pick<JobRow, 'id' | 'input'>,
): void {
  const { projectId, settings } = exportInputSchema.parse(input);
  const repository = createStepRepository(deps.db);
  const steps = repository.listByJob(id);
  const isChanged = settings.variations.some((variation) => {
    const before = planOfExport(steps, variation);
    if (before === undefined) return false;
    const now = filmPlanSchema.parse(filmPlanOfProject(deps, projectId, variation));
    return canonicalJson(now) !== canonicalJson(before);
  });
  if (!isChanged) return;
  const keys = new Set(plannedFilms(settings).map(({ key }) => key));
  if (steps.some(({ name }) => keys.has(name)))
    throw new AppError('not-possible-now', 'the film has changed since', { what: 'retry', state: 'changed' });
  for (const variation of settings.variations) removeCaptions(steps, variation);
  repository.removeByJob(id);
}
