import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captionCues, readingSeconds, splitCaption, srtText } from './subtitles.ts';

const film = (
  captions: { text: string; startFrame: number; durationFrames: number }[],
  language: 'en' | 'th' = 'en',
) => ({ captions, fps: 24 as const, language });

describe('splitCaption', () => {
  it('keeps what fits two lines', () => {
    expect(splitCaption('  Made from\n bottles. ', 'en')).toEqual(['Made from bottles.']);
  });

  it('breaks after sentences before it breaks clauses', () => {
    const text =
      'The first shoe that was a bottle yesterday morning. It weighs half of the pair that you wear today, and lasts.';
    expect(splitCaption(text, 'en')).toEqual([
      'The first shoe that was a bottle yesterday morning.',
      'It weighs half of the pair that you wear today, and lasts.',
    ]);
  });

  it('never loses a letter, in Thai either', () => {
    const thai = 'รองเท้าวิ่งที่ทำจากขวดพลาสติกรีไซเคิลเบากว่าเดิมครึ่งหนึ่งใส่สบายทั้งวันตั้งแต่เช้าจรดค่ำไม่ว่าจะวิ่งในเมืองหรือในป่าใหญ่';
    const pieces = splitCaption(thai, 'th');
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(thai);
    fc.assert(
      fc.property(fc.lorem({ maxCount: 60 }), (text) => {
        expect(splitCaption(text, 'en').join(' ').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const piece of splitCaption(text, 'en')) expect(piece.length).toBeLessThanOrEqual(76);
      }),
    );
  });
});

describe('captionCues', () => {
  it('shares the time by reading length and ends before the next', () => {
    const long =
      'The first shoe that was a bottle yesterday morning. It weighs half of the pair that you wear today, and lasts.';
    const cues = captionCues(
      film([
        { text: long, startFrame: 0, durationFrames: 200 },
        { text: 'Run.', startFrame: 150, durationFrames: 40 },
      ]),
    );
    expect(cues.map((cue) => cue.startFrame)).toEqual([0, cues[0]?.durationFrames ?? 0, 150]);
    expect((cues[0]?.durationFrames ?? 0) + (cues[1]?.durationFrames ?? 0)).toBe(150);
  });

  it('does not flash pieces by in too short a time', () => {
    const long =
      'The first shoe that was a bottle yesterday morning. It weighs half of the pair that you wear today, and lasts.';
    expect(captionCues(film([{ text: long, startFrame: 0, durationFrames: 30 }]))).toHaveLength(1);
  });
});

describe('srtText', () => {
  it('writes times to the millisecond and defuses arrows and blank lines', () => {
    expect(srtText([{ text: 'a --> b\n\n7\nc', startFrame: 1, durationFrames: 87_000 }], 24)).toBe(
      '1\n00:00:00,042 --> 01:00:25,042\na → b\n7\nc\n',
    );
  });
});

describe('readingSeconds', () => {
  it('counts Thai letters without their marks, and is never under a second', () => {
    expect(readingSeconds('กี่')).toBe(1);
    expect(readingSeconds('ก่'.repeat(22))).toBe(2);
  });
});
