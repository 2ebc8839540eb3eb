/** The picture that an export is making at this moment, small. */
import type { FilmPlan } from '../../shared/model/film-plan.ts';
import { filmFrames } from '../../shared/model/film-plan.ts';
import { seekSecondsOfFrame } from '../../shared/model/frame-time.ts';
import type { FilmTools } from './conform.ts';
import { masterKey } from './film-files.ts';
import type { LiveExport } from './live-exports.ts';
import { planAtQuality, planIdentity } from './plan-size.ts';

export interface LiveFrame {
  jpeg: Buffer;
  /** Of the film. */
  frame: number;
}

const WIDTH_PX = 640;
/** A picture costs a child process: no more often than this. */
const EVERY_MS = 900;

/** Frame of the film that the work has reached. Pure. */
export function frameOfWork(live: Pick<LiveExport, 'fraction'>, plan: FilmPlan): number {
  return Math.min(filmFrames(plan) - 1, Math.floor(filmFrames(plan) * live.fraction));
}

/** File and frame within it that a frame of the film comes from. Pure. */
export function sourceOfFrame(plan: FilmPlan, frame: number): { path: string; frame: number } | undefined {
  let start = 0;
  for (const clip of plan.clips) {
    if (frame < start + clip.cutFrames) return { path: clip.sourcePath, frame: clip.sourceInFrames + frame - start };
    start += clip.cutFrames;
  }
  return undefined;
}

async function takePicture(tools: FilmTools, from: { path: string; frame: number; fps: number }): Promise<Buffer> {
  const { stdout, done } = tools.media.runToPipe({
    inputs: [{ path: from.path, args: ['-ss', seekSecondsOfFrame(from.frame, from.fps).toFixed(6)], trust: 'own' }],
    outputArgs: [
      ...['-map', '0:v:0', '-frames:v', '1', '-vf', `scale=${WIDTH_PX}:-2:flags=bicubic`],
      ...['-c:v', 'mjpeg', '-q:v', '5', '-pix_fmt', 'yuvj420p', '-strict', 'unofficial'],
    ],
    outputFormat: 'image2pipe',
  });
  const chunks: Buffer[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of stdout) chunks.push(chunk as Buffer);
  };
  await Promise.all([read(), done]);
  return Buffer.concat(chunks);
}

/** Live pictures by export: one child at a time, the last picture in between. */
export function createLiveFrames(tools: FilmTools) {
  const last = new Map<string, { atMs: number; picture: LiveFrame }>();
  const underWay = new Map<string, Promise<LiveFrame | null>>();

  const fresh = async (jobId: string, live: LiveExport, plan: FilmPlan): Promise<LiveFrame | null> => {
    const frame = frameOfWork(live, plan);
    const { film, phase } = live;
    const stitched =
      film === null || phase === 'stitching'
        ? undefined
        : ((await tools.cache.find(masterKey(await planIdentity(planAtQuality(plan, film.masterQuality), true)))) ??
          (await tools.cache.find(masterKey(await planIdentity(planAtQuality(plan, film.masterQuality), false)))));
    const source = stitched === undefined ? sourceOfFrame(plan, frame) : { path: stitched.path, frame };
    if (source === undefined) return last.get(jobId)?.picture ?? null;
    const jpeg = await takePicture(tools, { ...source, fps: plan.fps });
    if (jpeg.length === 0) return last.get(jobId)?.picture ?? null;
    const picture = { jpeg, frame };
    // Another export's picture is never asked for again once it has ended.
    if (!last.has(jobId)) last.clear();
    last.set(jobId, { atMs: tools.clock.monotonicMs(), picture });
    return picture;
  };

  return {
    /** Null while there is nothing to see. Never throws: a picture is a courtesy. */
    async at(jobId: string, live: LiveExport | undefined): Promise<LiveFrame | null> {
      if (live?.plan == null) return null;
      const known = last.get(jobId);
      if (known !== undefined && tools.clock.monotonicMs() - known.atMs < EVERY_MS) return known.picture;
      const running = underWay.get(jobId);
      if (running !== undefined) return running;
      const taking = fresh(jobId, live, live.plan)
        .catch(() => last.get(jobId)?.picture ?? null)
        .finally(() => underWay.delete(jobId));
      underWay.set(jobId, taking);
      return taking;
    },
  };
}
