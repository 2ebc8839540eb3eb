import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBinaries } from '../../src/main/media/binaries.ts';
import { createMediaTools } from '../../src/main/media/media-tools.ts';
import type { MediaRoom } from '../../src/main/media/media-tools.ts';
import { createSystemClock } from '../../src/main/platform/clock.ts';
import { silentLogger } from '../../src/main/platform/logger.ts';
import { reportSchema } from '../../src/shared/model/report.ts';
import { runCli } from '../support/run-cli.ts';

let folder = '';
let home = '';
let tools: MediaRoom;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fw-make-'));
  home = join(folder, 'home');
  tools = createMediaTools({
    binaries: await findBinaries(process.env),
    log: silentLogger,
    tempRoot: join(folder, 'temp'),
    clock: createSystemClock(),
  });
  await writeFile(
    join(folder, 'brief.json'),
    JSON.stringify({
      name: "It's a test",
      prompt: '1. A runner ties her shoes on a city street (3s)\n2. She runs across a bridge (2s)',
      duration: 5,
      aspectRatio: '16:9',
      variations: 2,
    }),
  );
});
afterAll(async () => {
  await tools.dispose();
  await rm(folder, { recursive: true, force: true });
});

const cli = (...args: string[]) => runCli(args, { home, cwd: folder });
const below = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(path.length + 1))
    .sort();

interface Answer {
  project_id: string;
  job_id: string;
  status: string;
  next: string | null;
}

describe('make, look, approve, resume', () => {
  let made: Answer;

  it('stops after the storyboard, says so, and leaves nothing but the board and its report', async () => {
    const { code, stdout, stderr } = await cli(
      'make',
      'brief.json',
      '--out',
      'out',
      '--quality',
      '720p',
      '--formats',
      'mp4,gif',
      '--json',
    );
    expect(code, stderr).toBe(0);
    made = JSON.parse(stdout) as Answer;
    expect(made.status).toBe('storyboard_complete');
    expect(made.next).toBe(`framewright resume ${made.project_id} --approve --out ${join(folder, 'out')}`);
    const board = ['', '-v2'].flatMap((v) =>
      ['01-shot-01-end', '01-shot-01-start', '02-shot-01-end', '02-shot-01-start'].map(
        (name) => `storyboard${v}/scene-${name}.png`,
      ),
    );
    expect(await below(join(folder, 'out'))).toEqual(['report.json', ...board].sort());
    expect(
      stderr
        .split('\n')
        .filter(Boolean)
        .every((line) => typeof JSON.parse(line) === 'object'),
    ).toBe(true);
  });

  it('does not render without approval', async () => {
    const { code, stdout } = await cli('resume', made.project_id, '--json');
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Answer).status).toBe('storyboard_complete');
    expect((await below(join(folder, 'out'))).some((file) => file.startsWith('segments'))).toBe(false);
  });

  it('goes on after approval to finished, probed files of both variations', async () => {
    const { code, stdout, stderr } = await cli('resume', made.project_id, '--approve', '--json');
    expect(code, stderr).toBe(0);
    expect((JSON.parse(stdout) as Answer).status).toBe('completed');
    const files = await below(join(folder, 'out'));
    for (const file of [
      'final.mp4',
      'final.gif',
      'final-v2.mp4',
      'final-v2.gif',
      'final.srt',
      'thumbnail.jpg',
      'segments/scene-01-shot-01.mp4',
      'segments-v2/scene-02-shot-01.mp4',
    ])
      expect(files).toContain(file);
    expect(files.filter((file) => /part|tmp/.test(file))).toEqual([]);
    const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'report.json'), 'utf8')));
    expect(report).toMatchObject({
      status: 'completed',
      durationSeconds: 5,
      failed_segments: [],
      gates: { technical: { passed: 4, failed: 0 } },
    });
    for (const { file, bytes, durationSeconds } of report.files) {
      expect((await stat(join(folder, 'out', file))).size, file).toBe(bytes);
      if (durationSeconds !== null)
        expect(Math.abs((await tools.probe(join(folder, 'out', file), 'own')).durationSeconds - 5), file).toBeLessThan(
          0.1,
        );
    }
    expect(report.scenes.flatMap(({ shots }) => shots.map((shot) => shot.durationSeconds))).toEqual([3, 2]);
  }, 300_000);

  it('lists what was done', async () => {
    const jobs = JSON.parse((await cli('jobs', '--json')).stdout) as {
      job_id: string;
      status: string;
      items: { status: string }[];
    }[];
    expect(jobs).toMatchObject([{ job_id: made.job_id, status: 'completed' }]);
    expect(jobs[0]?.items.every(({ status }) => status === 'succeeded')).toBe(true);
    expect((await cli('projects', 'show', made.project_id)).stdout).toContain("It's a test");
  });

  it('exports again from the cache, beside what is there', async () => {
    const { code, stdout, stderr } = await cli(
      'export',
      made.project_id,
      '--formats',
      'mp4',
      '--quality',
      '720p',
      '--out',
      'again',
      '--json',
    );
    expect(code, stderr).toBe(0);
    const { files } = JSON.parse(stdout) as { files: { path: string; kind: string; fromCache: boolean }[] };
    expect(files.filter(({ kind }) => kind === 'film').map(({ fromCache }) => fromCache)).toEqual([true, true]);
    const twice = JSON.parse(
      (await cli('export', made.project_id, '--formats', 'mp4', '--quality', '720p', '--out', 'again', '--json'))
        .stdout,
    ) as typeof JSON & { files: { path: string }[] };
    expect(twice.files.some(({ path }) => path.endsWith('final-2.mp4'))).toBe(true);
  });

  it('joins the segments again as local files', async () => {
    const { code, stderr } = await cli(
      'stitch',
      'out/segments/scene-01-shot-01.mp4',
      'out/segments/scene-02-shot-01.mp4',
      '--output',
      'joined.mp4',
      '--transition',
      'dissolve',
      '--transition-seconds',
      '1',
    );
    expect(code, stderr).toBe(0);
    expect((await tools.probe(join(folder, 'joined.mp4'), 'own')).durationSeconds).toBeCloseTo(15, 1);
  });

  it('works on single files', async () => {
    for (const [args, output] of [
      [['thumbnail'], 'thumb.jpg'],
      [['frame', '--at', '1'], 'frame.png'],
      [['filmstrip'], 'strip.jpg'],
      [['waveform'], 'wave.json'],
      [['trim', '--from', '1', '--to', '2'], 'trim.mp4'],
      [['convert'], 'other.webm'],
      [['audio'], 'sound.wav'],
    ] as const) {
      const [verb, ...rest] = args;
      const { code, stderr } = await cli('media', verb, 'out/final.mp4', '--output', output, ...rest);
      expect(code, `${verb}: ${stderr}`).toBe(0);
      expect((await stat(join(folder, output))).size, verb).toBeGreaterThan(100);
    }
  });
});

describe('interruptions', () => {
  it('cancels on Ctrl+C with 130, keeps what is finished, and resumes to the end', async () => {
    // Another seed: the first test's work would come from the cache before the signal does.
    await writeFile(
      join(folder, 'cut.json'),
      JSON.stringify({ prompt: 'A cook stirs a pot in a kitchen.', duration: 5, aspectRatio: '16:9', seed: 77 }),
    );
    const cut = await runCli(['make', 'cut.json', '--out', 'cut', '--quality', '720p', '--approve', '--json'], {
      home,
      cwd: folder,
      signalWhen: ['SIGINT', /"stage":"RENDER","fraction":0\.(2[6-9]|3)/],
    });
    expect(cut.code, cut.stderr).toBe(130);
    const { project_id: projectId, status } = JSON.parse(cut.stdout) as Answer;
    expect(status).toBe('cancelled');
    expect((await below(join(folder, 'cut'))).filter((file) => file.includes('part'))).toEqual([]);
    const resumed = await cli('resume', projectId, '--approve', '--json');
    expect(resumed.code, resumed.stderr).toBe(0);
    expect((JSON.parse(resumed.stdout) as Answer).status).toBe('completed');
  }, 300_000);

  it('can be resumed from the first line that tells its id, however hard it was killed', async () => {
    const ownHome = join(folder, 'killed-home');
    const make = ['make', 'brief.json', '--out', 'killed', '--json'];
    const killed = await runCli(make, { home: ownHome, cwd: folder, signalWhen: ['SIGKILL', /project\.created/] });
    expect(killed.code).toBeNull();
    const projectId = /"projectId":"([^"]+)"/.exec(killed.stderr)?.[1] ?? '';
    const { code, stderr } = await runCli(['resume', projectId, '--json'], { home: ownHome, cwd: folder });
    expect(stderr).not.toContain('"event":"error"');
    expect(code).toBe(0);
    expect(await below(join(folder, 'killed'))).toContain('report.json');
  });

  it('goes on with work that too many crashes in a row had put aside', async () => {
    const ownHome = join(folder, 'crashed-home');
    await writeFile(
      join(folder, 'two.json'),
      JSON.stringify({ prompt: '1. A dog runs on a beach (3s)\n2. A cook stirs a pot (2s)', duration: 5 }),
    );
    const make = ['make', 'two.json', '--out', 'crashed', '--quality', '480p', '--approve', '--json'];
    const crashed = await runCli(make, {
      home: ownHome,
      cwd: folder,
      signalWhen: ['SIGKILL', /"stage":"RENDER","fraction":0\.(2[6-9]|3)/],
    });
    expect(crashed.code).toBeNull();
    const db = new BetterSqlite3(join(ownHome, 'library.db'));
    expect(db.prepare("UPDATE job SET recoveries = 10 WHERE status = 'running'").run().changes).toBe(1);
    db.close();
    const projectId = /"projectId":"([^"]+)"/.exec(crashed.stderr)?.[1] ?? '';
    const resume = ['resume', projectId, '--approve', '--json'];
    const { code, stdout, stderr } = await runCli(resume, { home: ownHome, cwd: folder });
    expect(code, stderr).toBe(0);
    expect((JSON.parse(stdout) as Answer).status).toBe('completed');
  }, 300_000);

  it('refuses a second writer by pid and lets readers in', async () => {
    // Work of its own, so that the first one is still drawing when the second one comes.
    await writeFile(
      join(folder, 'long.json'),
      JSON.stringify({ prompt: 'A cook stirs a pot in a kitchen. A dog runs on a beach.', duration: 30, seed: 78 }),
    );
    let first: ReturnType<typeof runCli> | undefined;
    await new Promise<void>((isOwner) => {
      first = runCli(['make', 'long.json', '--out', 'one', '--quality', '720p', '--json'], {
        home,
        cwd: folder,
        onStderr: (text) => {
          if (text.includes('project.created')) isOwner();
        },
      });
    });
    const second = await cli('make', 'brief.json', '--out', 'two');
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/process \d+/);
    expect((await cli('projects', '--json')).code).toBe(0);
    expect((await first)?.code).toBe(0);
  });
});
