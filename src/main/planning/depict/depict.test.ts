import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SET_KINDS, sceneDescriptionSchema } from '../../../shared/model/scene-description.ts';
import type { SceneDescription, Subject } from '../../../shared/model/scene-description.ts';
import {
  ASPECT_RATIOS,
  CAMERA_ANGLES,
  CAMERA_MOVES,
  LENSES,
  LIGHTINGS,
  MOODS,
  SHOT_SIZES,
  TIMES_OF_DAY,
  WEATHERS,
} from '../../../shared/model/shot-terms.ts';
import { createCastMemory } from '../reading/cast.ts';
import { readText } from '../reading/read-text.ts';
import { isIndoors } from './air.ts';
import { depict } from './depict.ts';
import type { DepictInput } from './depict-input.ts';

const TEXTS = [
  'A young woman runs along the beach at sunrise, her dog beside her.',
  'Two friends laugh together in a cafe while rain falls outside.',
  'A crowd cheers as the singer sings on stage',
  'Close-up of a coffee cup',
  'A red car speeds along the road',
  'A couple dances',
  'The family eats dinner',
  'She types on her laptop',
  'A forest without people',
  'He sits. She sits.',
  'An old man rows a boat on the lake',
  'เด็กสองคนเล่นว่าวกลางทุ่งนา',
  'ไรเดอร์ขี่มอเตอร์ไซค์กลางฝน',
  'หมาสามตัววิ่งในสวน',
  'Buy now! The new product',
  'Trust',
];

function inputFor(text: string, change: Partial<DepictInput> = {}): DepictInput {
  const reading = readText(text, { memory: createCastMemory(), seed: 1 });
  return {
    reading,
    size: 'WS',
    angle: 'eye-level',
    move: 'static',
    lens: 'normal',
    lighting: 'soft',
    mood: 'neutral',
    timeOfDay: 'day',
    weather: 'clear',
    place: { set: reading.place?.set ?? 'city-street', variant: 0 },
    ratio: '16:9',
    look: 'pencil',
    palette: [],
    seed: 7,
    side: 'right',
    ...change,
  };
}

const anyInput = fc
  .record({
    text: fc.constantFrom(...TEXTS),
    size: fc.constantFrom(...SHOT_SIZES),
    angle: fc.constantFrom(...CAMERA_ANGLES),
    move: fc.constantFrom(...CAMERA_MOVES),
    lens: fc.constantFrom(...LENSES),
    lighting: fc.constantFrom(...LIGHTINGS),
    mood: fc.constantFrom(...MOODS),
    timeOfDay: fc.constantFrom(...TIMES_OF_DAY),
    weather: fc.constantFrom(...WEATHERS),
    set: fc.constantFrom(...SET_KINDS),
    ratio: fc.constantFrom(...ASPECT_RATIOS),
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    side: fc.constantFrom('left' as const, 'right' as const),
    productAsset: fc.constantFrom('asset:abc', '../../etc/passwd'),
    establishing: fc.boolean(),
  })
  .map(({ text, set, ...rest }) => inputFor(text, { ...rest, place: { set, variant: rest.seed % 4 } }));

const changes = (subject: Subject): boolean => JSON.stringify(subject.start) !== JSON.stringify(subject.end);
const idsOf = (scene: SceneDescription): string[] => [...scene.subjects, ...scene.props].map((item) => item.id);

const CLOSE_UP = new Set(['CU', 'ECU', 'MCU']);

describe('depict', () => {
  it('always gives a valid description that keeps the rules of a picture', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const scene = depict(input);
        sceneDescriptionSchema.parse(scene);
        const { focusId } = scene.camera;
        const ids = idsOf(scene);
        expect(new Set(ids).size).toBe(ids.length);
        if (focusId !== undefined) expect(ids).toContain(focusId);
        else expect(scene.subjects).toEqual([]);
        if (isIndoors(scene.set.kind)) expect(['clear', 'cloudy']).toContain(scene.weather);
        if (scene.timeOfDay === 'night' && !isIndoors(scene.set.kind)) expect(scene.light.style).not.toBe('hard');
        if (scene.subjects.length > 0) expect(scene.subjects.some(changes)).toBe(true);
        // A landscape: nobody is invented to fill it.
        else
          expect(input.reading.noPeople || input.reading.people.length === 0 || scene.camera.size === 'POV').toBe(true);
        for (const prop of scene.props) if (CLOSE_UP.has(scene.camera.size)) expect(prop.id).not.toMatch(/-\w+-\d$/);
        if (input.reading.noPeople) expect(scene.subjects.some((subject) => subject.kind === 'person')).toBe(false);
        expect(depict(input)).toEqual(scene);
      }),
      { numRuns: 1500 },
    );
  });

  it('lets who is named act, and keeps the lead room on the side of the movement', () => {
    const scene = depict(inputFor('A woman runs along the beach'));
    const [runner] = scene.subjects;
    expect(runner).toMatchObject({ id: 'woman', start: { pose: 'run', facing: 'right' } });
    expect(runner?.start.x).toBeLessThan(runner?.end.x ?? 0);
    const mirrored = depict(inputFor('A woman runs along the beach', { side: 'left' })).subjects[0];
    expect(mirrored?.start).toMatchObject({ facing: 'left' });
    expect(mirrored?.start.x).toBeGreaterThan(mirrored?.end.x ?? 1);
  });

  it('makes two who talk look at each other and a couple no twins', () => {
    const [one, other] = depict(inputFor('Two friends talk in a cafe', { size: 'MS' })).subjects;
    expect(one?.start.facing).toBe('right');
    expect(other?.start.facing).toBe('left');
    expect(one?.start.x).toBeLessThan(other?.start.x ?? 0);
    if (one?.kind !== 'person' || other?.kind !== 'person') throw new Error('two people expected');
    expect(one.looks).not.toEqual(other.looks);
  });

  it('shows the hands or the eyes in an extreme close-up, as the verb asks', () => {
    expect(depict(inputFor('She types', { size: 'ECU' })).camera.detail).toBe('hands');
    expect(depict(inputFor('She thinks', { size: 'ECU' })).camera.detail).toBe('eyes');
    expect(depict(inputFor('She thinks', { size: 'CU' })).camera.detail).toBe('face');
  });

  it('is about the thing in an insert and puts the client product into the picture', () => {
    const scene = depict(inputFor('A hand places the bottle on the table', { size: 'INS', productAsset: 'asset:b1' }));
    const focus = [...scene.subjects, ...scene.props].find((item) => item.id === scene.camera.focusId);
    expect(focus).toMatchObject({ id: 'bottle', pictogram: 'asset:b1' });
  });

  it('puts things into hands and keeps riders on what they ride', () => {
    expect(depict(inputFor('A man drinks coffee')).subjects[0]).toMatchObject({ holding: 'emoji:2615' });
    const scene = depict(inputFor('A man rides a bicycle in the park'));
    const [man, bicycle] = scene.subjects;
    expect(bicycle?.start.x).toBe(man?.start.x);
    expect(bicycle?.end.x).toBe(man?.end.x);
  });

  it('invents nobody and no traffic: an empty street is its light and the camera', () => {
    const scene = depict(inputFor('An empty street, no people, only wind', { weather: 'wind' }));
    expect(scene.subjects).toEqual([]);
    expect(scene.props).toEqual([]);
    expect(scene.camera.focusId).toBeUndefined();
    expect(depict(inputFor('A red car speeds along the road')).subjects.map((subject) => subject.kind)).toEqual([
      'vehicle',
    ]);
  });

  it('keeps light and dressing the same in all shots of a scene', () => {
    const wide = depict(inputFor('A woman waits in the park', { size: 'WS' }));
    const medium = depict(inputFor('She smiles', { size: 'MS', place: { set: 'park', variant: 0 } }));
    expect(medium.light).toEqual(wide.light);
    const known = new Map(wide.props.map((prop) => [prop.id, prop]));
    for (const prop of medium.props) expect(known.get(prop.id)).toEqual(prop);
  });
});
