import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { h264Level, mezzanineVideoArgs } from '../media/args/film-encode.ts';
import { isSilentTrack, silentAdts, splitAdts } from './aac-packets.ts';
import { concatListText } from './concat-list.ts';
import { exportName } from './export-names.ts';
import { parseLoudness, plainGainDb } from './loudness.ts';
import { partKey } from './part-cache.ts';
import { planAtQuality } from './plan-size.ts';
import { firstStep, nextStep } from './target-size.ts';
import { safeArea } from './overlays/safe-area.ts';
import {
  chooseCardColours,
  contrast,
  LOGO_SHARE,
  readableOn,
  rgbOf,
  TEXT_CONTRAST,
  visibleShare,
} from './overlays/card-colours.ts';
import type { FilmPlan } from '../../shared/model/film-plan.ts';

describe('concatListText', () => {
  it('quotes paths and writes lengths', () => {
    expect(concatListText([{ path: "/a b/it's.mp4", frames: 24 }], 24)).toBe(
      "ffconcat version 1.0\nfile 'file:/a b/it'\\''s.mp4'\nduration 1.000000\n",
    );
  });

  it('never adds up its rounding', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 300 }),
        fc.constantFrom(24, 25, 30, 60),
        (lengths, fps) => {
          const text = concatListText(
            lengths.map((frames) => ({ path: '/x', frames })),
            fps,
          );
          const sum = [...text.matchAll(/duration ([0-9.]+)/g)].reduce(
            (total, match) => total + Math.round(Number(match[1]) * 1e6),
            0,
          );
          expect(Math.abs(sum - (lengths.reduce((a, b) => a + b, 0) * 1e6) / fps)).toBeLessThanOrEqual(0.5);
        },
      ),
    );
  });

  it('refuses a path with a line break', () => {
    expect(() => concatListText([{ path: '/x\nfile /etc/passwd', frames: 1 }], 24)).toThrow(RangeError);
  });
});

describe('mezzanine settings', () => {
  it('name the lowest level that holds the picture', () => {
    expect([
      h264Level({ widthPx: 720, heightPx: 1280, fps: 24 }),
      h264Level({ widthPx: 1080, heightPx: 1920, fps: 24 }),
      h264Level({ widthPx: 1080, heightPx: 1920, fps: 60 }),
      h264Level({ widthPx: 2160, heightPx: 3840, fps: 24 }),
    ]).toEqual(['3.1', '4.0', '4.2', '5.1']);
  });

  it('close every GOP and fix the time base', () => {
    const args = mezzanineVideoArgs({ widthPx: 1080, heightPx: 1920, fps: 25 }).join(' ');
    expect(args).toContain(
      '-g 12 -keyint_min 12 -sc_threshold 0 -bf 2 -x264-params open-gop=0:stitchable=1:force-cfr=1',
    );
    expect(args).toContain('-video_track_timescale 12800');
  });
});

describe('silence', () => {
  it('is ADTS frames whose headers give their own length', () => {
    const bytes = silentAdts(3);
    for (let at = 0, count = 0; count < 3; count += 1) {
      expect(bytes.readUInt16BE(at)).toBe(0xfff1);
      at += (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
      if (count === 2) expect(at).toBe(bytes.length);
    }
    expect(splitAdts(bytes)).toHaveLength(3);
    expect(Buffer.concat(splitAdts(bytes))).toEqual(bytes);
    expect(() => splitAdts(bytes.subarray(0, -1))).toThrow(RangeError);
    expect(() => splitAdts(Buffer.from('no packets'))).toThrow(RangeError);
  });

  it('is told from sound by the size of the packets', () => {
    const track = {
      kind: 'audio' as const,
      fourcc: 'mp4a',
      timescale: 48_000,
      widthPx: 0,
      heightPx: 0,
      channels: 2,
      config: '1190',
      sampleTicks: 1_024,
      sampleOffsets: new Float64Array(),
      keySamples: undefined,
      editStartTicks: 1_024,
      editCount: 1,
    };
    expect(isSilentTrack({ ...track, sampleSizes: Uint32Array.of(23, 6, 6, 6) })).toBe(true);
    expect(isSilentTrack({ ...track, sampleSizes: Uint32Array.of(23, 6, 6, 180) })).toBe(false);
    expect(isSilentTrack(undefined)).toBe(true);
  });
});

describe('exportName', () => {
  it.each([
    [1, undefined, 'final.mp4'],
    [1, '720p', 'final-720p.mp4'],
    [2, undefined, 'final-v2.mp4'],
    [2, '720p', 'final-v2-720p.mp4'],
  ])('variation %s at %s is %s', (variation, quality, name) => {
    expect(exportName({ base: 'final', variation, quality, extension: 'mp4' })).toBe(name);
  });
});

describe('parseLoudness', () => {
  const report = (i: string): string =>
    `[Parsed_loudnorm_0 @ 0x5] [info] \n[info] {\n[info] \t"input_i" : "${i}",\n"input_tp" : "-3.1",\n"input_lra" : "2.0",\n"input_thresh" : "-30.1",\n"target_offset" : "0.4"\n}`;
  it('reads the report, and nothing of silence', () => {
    expect(parseLoudness(report('-20.5'))?.input_i).toBe(-20.5);
    expect(parseLoudness(report('-inf'))).toBeUndefined();
    expect(parseLoudness('nothing')).toBeUndefined();
  });
});

describe('plainGainDb', () => {
  it.each([
    ['a quiet mix is raised', -20.6, -12, 6.5],
    ['a loud one is lowered', -9.8, -1, -4],
    ['a small change keeps the gain', -20.4, -12, 6.5],
    ['just below the peak', -20, -7.5, 6],
    ['above it a limiter is needed', -20, -7.4, undefined],
  ])('%s', (_, lufs, peakDb, gainDb) => {
    expect(plainGainDb({ lufs, peakDb }, -14)).toBe(gainDb);
  });
});

describe('target size', () => {
  it('asks for less where the file is too large, for more where it is too small, and stops inside the range', () => {
    const step = firstStep({ bytes: 2_000_000, seconds: 30, widthPx: 1080, heightPx: 1920, fps: 24 });
    expect(step.widthPx).toBeLessThan(1080);
    expect(nextStep(step, 2_400_000, 2_000_000)?.videoBitsPerSecond).toBeLessThan(step.videoBitsPerSecond);
    expect(nextStep(step, 1_000_000, 2_000_000)?.videoBitsPerSecond).toBeGreaterThan(step.videoBitsPerSecond);
    expect(nextStep(step, 1_900_000, 2_000_000)).toBeUndefined();
  });
});

describe('planAtQuality', () => {
  it('scales the short side and keeps even pixels', () => {
    const plan = { widthPx: 1080, heightPx: 1920 } as FilmPlan;
    expect(planAtQuality(plan, '480p')).toMatchObject({ widthPx: 480, heightPx: 854 });
    expect(planAtQuality({ ...plan, widthPx: 1920, heightPx: 1080 }, '720p')).toMatchObject({
      widthPx: 1280,
      heightPx: 720,
    });
  });
});

describe('partKey', () => {
  it('does not depend on the order of fields', () => {
    expect(partKey({ a: 1, b: [2] })).toBe(partKey({ b: [2], a: 1 }));
    expect(partKey({ a: 1 })).not.toBe(partKey({ a: 2 }));
  });
});

describe('words on the picture', () => {
  it('stand inside the platform area', () => {
    expect(safeArea('tiktok', { widthPx: 1080, heightPx: 1920 })).toEqual({
      x: 65,
      y: 154,
      widthPx: 864,
      heightPx: 1344,
    });
    expect(safeArea('youtube', { widthPx: 1920, heightPx: 1080 })).toEqual({
      x: 96,
      y: 54,
      widthPx: 1728,
      heightPx: 940,
    });
  });

  it('contrast with the card', () => {
    expect([readableOn('#ffffff'), readableOn('#000000'), readableOn('#ffe600'), readableOn('#1b2a6b')]).toEqual([
      '#15171b',
      '#ffffff',
      '#15171b',
      '#ffffff',
    ]);
    expect(contrast(rgbOf('#ffffff'), rgbOf('#000000'))).toBeCloseTo(21);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
        const card = `#${value.toString(16).padStart(6, '0')}`;
        expect(contrast(rgbOf(readableOn(card)), rgbOf(card))).toBeGreaterThanOrEqual(TEXT_CONTRAST);
      }),
    );
  });
});

describe('the end card', () => {
  /** Vertical stripes of colours, each as wide as the others; `null` is empty. */
  const stripes = (colours: readonly (string | null)[]): { data: Uint8Array; widthPx: number; heightPx: number } => {
    const data = new Uint8Array(100 * 100 * 4);
    for (let pixel = 0; pixel < 100 * 100; pixel += 1) {
      const colour = colours[Math.floor(((pixel % 100) * colours.length) / 100)];
      if (colour !== null && colour !== undefined) data.set([...rgbOf(colour), 255], pixel * 4);
    }
    return { data, widthPx: 100, heightPx: 100 };
  };

  it('keeps the wished colour where the logo is seen on it', () => {
    const logo = stripes([null, '#ffffff', null]);
    expect(chooseCardColours('#1b2a6b', ['#ff0000'], logo)).toMatchObject({ card: '#1b2a6b', plate: undefined });
    expect(chooseCardColours('#f2a541', [], undefined).card).toBe('#f2a541');
  });

  it('takes another colour of the brand where part of the logo would vanish', () => {
    const logo = stripes([null, '#f2a541', null, '#fff6e5', null]);
    const colours = chooseCardColours('#f2a541', ['#f2a541', '#fff6e5', '#3b2a1e'], logo);
    expect(colours).toEqual({ card: '#3b2a1e', text: '#ffffff', accent: '#f2a541', plate: undefined });
    expect(visibleShare(logo, '#f2a541')).toBeLessThan(LOGO_SHARE);
    expect(visibleShare(logo, colours.card)).toBe(1);
  });

  it('lays a plate behind a logo that no colour of the brand shows', () => {
    const logo = stripes([null, '#f2a541', '#15171b', '#ffffff', null]);
    const colours = chooseCardColours('#f2a541', ['#f2a541'], logo);
    expect(colours.card).toBe('#f2a541');
    expect(visibleShare(logo, colours.plate ?? colours.card)).toBeGreaterThanOrEqual(LOGO_SHARE);
  });

  it('takes the paper of a logo that has one', () => {
    const logo = stripes(['#ffffff', '#ff0000', '#ffffff']);
    const paper = { ...logo, data: logo.data.slice() };
    for (let x = 0; x < 100; x += 1) {
      for (const y of [0, 99]) paper.data.set([255, 255, 255, 255], (y * 100 + x) * 4);
    }
    expect(chooseCardColours('#ff0000', [], paper).card).toBe('#ffffff');
  });
});
