import { resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import { usdDigits } from '../../shared/model/money.ts';
import type { RunOptions } from '../../shared/model/run-terms.ts';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { isMessageKey } from '../../shared/i18n/translate.ts';
import { checkWritable, sweepDelivery } from '../generation/deliver.ts';
import { deliverBoard, deliverReport, folderOfRun } from '../generation/finish-film-job.ts';
import type { RunView } from '../generation/run-view.ts';
import { runOptionsOf } from '../generation/start-options.ts';
import { assertStartAgreed } from '../generation/start-price.ts';
import { EXIT } from './command-services.ts';
import type { CommandIo, CommandServices, ExitCode } from './command-services.ts';
import { loadBrief } from './load-brief.ts';
import type { MakeArguments, ResumeArguments } from './parse-arguments.ts';

/** Exit code that interfaces.md gives a run that rests. */
export function exitCodeOfRun(view: Pick<RunView, 'state' | 'error'>): ExitCode {
  if (view.state === 'completed') return EXIT.done;
  if (view.error?.code === 'budget-exceeded') return EXIT.budget;
  if (view.state === 'storyboard_complete' && view.error === null) return EXIT.done;
  if (view.state === 'partially_completed') return EXIT.partial;
  if (view.state === 'cancelled') return EXIT.cancelled;
  if (view.error?.code === 'invalid-input' || view.error?.code === 'clarification-needed') return EXIT.wrongInput;
  return EXIT.failed;
}

const quoted = (text: string): string =>
  /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;

function explain(view: RunView, io: CommandIo): string {
  if (view.error === null) return '';
  const { questions } = view.error.details;
  if (view.error.code === 'clarification-needed' && Array.isArray(questions)) {
    const asked = questions.map((question: { code?: unknown }) => {
      const key = `question.${String(question.code)}`;
      return isMessageKey(key) ? io.t(key) : key;
    });
    return io.t('error.clarification-needed', { what: asked.join(' ') });
  }
  return describeError(view.error, io.t);
}

/** Follows a run until it rests, with a bar; Ctrl+C cancels it. */
async function follow(services: CommandServices, io: CommandIo, runId: string): Promise<RunView> {
  const { runs } = services;
  const show = (): void => {
    const view = runs.view(runId);
    io.printer.progress({
      projectId: view.projectId,
      runId,
      state: view.state,
      stage: view.stage,
      fraction: view.fraction,
      currentScene: view.currentScene,
      scenes: view.scenes,
      etaMs: view.etaMs,
      costMicroUsd: view.actualMicroUsd,
    });
  };
  const off = runs.onEvent((event) => {
    if (event.runId === runId) show();
  });
  const offBudgets = services.money.onSoftPassed(({ scope, softMicroUsd, usedMicroUsd }) => {
    io.printer.event('budget.soft-passed', { scope, softMicroUsd, usedMicroUsd });
    const amounts = { used: `$${usdDigits(usedMicroUsd)}`, soft: `$${usdDigits(softMicroUsd)}` };
    io.printer.line(io.t('cli.budget-soft', { scope: io.t(`needs.scope.${scope}`), ...amounts }));
  });
  const cancel = (): void => runs.cancel(runId);
  io.signal.addEventListener('abort', cancel, { once: true });
  try {
    if (io.signal.aborted) cancel();
    show();
    return await runs.rest(runId);
  } finally {
    io.signal.removeEventListener('abort', cancel);
    off();
    offBudgets();
    io.printer.end();
  }
}

/** What is printed when a run rests: the board and the next command, the files, or what went wrong and what to do. */
async function finish(services: CommandServices, io: CommandIo, view: RunView): Promise<ExitCode> {
  const { delivery, library } = services;
  const folder = folderOfRun(delivery, view.runId);
  const project = library.repos.projects.get(view.projectId);
  const next = io.t('cli.next-command', { id: view.projectId, out: ` --out ${quoted(folder)}` });
  if (view.state === 'storyboard_complete') {
    await deliverBoard(delivery, view.runId);
    await deliverReport(delivery, view.runId, []);
    io.printer.line(io.t('cli.board-ready', { folder: `${folder}/storyboard` }));
    if (!io.json) io.out(`${next}\n`);
  }
  const files = library.repos.exports.list(view.projectId).filter(({ runId }) => runId === view.runId);
  if (view.state === 'completed' || view.state === 'partially_completed') {
    if (files.length > 0) io.printer.line(io.t('cli.film-ready'));
    if (!io.json) for (const { path } of files) io.out(`${path}\n`);
  }
  if (view.failedParts.length > 0) io.printer.line(io.t('cli.failed-segments', { shots: view.failedParts.join(', ') }));
  const sentence = explain(view, io);
  if (sentence !== '') io.printer.line(sentence);
  if (view.state === 'failed' || view.state === 'partially_completed' || view.state === 'cancelled') {
    if (project.plan !== null) io.printer.line(next.replace(' --approve', ''));
  }
  if (io.json) {
    io.out(
      `${JSON.stringify({
        project_id: view.projectId,
        job_id: view.runId,
        status: view.state,
        folder,
        files: files.map(({ path, format, quality, bytes, durationMs, variation }) => ({
          path,
          format,
          quality,
          bytes,
          durationSeconds: durationMs / 1000,
          variation,
        })),
        error: view.error === null ? null : { code: view.error.code, message: sentence, details: view.error.details },
        next: view.state === 'storyboard_complete' ? next : null,
      })}\n`,
    );
  }
  return exitCodeOfRun(view);
}

/** `make`: brief to finished files, or to the storyboard without `--approve`. */
export async function runMake(services: CommandServices, io: CommandIo, args: MakeArguments): Promise<ExitCode> {
  const { brief, files } = await loadBrief(args.brief, { cwd: io.cwd, stdin: io.stdin });
  const outFolder = resolve(io.cwd, args.out);
  const wish = {
    ...{ formats: args.formats, qualities: args.qualities, planner: args.planner },
    ...{ imageProvider: args.imageProvider, videoProvider: args.videoProvider },
    ...{ autoApprove: args.approve, burnCaptions: args.burnCaptions },
  };
  const options: RunOptions = {
    ...runOptionsOf(services, brief, wish),
    targetBytes: args.targetMegabytes === undefined ? null : Math.round(args.targetMegabytes * 1_000_000),
    outFolder,
  };
  const costMicroUsd = await assertStartAgreed(services, {
    ...{ brief, wish, options, flag: '--approve-cost', signal: io.signal },
    agreedMicroUsd: args.approvedMicroUsd ?? null,
  });
  if (costMicroUsd > 0) {
    io.printer.event('cost.estimated', { estimateMicroUsd: costMicroUsd });
    io.printer.line(io.t('cli.cost-estimated', { amount: `$${usdDigits(costMicroUsd)}` }));
  }
  await checkWritable(outFolder);
  const imported: Parameters<CommandServices['createProject']>[1][number][] = [];
  // Every file is checked before a project exists: a brief with one bad file leaves nothing behind.
  for (const file of files) {
    imported.push({
      assetId: (await services.importFile(file.path, io.signal)).id,
      role: file.role,
      briefPath: file.written,
    });
  }
  // One transaction, and told only after it: who has read the project's id can `resume` it, whenever the process died.
  const { projectId, runId } = services.library.db.write(() => {
    const id = services.createProject(brief, imported);
    return { projectId: id, runId: services.runs.start(id, options) };
  }, 'make.create');
  const project = services.library.repos.projects.get(projectId);
  io.printer.event('project.created', { projectId, name: project.name });
  io.printer.line(io.t('cli.project-created', { name: project.name, id: projectId }));
  return finish(services, io, await follow(services, io, runId));
}

/**
 * Work of an open run that too many crashes in a row have put aside begins again: a person asks for it by name, and the
 * rest of the run could only end short without it.
 */
function retryPutAside({ engine }: Pick<CommandServices, 'engine'>, runId: string): void {
  for (const { id, status, error } of engine.listByRun(runId))
    if (status === 'needs-attention' && error?.details.reason === 'recovery-limit') engine.retry(id);
}

/** `resume`: goes on where the project's latest run stopped, whatever stopped it. */
export async function runResume(services: CommandServices, io: CommandIo, args: ResumeArguments): Promise<ExitCode> {
  const { runs, library } = services;
  const project = library.repos.projects.get(args.projectId);
  const latest = library.repos.runs.findLatest(project.id);
  if (latest === undefined)
    throw new AppError('not-found', `project ${project.id} has no run`, { what: 'run', id: project.id });
  if (args.out !== undefined) runs.setOutFolder(latest.id, resolve(io.cwd, args.out));
  const folder = folderOfRun(services.delivery, latest.id);
  await checkWritable(folder);
  await sweepDelivery(folder);
  io.printer.event('run.resumed', { projectId: project.id, runId: latest.id, state: latest.state });
  if (latest.finishedAtMs !== null && latest.state !== 'completed') runs.retry(latest.id);
  else retryPutAside(services, latest.id);
  let view = await follow(services, io, latest.id);
  if (view.state === 'storyboard_complete' && args.approve) {
    runs.approve(latest.id);
    view = await follow(services, io, latest.id);
  }
  return finish(services, io, view);
}
