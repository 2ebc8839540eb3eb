import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toAppError } from '../shared/contract/errors.ts';
import { describeError } from '../shared/i18n/describe-error.ts';
import { createTranslate } from '../shared/i18n/translate.ts';
import { EXIT } from './command-line/command-services.ts';
import type { CommandIo, CommandServices, ExitCode } from './command-line/command-services.ts';
import { createDoctorChecks, restoreLibrary } from './command-line/doctor-checks.ts';
import { examine, formatFindings } from './command-line/doctor-command.ts';
import { exitCodeOfError } from './command-line/exit-codes.ts';
import { showJobs, showProjects } from './command-line/list-commands.ts';
import type { ReadServices } from './command-line/list-commands.ts';
import { runMedia, runStitch } from './command-line/media-commands.ts';
import { changeJobs, deleteProject, runExport } from './command-line/other-commands.ts';
import { parseArguments } from './command-line/parse-arguments.ts';
import type { Arguments } from './command-line/parse-arguments.ts';
import { createProgressPrinter } from './command-line/progress-printer.ts';
import { runMake, runResume } from './command-line/run-commands.ts';
import { askServingInstance } from './command-line/serving-instance.ts';
import { compose } from './compose.ts';
import type { App } from './compose.ts';
import { createJobRepository } from './db/repositories/job-repository.ts';
import { createFolderPartCache } from './exports/part-cache.ts';
import { jobRowOf } from './jobs/job-row.ts';
import { openLibrary } from './library/open-library.ts';
import { findBinaries } from './media/binaries.ts';
import { createMediaTools } from './media/media-tools.ts';
import type { MediaRoom } from './media/media-tools.ts';
import { createSystemClock } from './platform/clock.ts';
import { newUuid } from './platform/ids.ts';
import { silentLogger } from './platform/logger.ts';
import type { Logger } from './platform/logger.ts';
import { defaultHome, libraryPaths } from './platform/paths.ts';
import { createFileLogger, logLevelOf } from './platform/pino-logger.ts';
import { PRODUCT_VERSION } from './platform/version.ts';

const { env } = process;
const language = (env.LC_ALL || env.LC_MESSAGES || env.LANG || '').toLowerCase().startsWith('th') ? 'th' : 'en';
const t = createTranslate(language);
const home = defaultHome(env);
const clock = createSystemClock();

function fileLog(): Logger {
  try {
    // The logger would make the home as an ordinary folder; it is its owner's alone.
    mkdirSync(home, { recursive: true, mode: 0o700 });
    return createFileLogger({
      folder: libraryPaths(home).logs,
      level: logLevelOf(env.FRAMEWRIGHT_LOG),
      secrets: () => [],
    });
  } catch {
    // An unwritable home is reported by whoever needs it to be writable.
    return silentLogger;
  }
}

function servicesOf(app: App): CommandServices {
  return {
    ...app,
    importFile: (path, signal) => app.assets.importFile(path, { signal }),
    createProject: (brief, files) => app.projects.create(brief, { files }).id,
    trashProject: app.projects.trash,
  };
}

/** Commands that write: the app is composed, used and closed again, whatever happens. */
async function withApp(
  work: (services: CommandServices) => Promise<ExitCode>,
  options: { start: boolean },
): Promise<ExitCode> {
  const app = await compose({ home, log: fileLog(), env });
  const stop = (): void => {
    // Work stays where it is; `resume` goes on with it.
    void app.close().finally(() => process.exit(143));
  };
  process.once('SIGTERM', stop).once('SIGHUP', stop);
  const stray = (error: unknown): void => {
    // An error that escaped a job belongs to that job, not to the process (F71).
    if (!app.engine.takeStrayError(error)) throw error;
  };
  process.on('unhandledRejection', stray).on('uncaughtException', stray);
  const halted = new Promise<never>((_, reject) => app.onHalt(reject));
  try {
    if (options.start) await app.start();
    return await Promise.race([work(servicesOf(app)), halted]);
  } finally {
    process.off('unhandledRejection', stray).off('uncaughtException', stray);
    process.off('SIGTERM', stop).off('SIGHUP', stop);
    await app.close();
  }
}

/** Commands that only read work beside a running instance. */
function withReader(work: (services: ReadServices) => string): string {
  const library = openLibrary({ home, mode: 'reader', log: silentLogger, clock, newId: newUuid });
  try {
    const jobs = createJobRepository(library.db);
    return work({ library, jobsOfRun: (runId) => jobs.listByRun(runId).map(jobRowOf) });
  } finally {
    library.close();
  }
}

async function withTools(work: (tools: MediaRoom, folder: string) => Promise<ExitCode>): Promise<ExitCode> {
  const folder = await mkdtemp(join(tmpdir(), 'framewright-'));
  const tools = createMediaTools({
    binaries: await findBinaries(env),
    log: silentLogger,
    tempRoot: folder,
    clock,
    env,
  });
  try {
    return await work(tools, folder);
  } finally {
    await tools.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A writing command goes to the instance that serves, where one does; else to the library itself. */
async function changeBy(
  io: CommandIo,
  path: string,
  method: 'POST' | 'DELETE',
  own: (services: CommandServices) => Promise<ExitCode> | ExitCode,
  start: boolean,
): Promise<ExitCode> {
  const answer = await askServingInstance(home, method, path);
  if (answer === undefined) return withApp(async (services) => own(services), { start });
  io.out(`${JSON.stringify(answer)}\n`);
  return EXIT.done;
}

async function run(args: Arguments, io: CommandIo): Promise<ExitCode> {
  switch (args.command) {
    case 'make':
      return withApp((services) => runMake(services, io, args), { start: true });
    case 'resume':
      return withApp((services) => runResume(services, io, args), { start: true });
    case 'export':
      return withApp((services) => runExport(services, io, args), { start: false });
    case 'stitch':
      return withTools((media, folder) =>
        runStitch({ media, clock, cache: createFolderPartCache(join(folder, 'parts')) }, io, args),
      );
    case 'media':
      return withTools((tools) => runMedia(tools, io, args));
    case 'jobs':
      if (args.verb === 'cancel' || args.verb === 'retry') {
        const path = args.verb === 'cancel' ? `/api/v2/jobs/${args.id}/cancel` : `/api/v2/jobs/${args.id}/retry`;
        return changeBy(io, path, 'POST', (services) => changeJobs(services, io, args), args.verb === 'retry');
      }
      io.out(`${withReader((services) => showJobs(services, args, t))}\n`);
      return EXIT.done;
    case 'projects':
      if (args.verb === 'delete')
        return changeBy(
          io,
          `/api/v2/projects/${args.id}`,
          'DELETE',
          (services) => deleteProject(services, io, args),
          false,
        );
      io.out(`${withReader((services) => showProjects(services, args, t))}\n`);
      return EXIT.done;
    case 'serve': {
      const { serve } = await import('./serve.ts');
      return serve({
        host: args.host,
        port: args.port,
        token: args.token,
        home,
        env,
        t,
        out: io.out,
        signal: io.signal,
      });
    }
    case 'doctor': {
      mkdirSync(home, { recursive: true, mode: 0o700 });
      if (args.restore) io.out(`${restoreLibrary(home, clock)}\n`);
      const findings = await examine(createDoctorChecks(home, env, clock), t);
      io.out(`${io.json ? JSON.stringify(findings) : formatFindings(findings, t)}\n`);
      return findings.some(({ outcome }) => outcome === 'failed') ? EXIT.failed : EXIT.done;
    }
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const parsed = parseArguments(argv, t, PRODUCT_VERSION);
  if (parsed.kind === 'stop') {
    (parsed.exitCode === 0 ? process.stdout : process.stderr).write(parsed.text);
    return parsed.exitCode;
  }
  const interrupt = new AbortController();
  process.on('SIGINT', () => {
    // A second Ctrl+C means: now. What is half-written is swept at the next start.
    if (interrupt.signal.aborted) process.exit(EXIT.cancelled);
    interrupt.abort();
  });
  const json = 'json' in parsed.arguments && parsed.arguments.json;
  const printer = createProgressPrinter({
    write: (text) => process.stderr.write(text),
    terminal: process.stderr.isTTY,
    json,
    t,
  });
  const io: CommandIo = {
    t,
    json,
    printer,
    out: (text) => process.stdout.write(text),
    cwd: process.cwd(),
    stdin: process.stdin,
    signal: interrupt.signal,
  };
  try {
    return await run(parsed.arguments, io);
  } catch (thrown) {
    printer.end();
    const error = interrupt.signal.aborted ? toAppError(Object.assign(new Error('cancelled'))) : toAppError(thrown);
    if (interrupt.signal.aborted) {
      printer.line(t('error.cancelled'));
      return EXIT.cancelled;
    }
    const id = newUuid();
    if (error.code === 'internal') fileLog().error('command.failed', { id, error: thrown });
    const message = describeError({ code: error.code, details: { id, ...error.details } }, t);
    process.stderr.write(
      json
        ? `${JSON.stringify({ event: 'error', code: error.code, message, details: error.details })}\n`
        : `${message}\n`,
    );
    return exitCodeOfError(error.code);
  }
}

process.exitCode = await main(process.argv.slice(2));
