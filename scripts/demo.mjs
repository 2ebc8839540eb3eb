// The headless main job on the sample brief: no key, no network. Leaves storyboard, MP4, GIF and WebM in out/demo.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const out = join('out', 'demo');
rmSync(out, { recursive: true, force: true });
// A library of its own, so that the demo neither needs nor changes the person's.
const home = mkdtempSync(join(tmpdir(), 'framewright-demo-'));
const { status } = spawnSync(
  process.execPath,
  [
    join('out', 'main', 'cli.js'),
    'make',
    join('examples', 'cold-brew', 'brief.json'),
    '--out',
    out,
    '--formats',
    'mp4,gif,webm',
    '--approve',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, FRAMEWRIGHT_HOME: home } },
);
rmSync(home, { recursive: true, force: true });
process.exit(status ?? 1);
