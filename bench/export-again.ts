/** Export again after one of ten segments of 8 s changed, against a full re-encode of the film, in the same run. */
import { join } from 'node:path';
import { exportFilm } from '../src/main/exports/export-film.ts';
import { fileHash } from '../src/main/exports/film-audio.ts';
import { aacArgs, mezzanineVideoArgs } from '../src/main/media/args/film-encode.ts';
import type { FilmClip } from '../src/shared/model/film-plan.ts';
import { drawnInputs, ffmpeg, median, openBench, timed } from './film-bench.ts';

const bench = await openBench('export-again');
const size = { widthPx: 480, heightPx: 854 };
const seconds = 8;

/** As a provider sends it: another encoder setting, one key frame in 250, grain. Made in one pass. */
async function foreignSegment(index: number, look: number): Promise<FilmClip> {
  const sourcePath = join(bench.folder, `foreign-${index}-${look}.mp4`);
  const picture = `testsrc2=s=${size.widthPx}x${size.heightPx}:r=24,hue=h=${index * 35 + look * 90},noise=alls=12:allf=t`;
  await ffmpeg([
    ...drawnInputs(picture, 220 + index * 40 + look * 15, seconds),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '20', '-g', '250', '-pix_fmt', 'yuv420p'],
    ...['-c:a', 'aac', '-ac', '2', sourcePath],
  ]);
  return {
    id: `c${index}`,
    sourcePath,
    sourceHash: await fileHash(sourcePath),
    sourceInFrames: 0,
    cutFrames: 192,
    transition: 'cut',
    transitionFrames: 0,
  };
}

const clips: FilmClip[] = [];
for (let index = 0; index < 10; index += 1) clips.push(await foreignSegment(index, 0));
const order = {
  formats: ['mp4'] as const,
  qualities: ['480p'] as const,
  folder: join(bench.folder, 'out'),
  overwrite: true,
};
const firstMs = await timed(() => exportFilm(bench.tools, { ...order, plan: bench.plan(clips, size) }));
const fullPath = join(bench.folder, 'full.mp4');
const turns: { againMs: number; fullMs: number }[] = [];
let changed: FilmClip[] = clips;
/** Another segment each time, in picture and sound; both sides one after the other, so that they meet the same load. */
for (const index of [4, 0, 9]) {
  changed = changed.with(index, await foreignSegment(index, 1));
  const plan = bench.plan(changed, size);
  const againMs = await timed(() => exportFilm(bench.tools, { ...order, plan }));
  const inputs = changed.flatMap(({ sourcePath }) => ['-i', sourcePath]);
  const graph = `${changed.map((_, at) => `[${at}:v][${at}:a]`).join('')}concat=n=10:v=1:a=1[v][a]`;
  const maps = ['-map', '[v]', '-map', '[a]', ...mezzanineVideoArgs({ ...size, fps: 24 }), ...aacArgs(192)];
  const fullMs = await timed(() => ffmpeg([...inputs, '-filter_complex', graph, ...maps, fullPath]));
  turns.push({ againMs, fullMs });
}
const plan = bench.plan(changed, size);
const sameMs = await timed(() => exportFilm(bench.tools, { ...order, plan }));
const ratio = median(turns.map(({ againMs, fullMs }) => fullMs / againMs));
const [againMs, fullMs] = [median(turns.map((one) => one.againMs)), median(turns.map((one) => one.fullMs))];
console.log(
  `export again after one of ten changed: ${Math.round(againMs)} ms, full re-encode ${Math.round(fullMs)} ms, ${ratio.toFixed(1)}x faster (limit 7, median of ${turns.length})`,
);
console.log(`each turn: ${turns.map((one) => `${(one.fullMs / one.againMs).toFixed(1)}x`).join(', ')}`);
console.log(`first export ${Math.round(firstMs)} ms, nothing changed ${Math.round(sameMs)} ms`);
await bench.close(ratio >= 7);
