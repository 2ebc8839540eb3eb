import { sceneDescriptionSchema } from '../src/shared/model/scene-description.ts';
import type { SceneDescription } from '../src/shared/model/scene-description.ts';

const PERSON = {
  kind: 'person',
  id: 'hero',
  label: 'a woman',
  looks: {
    age: 'adult',
    build: 'average',
    gender: 'woman',
    hair: 'long',
    clothes: 'jacket',
    skinTone: 1,
    clothesTone: 1,
  },
  start: { x: 0.42, depth: 0.6, pose: 'walk', facing: 'right' },
  end: { x: 0.6, depth: 0.6, pose: 'walk', facing: 'right' },
} as const;

/** A whole description from a few words; `person` overrides the hero. */
export function sampleScene(
  over: Record<string, unknown> = {},
  person: Record<string, unknown> = {},
  camera: Record<string, unknown> = {},
): SceneDescription {
  return sceneDescriptionSchema.parse({
    version: 1,
    seed: 11,
    ratio: '16:9',
    set: { kind: 'city-street', variant: 0 },
    timeOfDay: 'day',
    weather: 'clear',
    light: { style: 'soft', from: 'left' },
    mood: 'neutral',
    camera: { size: 'WS', angle: 'eye-level', move: 'static', lens: 'normal', amount: 0.5, focusId: 'hero', ...camera },
    subjects: [{ ...PERSON, ...person }],
    props: [],
    foreground: 'none',
    palette: ['#E4572E', '#17BEBB'],
    look: 'pencil',
    ...over,
  });
}
