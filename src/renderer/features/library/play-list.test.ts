import { describe, expect, it } from 'vitest';
import type { OpenProjectView } from '../../../shared/contract/views.ts';
import { frameAt, partAt, playListOf, scrubbedFrame } from './play-list.ts';

type Shot = OpenProjectView['shots'][number];
const shot = (id: string, cutFrames: number, fields: Partial<Shot> = {}): Shot => ({
  id,
  scene: 1,
  shot: 1,
  description: id,
  caption: '',
  size: 'wide',
  angle: 'eye',
  move: 'static',
  cutFrames,
  startAssetId: `${id}-start`,
  endAssetId: `${id}-end`,
  segmentAssetId: null,
  ...fields,
});
const film = (id: string, fields: object = {}): OpenProjectView['films'][number] => ({
  id,
  runId: 'r2',
  variation: 1,
  format: 'mp4',
  quality: '720p',
  bytes: 1,
  durationMs: 5_000,
  createdAtMs: 9,
  ...fields,
});
const shots = [shot('a', 48), shot('b', 24)];

describe('playListOf', () => {
  it('plays the newest film in the format that a browser plays best', () => {
    const films = [
      film('gif', { format: 'gif' }),
      film('webm', { format: 'webm' }),
      film('mp4'),
      film('old', { runId: 'r1' }),
    ];
    expect(playListOf({ shots, fps: 24, films })).toEqual({ kind: 'film', exportId: 'mp4', durationMs: 5_000 });
  });

  it('plays segments when every shot has one, else the keyframes, for as long as they are cut', () => {
    const made = shots.map((one) => ({ ...one, segmentAssetId: `${one.id}-segment` }));
    expect(playListOf({ shots: made, fps: 24, films: [] })).toMatchObject({ kind: 'segments', durationMs: 3_000 });
    const frames = playListOf({
      shots: [made[0] as Shot, shots[1] as Shot],
      fps: 24,
      films: [film('x', { format: 'gif' })],
    });
    expect(frames).toMatchObject({ kind: 'frames', parts: [{ fromMs: 0 }, { fromMs: 2_000, durationMs: 1_000 }] });
  });

  it('plays nothing where nothing is drawn', () => {
    expect(playListOf({ shots: [], fps: 24, films: [] }).kind).toBe('nothing');
    const bare = [shot('a', 24, { startAssetId: null, endAssetId: null })];
    expect(playListOf({ shots: bare, fps: 24, films: [] }).kind).toBe('nothing');
  });
});

describe('moments', () => {
  const list = playListOf({ shots, fps: 24, films: [] });
  if (list.kind !== 'frames') throw new Error(list.kind);
  it('finds the part and the keyframe of a moment', () => {
    const at = (ms: number): (string | null)[] => {
      const found = partAt(list.parts, ms);
      return found === null ? [] : [found.part.shotId, frameAt(found.part, found.intoMs)];
    };
    expect(at(-5)).toEqual(['a', 'a-start']);
    expect(at(1_999)).toEqual(['a', 'a-end']);
    expect(at(2_000)).toEqual(['b', 'b-start']);
    expect(at(99_000)).toEqual(['b', 'b-end']);
    expect(partAt([], 0)).toBeNull();
  });

  it('goes across a card from the first frame to the last', () => {
    expect([0, 0.5, 0.7, 1].map((fraction) => scrubbedFrame({ shots, fps: 24 }, fraction))).toEqual([
      'a-start',
      'a-end',
      'b-start',
      'b-end',
    ]);
  });
});
