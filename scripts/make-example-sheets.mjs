// Takes each example to finished files and leaves two pictures of it in docs/manual/images: the board and the film.
// node scripts/make-example-sheets.mjs [example…]   (after `node scripts/setup.mjs`)
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const root = resolve(import.meta.dirname, '..');
const names = process.argv.length > 2 ? process.argv.slice(2) : readdirSync(join(root, 'examples'));
const cli = join(root, process.env.FRAMEWRIGHT_CLI ?? 'out/main/cli.js');
const images = join(root, 'docs', 'manual', 'images');
const GAP = 10;

/** Board: start and end keyframe of each shot side by side, as they hang on a wall. */
async function boardSheet(out, report) {
  const shots = report.scenes.flatMap((scene) => scene.shots);
  const first = await loadImage(join(out, shots[0].keyframes[0].file));
  const upright = first.height > first.width;
  const width = upright ? 190 : 300;
  const height = Math.round((width * first.height) / first.width);
  const columns = upright ? 4 : 2;
  const rows = Math.ceil(shots.length / columns);
  const canvas = createCanvas(columns * (width * 2 + GAP * 2) + GAP, rows * (height + GAP) + GAP);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#2A2A2A';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, shot] of shots.entries()) {
    for (const [side, slot] of ['start', 'end'].entries()) {
      const frame = shot.keyframes.find((keyframe) => keyframe.slot === slot && keyframe.variation === 1);
      const x = GAP + (index % columns) * (width * 2 + GAP * 2) + side * (width + 2);
      const y = GAP + Math.floor(index / columns) * (height + GAP);
      ctx.drawImage(await loadImage(join(out, frame.file)), x, y, width, height);
    }
  }
  return canvas.encode('jpeg', 82);
}

/** Film: a frame of every shot's middle and of the last second, with titles and end card as they are. */
async function filmStrip(out, report, folder) {
  const film = join(out, 'final.mp4');
  let at = 0;
  const times = report.scenes.flatMap((scene) =>
    scene.shots.map((shot) => {
      const middle = at + shot.durationSeconds / 2;
      at += shot.durationSeconds;
      return middle;
    }),
  );
  times.push(report.durationSeconds - 0.4);
  const files = times.map((seconds, index) => {
    const file = join(folder, `frame-${index}.png`);
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-ss',
      seconds.toFixed(3),
      '-i',
      film,
      '-frames:v',
      '1',
      '-vf',
      'scale=-2:300',
      file,
    ]);
    return file;
  });
  const frames = await Promise.all(files.map((file) => loadImage(file)));
  const { width, height } = frames[0];
  const columns = Math.min(frames.length, Math.floor(1600 / (width + 4)));
  const canvas = createCanvas(columns * (width + 4), Math.ceil(frames.length / columns) * (height + 4));
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#000';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, frame] of frames.entries())
    ctx.drawImage(frame, (index % columns) * (width + 4), Math.floor(index / columns) * (height + 4));
  return canvas.encode('jpeg', 82);
}

for (const name of names) {
  const folder = mkdtempSync(join(tmpdir(), 'fw-sheets-'));
  const out = process.env.KEEP_OUT ? join(resolve(process.env.KEEP_OUT), name) : join(folder, 'out');
  const { status } = spawnSync(
    process.execPath,
    [
      cli,
      'make',
      join(root, 'examples', name, 'brief.json'),
      '--out',
      out,
      '--quality',
      '720p',
      '--formats',
      'mp4',
      '--approve',
      '--burn-captions',
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, FRAMEWRIGHT_HOME: join(folder, 'home') },
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
  writeFileSync(join(images, `${name}-board.jpg`), await boardSheet(out, report));
  writeFileSync(join(images, `${name}-film.jpg`), await filmStrip(out, report, folder));
  rmSync(folder, { recursive: true, force: true });
}
