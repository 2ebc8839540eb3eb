/** Ten matching segments: our FFmpeg child with its launcher against raw `ffmpeg -f concat -c copy`, interleaved. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { concatListText } from '../src/main/exports/concat-list.ts';
import { stitchFilm } from '../src/main/exports/stitch-film.ts';
import { readMp4Facts } from '../src/main/exports/mp4-facts.ts';
import { ffmpeg, median, openBench, timed } from './film-bench.ts';

const bench = await openBench('stitch');
const size = { widthPx: 720, heightPx: 1280 };
const paths: string[] = [];
for (let index = 0; index < 10; index += 1)
  paths.push(await bench.grainySegment({ index, seconds: 8, ...size, picture: 'test' }));
const plan = bench.plan(
  paths.map((sourcePath, index) => ({
    id: `c${index}`,
    sourcePath,
    sourceHash: sourcePath,
    sourceInFrames: 0,
    cutFrames: 192,
    transition: 'cut',
    transitionFrames: 0,
  })),
  size,
);
const facts = await Promise.all(paths.map((path) => readMp4Facts(path)));
const mezzanines = paths.map((path, index) => ({
  path,
  key: path,
  frames: 192,
  facts: facts[index] ?? { video: undefined, audio: undefined },
  isSource: true,
}));
const list = join(bench.folder, 'raw.ffconcat');
await writeFile(
  list,
  concatListText(
    paths.map((path) => ({ path, frames: 192 })),
    24,
  ),
);
const ours: number[] = [];
const raw: number[] = [];
const whole: number[] = [];
const outputPath = join(bench.folder, 'ours.mp4');
const rawPath = join(bench.folder, 'raw.mp4');
for (let turn = 0; turn < 16; turn += 1) {
  await rm(rawPath, { force: true });
  const rawMs = await timed(() =>
    ffmpeg(['-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy', rawPath], { niced: false }),
  );
  await rm(outputPath, { force: true });
  let childMs = 0;
  const wholeMs = await timed(async () => {
    childMs = (await stitchFilm(bench.tools, plan, { outputPath, mezzanines, loudness: 'keep' })).mux.wallMs;
  });
  // The first turn warms the disk cache.
  if (turn === 0) continue;
  raw.push(rawMs);
  ours.push(childMs);
  whole.push(wholeMs);
}
const limit = 1.1 * median(raw) + 50;
console.log(
  `stitch child ${Math.round(median(ours))} ms, raw concat copy ${Math.round(median(raw))} ms, ratio ${(median(ours) / median(raw)).toFixed(2)}, limit ${Math.round(limit)} ms (1.1x + 50)`,
);
console.log(`stitch with reading indexes, laying out sound and flushing to disk ${Math.round(median(whole))} ms`);
await bench.close(median(ours) <= limit);
