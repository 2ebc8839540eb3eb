import { describe, expect, it } from 'vitest';
import { briefSchema } from '../../shared/model/brief.ts';
import { depict } from './depict/depict.ts';
import { createCastMemory } from './reading/cast.ts';
import { detectLanguage } from './reading/detect-language.ts';
import { readText } from './reading/read-text.ts';
import { redepict } from './redepict.ts';
import { reprompt } from './reprompt.ts';
import { createRulesPlanner } from './rules/rules-planner.ts';

const planner = createRulesPlanner({ readText, detectLanguage, createCastMemory, depict });
const brief = briefSchema.parse({
  prompt: 'A runner ties her shoes on a city street at dawn. She runs across a bridge.',
  duration: 16,
});
const plan = await planner.plan(brief, new AbortController().signal);
const shots = plan.scenes.flatMap((scene) => scene.shots);
const shot = shots.find(({ picture }) => picture.subjects[0]?.kind === 'person');
if (shot === undefined) throw new Error('the brief names a person');
const film = shots.map(({ picture }) => picture);
const change = (wish: Parameters<typeof redepict>[0]['wish']) => redepict({ shot, wish, film, brief, language: 'en' });

describe('redepict', () => {
  it('changes nothing without a wish', () => {
    expect(change({}).picture).toEqual(shot.picture);
  });
  it('reframes what is there: the same people in the same place', () => {
    const { picture } = change({ size: 'ECU', move: 'push-in', lighting: 'low-key', mood: 'tense' });
    expect(picture.camera).toMatchObject({ size: 'ECU', move: 'push-in', detail: 'eyes' });
    expect(picture.camera.amount).toBeGreaterThan(0);
    expect(picture.light.style).toBe('low-key');
    expect(picture.mood).toBe('tense');
    expect(picture.subjects).toEqual(shot.picture.subjects);
    expect(picture.set).toEqual(shot.picture.set);
  });
  it('a still camera does not move', () => {
    const moving = { ...shot, ...change({ move: 'pan-left' }) };
    expect(
      redepict({ shot: moving, wish: { move: 'static' }, film, brief, language: 'en' }).picture.camera.amount,
    ).toBe(0);
  });
  it('reads new words, and keeps the looks of people who are known', () => {
    const { picture, size } = change({ description: 'Low angle close-up: the runner drinks water on a beach' });
    expect(picture.set.kind).toBe('beach');
    expect(size).toBe('CU');
    const looks = (subjects: typeof picture.subjects) =>
      subjects.find((subject) => subject.kind === 'person' && subject.id === shot.picture.subjects[0]?.id);
    expect(looks(picture.subjects)).toMatchObject({
      looks: (shot.picture.subjects[0] as { looks?: unknown } | undefined)?.looks,
    });
  });
  it('words that name nothing to be seen leave the picture alone', () => {
    expect(change({ description: 'Hmm.' }).picture.subjects).toEqual(shot.picture.subjects);
  });
});

describe('reprompt', () => {
  it('puts the new words in the place of the old, and keeps what was written between', () => {
    const before = { ...shot, imagePrompt: `${shot.imagePrompt} Shot on 16 mm film.` };
    const after = change({ size: 'ECU', description: 'A $1 coin falls' });
    const texts = reprompt(before, after, 'en');
    expect(texts.imagePrompt).toContain('Extreme close-up');
    expect(texts.imagePrompt).toContain('A $1 coin falls');
    expect(texts.imagePrompt).toContain('Shot on 16 mm film.');
    expect(texts.imagePrompt).not.toContain(shot.description.replace(/\.$/, ''));
    expect(texts.motionPrompt).toContain('extreme close-up');
  });
  it('writes prompts for a shot that has none', () => {
    const bare = { ...shot, imagePrompt: '', endImagePrompt: '', motionPrompt: '' };
    const texts = reprompt(bare, change({ description: 'A boat leaves' }), 'en');
    expect(Object.values(texts).every((text) => text.includes('A boat leaves'))).toBe(true);
  });
});
