import { beforeAll, describe, expect, it } from 'vitest';
import { briefSchema } from '../../../shared/model/brief.ts';
import type { Plan, PlannedShot } from '../../../shared/model/plan.ts';
import { depict } from '../depict/depict.ts';
import { createCastMemory } from '../reading/cast.ts';
import { detectLanguage } from '../reading/detect-language.ts';
import { readText } from '../reading/read-text.ts';
import { laughs } from './editor-check.ts';
import { planByRules } from './rules-planner.ts';

let good: Plan;
beforeAll(() => {
  const prompt =
    'A boy wakes at dawn. He walks along the river. An old man waves from a boat. They cross the water. The boy reaches the school.';
  good = planByRules(briefSchema.parse({ prompt, duration: 30 }), {
    readText,
    detectLanguage,
    createCastMemory,
    depict,
  });
});

/** The good plan with one thing made wrong in shot `index`, or in all. */
function spoil(change: (shot: PlannedShot, index: number) => Partial<PlannedShot>): Plan {
  let index = -1;
  return {
    ...good,
    scenes: good.scenes.map((scene) => ({
      ...scene,
      shots: scene.shots.map((shot) => {
        index += 1;
        return { ...shot, ...change(shot, index) };
      }),
    })),
  };
}

describe('laughs', () => {
  it('is silent over a good plan', () => {
    expect(laughs(good)).toEqual([]);
  });

  const empty = (shot: PlannedShot) => ({ ...shot.picture, subjects: [], props: [] });
  it.each<[string, RegExp, (shot: PlannedShot, index: number) => Partial<PlannedShot>]>([
    ['twelve mediums', /have the size MS/, () => ({ size: 'MS' })],
    ['one angle only', /have the angle low/, () => ({ angle: 'low' })],
    [
      'the same framing twice',
      /repeats size CU and angle high/,
      (_shot, index) => (index < 2 ? { size: 'CU', angle: 'high' } : {}),
    ],
    ['the same move twice', /repeats the move push-in/, (_shot, index) => (index < 2 ? { move: 'push-in' } : {})],
    [
      'a push in on nothing',
      /pushes in on nothing/,
      (shot, index) => (index === 0 ? { move: 'push-in', picture: empty(shot) } : {}),
    ],
    [
      'a long static empty wide',
      /static empty wide of 7/,
      (shot, index) => (index === 0 ? { size: 'WS', move: 'static', cutFrames: 7 * 24, picture: empty(shot) } : {}),
    ],
    [
      'nobody to follow',
      /follows nobody/,
      (shot, index) => (index === 0 ? { move: 'follow', picture: empty(shot) } : {}),
    ],
    [
      'a caption nobody can read',
      /cannot be read/,
      (_shot, index) => (index === 0 ? { caption: 'word '.repeat(40) } : {}),
    ],
    ['a shot beyond its segment', /longer than its segment/, (_shot, index) => (index === 0 ? { cutFrames: 193 } : {})],
    [
      'sunlight at night',
      /sunlight at night/,
      (shot) => ({ lighting: 'hard', picture: { ...shot.picture, timeOfDay: 'night' } }),
    ],
    [
      'a dissolve without handle',
      /no handle/,
      (_shot, index) => (index === 0 ? { cutFrames: 190, transition: 'dissolve', transitionFrames: 10 } : {}),
    ],
    ['dissolves everywhere', /dissolves in/, () => ({ transition: 'dissolve', transitionFrames: 8 })],
  ])('finds %s', (_name, fault, change) => {
    expect(laughs(spoil(change)).join('\n')).toMatch(fault);
  });

  it('finds a logo that does not rest', () => {
    const endCard = { text: 'Go', colour: '#112233', showLogo: true, durationFrames: 12 };
    expect(laughs({ ...good, endCard }).join()).toMatch(/logo rests under/);
  });
});
