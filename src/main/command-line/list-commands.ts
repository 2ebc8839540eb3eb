import { AppError } from '../../shared/contract/errors.ts';
import { isMessageKey } from '../../shared/i18n/translate.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { RunRow } from '../db/repositories/run-repository.ts';
import type { Library } from '../library/open-library.ts';
import { placesOfShots } from '../generation/board-files.ts';
import { shotsInOrder } from '../generation/situation.ts';
import { listProjects } from '../projects/list-projects.ts';
import type { JobRow } from '../jobs/job-types.ts';
import type { JobsArguments, ProjectsArguments } from './parse-arguments.ts';

/** What the reading commands need: a library that may be open elsewhere, and the jobs of a run. */
export interface ReadServices {
  library: Library;
  jobsOfRun(runId: string): JobRow[];
}

const LISTED_RUNS = 50;

function stateWord(state: string, t: Translate): string {
  const key = `state.${state}`;
  return isMessageKey(key) ? t(key) : state;
}

/** Columns padded to the widest cell; counts letters, not bytes, so that Thai lines up as well as a terminal allows. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const visible = (text: string): number => [...text.normalize('NFC').replaceAll(/\p{Mn}/gu, '')].length;
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => visible(row[column] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - visible(cell)),
        )
        .join('  '),
    )
    .join('\n');
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

function runJson(run: RunRow, services: ReadServices): Record<string, unknown> {
  return {
    job_id: run.id,
    project_id: run.projectId,
    status: run.state,
    stage: run.stage,
    error: run.error === null ? null : { code: run.error.code, details: run.error.details },
    createdAt: iso(run.createdAtMs),
    finishedAt: iso(run.finishedAtMs),
    items: services.jobsOfRun(run.id).map((job) => ({
      id: job.id,
      kind: job.kind,
      status: job.status,
      progress: job.progress,
      attempts: job.attempts,
      error: job.error === null ? null : { code: job.error.code, details: job.error.details },
      startedAt: iso(job.startedAtMs),
      finishedAt: iso(job.finishedAtMs),
    })),
  };
}

/** `jobs list` and `jobs show`: runs with their work items. */
export function showJobs(services: ReadServices, args: JobsArguments, t: Translate): string {
  const { runs, projects } = services.library.repos;
  if (args.verb === 'list') {
    const page = runs.page(LISTED_RUNS);
    if (args.json) return JSON.stringify(page.map((run) => runJson(run, services)));
    if (page.length === 0) return t('cli.no-runs');
    return formatTable(
      page.map((run) => [
        run.id,
        new Date(run.createdAtMs).toISOString().slice(0, 16).replace('T', ' '),
        projects.find(run.projectId)?.name ?? '',
        stateWord(run.state, t),
      ]),
    );
  }
  const run = runs.find(args.id ?? '');
  if (run === undefined) throw new AppError('not-found', `no run ${args.id}`, { what: 'run', id: args.id ?? '' });
  const json = runJson(run, services);
  if (args.json) return JSON.stringify(json);
  const items = services
    .jobsOfRun(run.id)
    .map((job) => [job.kind, job.status, `${Math.round(job.progress * 100)}%`, job.error?.code ?? '']);
  return [
    `${run.id}  ${projects.find(run.projectId)?.name ?? ''}  ${stateWord(run.state, t)}`,
    formatTable(items),
  ].join('\n');
}

/** `projects list` and `projects show`. */
export function showProjects(services: ReadServices, args: ProjectsArguments, t: Translate): string {
  const { repos } = services.library;
  if (args.verb === 'list') {
    const { projects } = listProjects(repos, { limit: 200 });
    if (args.json)
      return JSON.stringify(
        projects.map((row) => ({ id: row.id, name: row.name, status: row.status, updatedAt: iso(row.updatedAtMs) })),
      );
    if (projects.length === 0) return t('cli.no-projects');
    return formatTable(
      projects.map((row) => [
        row.id,
        new Date(row.updatedAtMs).toISOString().slice(0, 16).replace('T', ' '),
        row.name,
        stateWord(row.status, t),
      ]),
    );
  }
  const project = repos.projects.find(args.id ?? '');
  if (project === undefined)
    throw new AppError('not-found', `no project ${args.id}`, { what: 'project', id: args.id ?? '' });
  const places = placesOfShots(shotsInOrder({ repos }, project.id));
  if (args.json) {
    return JSON.stringify({
      id: project.id,
      name: project.name,
      status: project.status,
      fps: project.fps,
      aspectRatio: project.ratio,
      language: project.language,
      brief: project.brief,
      shots: places.map(({ shot, scene, number }) => ({
        scene,
        shot: number,
        id: shot.id,
        description: shot.description,
        seconds: shot.cutFrames / project.fps,
        size: shot.size,
        angle: shot.angle,
        move: shot.move,
      })),
      runs: repos.runs.listOfProject(project.id).map(({ id, state }) => ({ job_id: id, status: state })),
    });
  }
  const shots = places.map(({ shot, scene, number }) => [
    `${scene}.${number}`,
    `${(shot.cutFrames / project.fps).toFixed(1)} s`,
    shot.size,
    shot.move,
    shot.description,
  ]);
  return [
    `${project.name}  ${stateWord(project.status, t)}  ${project.ratio}  ${project.fps} fps`,
    formatTable(shots),
  ].join('\n');
}
