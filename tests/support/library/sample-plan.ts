import { planSchema } from '../../../src/shared/model/plan.ts';
import type { Plan, PlannedScene, PlannedShot } from '../../../src/shared/model/plan.ts';

/** Words of one scene; everything else of it is the same for all. */
export interface SampleScene {
  title: string;
  text: string;
  place: string;
  shots: { description: string; caption?: string; cutFrames?: number }[];
}

function shotOf(scene: SampleScene, shot: SampleScene['shots'][number]): PlannedShot {
  const moment = { x: 0.3, depth: 0.6, pose: 'run', facing: 'right', emotion: 'determined', opacity: 1 } as const;
  return {
    description: shot.description,
    imagePrompt: `${scene.text}, 35 mm, soft light`,
    endImagePrompt: `${scene.text}, closer`,
    motionPrompt: 'the camera pushes in slowly',
    cutFrames: shot.cutFrames ?? 72,
    size: 'MS',
    angle: 'eye-level',
    move: 'push-in',
    lens: 'normal',
    lighting: 'soft',
    mood: 'calm',
    transition: 'cut',
    transitionFrames: 0,
    role: 'moment',
    emotionalArc: '',
    caption: shot.caption ?? '',
    picture: {
      version: 1,
      seed: 7,
      ratio: '9:16',
      set: { kind: 'city-street', variant: 0, mirrored: false },
      timeOfDay: 'day',
      weather: 'clear',
      light: { style: 'soft', from: 'left' },
      mood: 'calm',
      camera: {
        size: 'MS',
        angle: 'eye-level',
        move: 'push-in',
        lens: 'normal',
        amount: 0.4,
        focusId: 'person-1',
        detail: 'whole',
      },
      subjects: [
        {
          kind: 'person',
          id: 'person-1',
          label: 'runner',
          start: moment,
          end: { ...moment, x: 0.6 },
          count: 1,
          looks: {
            age: 'adult',
            build: 'slim',
            gender: 'woman',
            hair: 'ponytail',
            clothes: 'sportswear',
            skinTone: 2,
            clothesTone: 3,
            glasses: false,
          },
        },
      ],
      props: [],
      foreground: 'none',
      palette: [],
      look: 'pencil',
    },
  };
}

/** A checked plan of these scenes. */
export function samplePlan(scenes: readonly SampleScene[], language: 'en' | 'th' = 'en', title = 'Film'): Plan {
  const planned: PlannedScene[] = scenes.map((scene) => ({
    title: scene.title,
    text: scene.text,
    role: 'moment',
    place: scene.place,
    timeOfDay: 'day',
    weather: 'clear',
    shots: scene.shots.map((shot) => shotOf(scene, shot)),
  }));
  return planSchema.parse({
    title,
    language,
    ratio: '9:16',
    fps: 24,
    durationFrames: planned.flatMap((scene) => scene.shots).reduce((sum, shot) => sum + shot.cutFrames, 0),
    scenes: planned,
    endCard: null,
    notes: [],
    confidence: 0.9,
    questions: [],
    planner: 'local/rules',
  });
}
