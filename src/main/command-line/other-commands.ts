import { resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { DEFAULT_GIF_QUALITY } from '../../shared/model/run-terms.ts';
import { checkWritable } from '../generation/deliver.ts';
import type { CommandIo, CommandServices, ExitCode } from './command-services.ts';
import { EXIT } from './command-services.ts';
import type { ExportArguments, JobsArguments, ProjectsArguments } from './parse-arguments.ts';

/** `export`: a finished project again, in other formats and sizes; unchanged parts come from the cache. */
export async function runExport(services: CommandServices, io: CommandIo, args: ExportArguments): Promise<ExitCode> {
  const { library, films } = services;
  const project = library.repos.projects.get(args.projectId);
  const folder = resolve(io.cwd, args.out);
  await checkWritable(folder);
  const variations = Array.from({ length: project.brief.variations }, (_, index) => index + 1).filter((variation) =>
    library.repos.takes.listChosen(project.id).some((take) => take.slot === 'segment' && take.variation === variation),
  );
  if (variations.length === 0) {
    throw new AppError('not-possible-now', 'the project has no segments', { what: 'export', state: project.status });
  }
  const results = [];
  for (const [index, variation] of variations.entries()) {
    const film = await films.make({
      projectId: project.id,
      variation,
      options: {
        formats: args.formats,
        qualities: args.qualities ?? ['1080p'],
        gifQuality: args.qualities === undefined ? DEFAULT_GIF_QUALITY : null,
        burnCaptions: args.burnCaptions,
        targetBytes: args.targetMegabytes === undefined ? null : Math.round(args.targetMegabytes * 1_000_000),
      },
      folder,
      overwrite: false,
      signal: io.signal,
      onProgress: (fraction) =>
        io.printer.progress({
          projectId: project.id,
          runId: '',
          state: 'exporting',
          stage: 'FINALIZE',
          fraction: (index + fraction) / variations.length,
          currentScene: null,
          scenes: 0,
          etaMs: null,
          costMicroUsd: 0,
        }),
    });
    results.push(film);
  }
  io.printer.end();
  const files = results.flatMap((result) => result.files);
  const failed = results.flatMap((result) => result.failed);
  if (io.json) {
    io.out(`${JSON.stringify({ project_id: project.id, files, failed })}\n`);
  } else {
    for (const { path, fromCache } of files) io.out(`${path}${fromCache ? `  (${io.t('cli.from-cache')})` : ''}\n`);
    for (const { format, quality, reason } of failed) io.printer.line(`${format} ${quality}: ${reason}`);
  }
  return failed.length > 0 ? EXIT.partial : EXIT.done;
}

/** `jobs cancel` and `jobs retry` on a library that nobody else has open. Retry works until the run rests. */
export async function changeJobs(services: CommandServices, io: CommandIo, args: JobsArguments): Promise<ExitCode> {
  const id = args.id ?? '';
  services.library.repos.runs.get(id);
  if (args.verb === 'cancel') {
    services.runs.cancel(id);
  } else {
    services.runs.retry(id);
    await services.runs.rest(id);
  }
  const view = services.runs.view(id);
  if (io.json) io.out(`${JSON.stringify({ job_id: id, status: view.state })}\n`);
  else io.out(`${io.t(args.verb === 'cancel' ? 'cli.cancelled-run' : 'cli.retried-run', { id })}\n`);
  return args.verb === 'retry' && view.state === 'failed' ? EXIT.failed : EXIT.done;
}

/** `projects delete`: into the trash, from where the app brings it back. */
export function deleteProject(services: CommandServices, io: CommandIo, args: ProjectsArguments): ExitCode {
  const id = args.id ?? '';
  services.trashProject(id);
  io.out(
    io.json ? `${JSON.stringify({ project_id: id, trashed: true })}\n` : `${io.t('cli.trashed-project', { id })}\n`,
  );
  return EXIT.done;
}
