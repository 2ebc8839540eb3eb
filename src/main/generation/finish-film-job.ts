import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { exportFormatSchema, qualitySchema } from '../../shared/model/shot-terms.ts';
import type { JobHandler } from '../jobs/job-types.ts';
import { keyframeFile, placesOfShots, segmentFile } from './board-files.ts';
import { buildReport } from './build-report.ts';
import { deliverFile, deliverText } from './deliver.ts';
import type { FilmMaker } from './film-maker.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { approvalOfRun, optionsOf, shotsInOrder } from './situation.ts';

const inputSchema = z.strictObject({
  runId: z.string(),
  projectId: z.string(),
  part: z.literal('film'),
  variations: z.array(z.int().min(1).max(3)),
});
type Input = z.infer<typeof inputSchema>;

const filmFileSchema = z.strictObject({
  path: z.string(),
  kind: z.enum(['film', 'thumbnail', 'captions']),
  format: z.string(),
  quality: z.string(),
  bytes: z.int(),
  durationSeconds: z.number().nullable(),
  sha256: z.string(),
  key: z.string(),
  fromCache: z.boolean(),
});
const filmSchema = z.strictObject({
  files: z.array(filmFileSchema),
  failed: z.array(z.strictObject({ format: z.string(), quality: z.string(), reason: z.string() })),
});

export type DeliveryDeps = Pick<GenerationDeps, 'repos' | 'store' | 'clock'> & {
  exportsFolder(projectId: string): string;
};

/** Folder that gets a run's files: the one the person named, or the project's own under the library. */
export function folderOfRun(deps: DeliveryDeps, runId: string): string {
  const run = deps.repos.runs.get(runId);
  return optionsOf(run).outFolder ?? deps.exportsFolder(run.projectId);
}

/** Writes the keyframes of the board into the run's folder. Can be done again at any time with the same result. */
export async function deliverBoard(deps: DeliveryDeps, runId: string): Promise<string[]> {
  const run = deps.repos.runs.get(runId);
  const folder = folderOfRun(deps, runId);
  const places = placesOfShots(shotsInOrder(deps, run.projectId));
  const written: string[] = [];
  for (const take of deps.repos.takes.listChosen(run.projectId)) {
    const place = places.find(({ shot }) => shot.id === take.shotId);
    if (place === undefined || (take.slot !== 'start' && take.slot !== 'end')) continue;
    const target = join(folder, keyframeFile(place, take.slot, take.variation));
    await deliverFile(deps.store.pathOf(deps.repos.assets.get(take.assetId).sha256), target);
    written.push(target);
  }
  return written;
}

/** Writes the chosen segments into the run's folder. */
export async function deliverSegments(deps: DeliveryDeps, runId: string): Promise<void> {
  const run = deps.repos.runs.get(runId);
  const places = placesOfShots(shotsInOrder(deps, run.projectId));
  for (const take of deps.repos.takes.listChosen(run.projectId)) {
    const place = places.find(({ shot }) => shot.id === take.shotId);
    if (place === undefined || take.slot !== 'segment') continue;
    await deliverFile(
      deps.store.pathOf(deps.repos.assets.get(take.assetId).sha256),
      join(folderOfRun(deps, runId), segmentFile(place, take.variation)),
    );
  }
}

/** Writes `report.json`. */
export async function deliverReport(
  deps: DeliveryDeps,
  runId: string,
  films: Parameters<typeof buildReport>[2],
  status?: Parameters<typeof buildReport>[3]['status'],
): Promise<string> {
  const folder = folderOfRun(deps, runId);
  const report = buildReport(deps, runId, films, {
    ...(status === undefined ? {} : { status }),
    // Forward slashes everywhere, so that a report reads the same on each system.
    relative: (path) => relative(folder, path).split(sep).join('/'),
  });
  const target = join(folder, 'report.json');
  await deliverText(`${JSON.stringify(report, null, 2)}\n`, target);
  return target;
}

/** Segments → finished films of each whole variation, board, segments and report in the run's folder. */
export function createFinishFilmJob(
  deps: GenerationDeps & DeliveryDeps & { films: FilmMaker },
): JobHandler<Input, { files: number }> {
  return {
    kind: 'finish-film',
    version: 1,
    input: inputSchema,
    lane: () => 'encode',
    retry: { maxAttempts: 2, delaysMs: [1_000] },
    recovery: 'resume',
    async run(context, { runId, projectId, variations }) {
      const run = deps.repos.runs.get(runId);
      const options = optionsOf(run);
      const folder = folderOfRun(deps, runId);
      const approval = approvalOfRun(deps, run);
      await context.step('board', z.strictObject({ keyframes: z.int() }), async () => {
        const board = await deliverBoard(deps, runId);
        await deliverSegments(deps, runId);
        return { keyframes: board.length };
      });
      const films: { variation: number; films: z.infer<typeof filmSchema> }[] = [];
      for (const [index, variation] of variations.entries()) {
        const film = await context.step(
          `film-v${variation}`,
          filmSchema,
          ({ signal, report }) =>
            deps.films.make({
              projectId,
              variation,
              options,
              // A shot that came after the yes has no segment: the film is the one that was approved.
              ...(approval === null ? {} : { shotIds: new Set(Object.keys(approval.shots)) }),
              folder,
              overwrite: true,
              signal,
              onProgress: (fraction) => report((index + fraction) / variations.length),
            }),
          ({ files }) => {
            for (const file of files.filter(({ kind }) => kind === 'film')) {
              deps.repos.exports.insert({
                id: deps.newId(),
                projectId,
                runId,
                variation,
                format: exportFormatSchema.parse(file.format),
                quality: qualitySchema.parse(file.quality),
                path: file.path,
                sha256: file.sha256,
                key: file.key,
                bytes: file.bytes,
                durationMs: Math.round((file.durationSeconds ?? 0) * 1_000),
                createdAtMs: deps.clock.nowMs(),
              });
            }
          },
        );
        films.push({ variation, films: film });
      }
      const failed = films.flatMap(({ films: { failed: list } }) => list);
      const whole = failed.length === 0 && variations.length === deps.repos.projects.get(projectId).brief.variations;
      await context.step('report', z.strictObject({ ok: z.literal(true) }), async () => {
        await deliverReport(
          deps,
          runId,
          films.map(({ variation, films: film }) => ({ variation, ...film })),
          whole ? 'completed' : 'partially_completed',
        );
        return { ok: true as const };
      });
      const first = failed[0];
      if (first !== undefined)
        throw new AppError(
          'ffmpeg-failed',
          `not exported: ${failed.map(({ format, quality }) => `${format} ${quality}`).join(', ')}`,
          { what: `${first.format} ${first.quality}`, reason: first.reason },
        );
      return { files: films.reduce((sum, { films: { files } }) => sum + files.length, 0) };
    },
  };
}
