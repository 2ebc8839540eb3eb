/** Nine 12-frame crossfades between ten segments: smart render against one xfade chain over everything. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolderPartCache } from '../src/main/exports/part-cache.ts';
import { stitchFilm } from '../src/main/exports/stitch-film.ts';
import { mezzanineVideoArgs, aacArgs } from '../src/main/media/args/film-encode.ts';
import { ffmpeg, median, openBench, timed } from './film-bench.ts';

const bench = await openBench('crossfade');
// Both ways grow with the pixels; 480p keeps the run short.
const size = { widthPx: 480, heightPx: 854 };
const paths: string[] = [];
for (let index = 0; index < 10; index += 1)
  paths.push(await bench.grainySegment({ index, seconds: 8, ...size, picture: 'test' }));
const plan = bench.plan(
  paths.map((sourcePath, index) => ({
    id: `c${index}`,
    sourcePath,
    sourceHash: String(index).repeat(64),
    sourceInFrames: 0,
    cutFrames: index < 9 ? 180 : 192,
    transition: 'dissolve',
    transitionFrames: index < 9 ? 12 : 0,
  })),
  size,
);
// xfade in FFmpeg needs every clip decoded and laid on the one before.
const video = paths
  .slice(1)
  .map(
    (_, index) =>
      `[${index === 0 ? '0:v' : `v${index}`}][${index + 1}:v]xfade=transition=fade:duration=0.5:offset=${(index + 1) * 7.5}[v${index + 1}]`,
  );
const sound = paths
  .slice(1)
  .map((_, index) => `[${index === 0 ? '0:a' : `a${index}`}][${index + 1}:a]acrossfade=d=0.5[a${index + 1}]`);
const chain = [...video, '[v9]format=yuv420p[v]', ...sound].join(';');
const ours: number[] = [];
const rival: number[] = [];
for (let turn = 0; turn < Number(process.env.TURNS ?? 1); turn += 1) {
  await rm(join(bench.folder, 'cache'), { recursive: true, force: true });
  const tools = { ...bench.tools, cache: createFolderPartCache(join(bench.folder, 'cache')) };
  ours.push(
    await timed(() => stitchFilm(tools, plan, { outputPath: join(bench.folder, 'ours.mp4'), loudness: 'keep' })),
  );
  rival.push(
    await timed(() =>
      ffmpeg([
        ...paths.flatMap((path) => ['-i', path]),
        '-filter_complex',
        chain,
        '-map',
        '[v]',
        '-map',
        '[a9]',
        ...mezzanineVideoArgs({ ...size, fps: 24 }),
        ...aacArgs(192),
        join(bench.folder, 'rival.mp4'),
      ]),
    ),
  );
}
const ratio = median(ours) / median(rival);
console.log(
  `nine crossfades: ours ${Math.round(median(ours))} ms, xfade chain ${Math.round(median(rival))} ms, ratio ${ratio.toFixed(3)} (limit 0.25)`,
);
await bench.close(ratio <= 0.25);
