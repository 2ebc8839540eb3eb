/**
 * GIF of 480 px at 12 fps: wall time, processor time and SSIM against FFmpeg's split palettegen/paletteuse as people
 * write it (lanczos, paletteuse's own dither), and against its faster bayer dither; all niced, interleaved. The reference
 * of SSIM is the source through the rivals' own scaler. Grainy video, and drawn material without grain: flat areas, soft
 * light, a slow pan. `TURNS` and `SECONDS` set the length of the run. Processor time counts every thread and child.
 */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { makeGif } from '../src/main/exports/make-gif.ts';
import { mezzanineVideoArgs } from '../src/main/media/args/film-encode.ts';
import { ffmpeg, median, openBench, ssim, timed } from './film-bench.ts';

const bench = await openBench('gif');
const seconds = Number(process.env.SECONDS ?? 12);
const turns = Number(process.env.TURNS ?? 3);
const size = { widthPx: 480, heightPx: 854 };
const scaled = `fps=12:round=near:start_time=0,scale=${size.widthPx}:${size.heightPx}:flags=lanczos`;

/** A wide drawing with lines, flat colours and gradients, panned over: what an animatic is made of. */
async function drawnSegment(): Promise<string> {
  const canvas = createCanvas(1_080, 1_280);
  const pen = canvas.getContext('2d');
  const light = pen.createLinearGradient(0, 0, 1_080, 1_280);
  light.addColorStop(0, '#e9c79d');
  light.addColorStop(1, '#ece4d6');
  pen.fillStyle = light;
  pen.fillRect(0, 0, 1_080, 1_280);
  const colours = ['#f2a541', '#4a4466', '#9fc9d8', '#8c5a35', '#7bd13f', '#b98a5c', '#fff6e5', '#3b2a1e'];
  pen.strokeStyle = '#2a2420';
  pen.lineWidth = 3;
  for (let index = 0; index < 24; index += 1) {
    pen.fillStyle = colours[index % colours.length] ?? '#000000';
    pen.beginPath();
    const [x, y] = [(index * 397) % 1_080, (index * 251) % 1_280];
    pen.ellipse(x, y, 50 + ((index * 37) % 130), 40 + ((index * 53) % 170), index, 0, Math.PI * 2);
    pen.fill();
    pen.stroke();
  }
  const still = join(bench.folder, 'drawn.png');
  await writeFile(still, await canvas.encode('png'));
  const path = join(bench.folder, 'drawn.mp4');
  const move = `crop=720:1280:x='180+170*sin(t)':y=0`;
  await ffmpeg([
    ...['-framerate', '24', '-i', still, '-vf', `loop=-1:1,${move}`, '-t', String(seconds)],
    ...[...mezzanineVideoArgs({ widthPx: 720, heightPx: 1280, fps: 24 }), path],
  ]);
  return path;
}

interface Cost {
  wallMs: number;
  /** Of this process and all children that have ended; NaN where /proc is missing. */
  cpuMs: number;
}

/** Processor time of this process and of its ended children, ms: fields 14 to 17 of /proc/self/stat, in 1/100 s. */
async function cpuMs(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, stat === '' ? Number.NaN : 0);
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = await cpuMs();
  const wallMs = await timed(work);
  return { wallMs, cpuMs: (await cpuMs()) - before };
}

const middle = (costs: readonly Cost[]): Cost => ({
  wallMs: median(costs.map((one) => one.wallMs)),
  cpuMs: median(costs.map((one) => one.cpuMs)),
});

const inWords = ({ wallMs, cpuMs: cpu }: Cost): string => `${Math.round(wallMs)} ms (CPU ${Math.round(cpu)} ms)`;

const palette = (dither: string): string => `${scaled},split[a][b];[a]palettegen[p];[b][p]paletteuse${dither}`;

async function compare(name: string, source: string): Promise<boolean> {
  const file = (way: string): string => join(bench.folder, `${name.replaceAll(' ', '-')}-${way}.gif`);
  const rival = (way: string, dither: string) => ({
    way,
    costs: [] as Cost[],
    make: () => ffmpeg(['-i', source, '-filter_complex', palette(dither), file(way)]),
  });
  const ours = {
    way: 'ours',
    costs: [] as Cost[],
    make: () =>
      makeGif(bench.tools.media, {
        ...{ sourcePath: source, outputPath: file('ours'), durationSeconds: seconds, ...size, fps: 12 },
      }),
  };
  const rivals = [rival('paletteuse', ''), rival('paletteuse bayer', '=dither=bayer')];
  for (let turn = 0; turn < turns; turn += 1) for (const one of [ours, ...rivals]) one.costs.push(await cost(one.make));
  const reference = join(bench.folder, 'reference.mkv');
  await ffmpeg(['-i', source, '-vf', `${scaled},format=rgb24`, '-c:v', 'ffv1', reference]);
  const own = middle(ours.costs);
  const ownSsim = await ssim(file('ours'), reference);
  const megabytes = async (way: string): Promise<string> => `${((await stat(file(way))).size / 1e6).toFixed(1)} MB`;
  console.log(`${name}: ours ${inWords(own)} SSIM ${ownSsim.toFixed(4)}, ${await megabytes('ours')}`);
  const isMet: boolean[] = [];
  for (const one of rivals) {
    const theirs = middle(one.costs);
    const theirSsim = await ssim(file(one.way), reference);
    const ratio = theirs.wallMs / own.wallMs;
    isMet.push(ratio >= 3 && ownSsim >= theirSsim);
    console.log(
      `  ${one.way} ${inWords(theirs)} SSIM ${theirSsim.toFixed(4)}, ${await megabytes(one.way)}: speed-up ${ratio.toFixed(2)} (limit 3), by CPU ${(theirs.cpuMs / own.cpuMs).toFixed(2)}, SSIM difference ${(ownSsim - theirSsim).toFixed(4)} (limit 0)`,
    );
  }
  // The bar is the form that people write; the faster dither is shown beside it.
  return isMet[0] === true;
}

const grainy = await bench.grainySegment({ index: 0, seconds, widthPx: 720, heightPx: 1280 });
const own = await bench.grainySegment({ index: 1, seconds, ...size });
// The threads of the built program are plain JavaScript; here their types would be taken out anew at each start.
process.env.NODE_COMPILE_CACHE = join(bench.folder, 'code');
const results = [
  await compare('grainy 720 px source', grainy),
  await compare('grainy 480 px source', own),
  await compare('drawn 720 px source', await drawnSegment()),
];
await bench.close(results.every(Boolean));
