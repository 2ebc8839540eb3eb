import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { examine, formatFindings } from './doctor-command.ts';
import type { DoctorChecks } from './doctor-command.ts';

const t = createTranslate('en');
const healthy: DoctorChecks = {
  binaries: () =>
    Promise.resolve({
      ffmpeg: { path: '/bin/ffmpeg', version: '8.1.3' },
      ffprobe: { path: '/bin/ffprobe', version: '8.1.3' },
      belowFloor: false,
    }),
  walls: () => Promise.resolve({ name: 'bwrap', complete: true }),
  library: () => Promise.resolve({ problems: 0, missing: 0, stray: 0, summary: '3 projects' }),
  providers: () => [{ id: 'local/sketch', local: true }],
  home: tmpdir(),
  sharedFolder: () => undefined,
  nowMs: Date.parse('2026-12-01'),
};

describe('doctor', () => {
  it('finds nothing wrong where nothing is wrong', async () => {
    const findings = await examine(healthy, t);
    expect(findings.filter(({ outcome, check }) => outcome !== 'ok' && check !== 'disk')).toEqual([]);
  });

  it('names the fix of each thing that is wrong', async () => {
    const findings = await examine(
      {
        ...healthy,
        binaries: () => Promise.reject(new AppError('ffmpeg-missing', 'none')),
        walls: () => Promise.resolve({ name: 'none', complete: false }),
        library: () =>
          Promise.reject(new AppError('library-corrupt', 'damaged', { path: 'library.db', backup: 'b.db' })),
        home: '/nowhere/at/all',
        nowMs: 0,
      },
      t,
    );
    for (const check of ['ffmpeg', 'ffprobe', 'walls', 'library', 'permissions', 'clock', 'disk'] as const) {
      const found = findings.find((entry) => entry.check === check);
      expect(found?.outcome, check).not.toBe('ok');
      expect(found?.fix, check).not.toBeNull();
    }
    expect(formatFindings(findings, t)).toContain('Fix: ');
  });

  it('warns of a library that others have a hand in (F31)', async () => {
    const findings = await examine({ ...healthy, sharedFolder: () => ({ name: 'nfs4' }) }, t);
    expect(findings.find(({ check }) => check === 'permissions')).toMatchObject({
      ...{ outcome: 'warning', found: `${tmpdir()} (nfs4)`, fix: 'doctor.fix.shared-folder' },
    });
  });

  it('warns of an FFmpeg below the floor but lets it work', async () => {
    const findings = await examine(
      { ...healthy, binaries: async () => ({ ...(await healthy.binaries()), belowFloor: true }) },
      t,
    );
    expect(findings.find(({ check }) => check === 'ffmpeg')).toMatchObject({
      outcome: 'warning',
      fix: 'doctor.fix.ffmpeg-old',
    });
  });
});
