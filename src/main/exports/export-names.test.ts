import * as files from 'node:fs/promises';
import { mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createExportJob } from './export-job.ts';
import { deliverCopy } from './export-names.ts';
import { createLiveExports } from './live-exports.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof files>();
  return { ...real, link: vi.fn<typeof files.link>(real.link) };
});

function setUp() {
  const root = mkdtempSync(join(tmpdir(), 'framewright-names-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const from = join(root, 'made.mp4');
  writeFileSync(from, 'film');
  return { from, folder: join(root, 'out') };
}
/** Above the highest number that a process gets. */
const NOBODY = 2 ** 22 + 1;

describe('delivering into a folder', () => {
  it.each(['EISDIR', 'EINVAL', 'EPERM'])('copies where hard links end in %s', async (code) => {
    const { from, folder } = setUp();
    vi.mocked(files.link).mockRejectedValueOnce(Object.assign(new Error(code), { code }));
    expect(await deliverCopy(from, folder, 'final.mp4', false)).toBe(join(folder, 'final.mp4'));
    expect(readdirSync(folder)).toEqual(['final.mp4']);
  });

  it('a half file of a killed export is cleared away by the next one', async () => {
    const { from, folder } = setUp();
    await deliverCopy(from, folder, 'final.mp4', false);
    let temp = '';
    await deliverCopy(from, folder, 'final.mp4', false, () => {
      temp = readdirSync(folder).find((name) => name !== 'final.mp4') ?? '';
      return Promise.resolve(true);
    });
    expect(temp).toContain(String(process.pid));
    const left = temp.replace(String(process.pid), String(NOBODY));
    writeFileSync(join(folder, 'half'), 'fi');
    utimesSync(join(folder, 'half'), 1, 1);
    renameSync(join(folder, 'half'), join(folder, left));

    const deps = { live: createLiveExports(), tools: { clock: { nowMs: () => 1_000_000 } } };
    const job = createExportJob(deps as never);
    const settings = { variations: [1] };
    const context = { jobId: 'e', step: () => Promise.reject(new Error('far enough')) };
    await expect(job.run(context as never, { folder, settings } as never)).rejects.toThrow('far enough');
    expect(readdirSync(folder)).toEqual(['final.mp4']);
  });
});
