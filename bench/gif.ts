/** GIF of 480 px at 12 fps from grainy video: time and SSIM against FFmpeg's split palettegen/paletteuse, same run. */
import { join } from 'node:path';
import { makeGif } from '../src/main/exports/make-gif.ts';
import { ffmpeg, median, openBench, ssim, timed } from './film-bench.ts';

const bench = await openBench('gif');
const seconds = 12;
const source = await bench.grainySegment({ index: 0, seconds, widthPx: 720, heightPx: 1280 });
const size = { widthPx: 480, heightPx: 854 };
const ours = join(bench.folder, 'ours.gif');
const rival = join(bench.folder, 'rival.gif');
const scaled = `fps=12:round=near:start_time=0,scale=${size.widthPx}:${size.heightPx}:flags=bicubic`;
const oursMs: number[] = [];
const rivalMs: number[] = [];
for (let turn = 0; turn < 3; turn += 1) {
  oursMs.push(
    await timed(() =>
      makeGif(bench.tools.media, { sourcePath: source, outputPath: ours, durationSeconds: seconds, ...size, fps: 12 }),
    ),
  );
  rivalMs.push(
    await timed(() =>
      ffmpeg([
        '-i',
        source,
        '-filter_complex',
        `${scaled},split[a][b];[a]palettegen[p];[b][p]paletteuse=dither=bayer`,
        rival,
      ]),
    ),
  );
}
const reference = join(bench.folder, 'reference.mkv');
await ffmpeg(['-i', source, '-vf', `${scaled},format=rgb24`, '-c:v', 'ffv1', reference]);
const [oursSsim, rivalSsim] = [await ssim(ours, reference), await ssim(rival, reference)];
const ratio = median(rivalMs) / median(oursMs);
console.log(
  `gif ours ${Math.round(median(oursMs))} ms SSIM ${oursSsim.toFixed(4)}, palettegen/paletteuse ${Math.round(median(rivalMs))} ms SSIM ${rivalSsim.toFixed(4)}`,
);
console.log(
  `gif speed-up ${ratio.toFixed(2)} (limit 3) SSIM difference ${(oursSsim - rivalSsim).toFixed(4)} (limit 0)`,
);
await bench.close(ratio >= 3 && oursSsim >= rivalSsim);
