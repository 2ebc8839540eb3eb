import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACINGS, POSES, sceneDescriptionSchema } from '../../shared/model/scene-description.ts';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import { CAMERA_ANGLES, CAMERA_MOVES, LENSES, SHOT_SIZES } from '../../shared/model/shot-terms.ts';
import { actorPlace } from './actors.ts';
import { buildFigure } from './figures/build-figure.ts';
import { keyExtent } from './hold-focus.ts';
import { cameraAt } from './layer-motion.ts';
import { stageScene } from './stage-scene.ts';
import { thingAspect } from './thing-shape.ts';

const LOOKS = {
  age: 'adult',
  build: 'average',
  gender: 'woman',
  hair: 'bun',
  clothes: 'coat',
  skinTone: 2,
  clothesTone: 3,
} as const;

function person(over: Record<string, unknown> = {}): Record<string, unknown> {
  const moment = { x: 0.5, depth: 0.6, pose: 'stand', facing: 'right' };
  return { kind: 'person', id: 'hero', label: 'a woman', looks: LOOKS, start: moment, end: moment, ...over };
}

function scene(over: Record<string, unknown>, camera: Record<string, unknown>): SceneDescription {
  return sceneDescriptionSchema.parse({
    version: 1,
    seed: 5,
    ratio: '16:9',
    set: { kind: 'park', variant: 0 },
    timeOfDay: 'day',
    weather: 'clear',
    light: { style: 'soft', from: 'left' },
    mood: 'neutral',
    camera: { size: 'WS', angle: 'eye-level', move: 'static', lens: 'normal', amount: 1, focusId: 'hero', ...camera },
    subjects: [person()],
    props: [],
    foreground: 'none',
    palette: ['#2277cc'],
    look: 'pencil',
    ...over,
  });
}

const FRAMES = [
  [1920, 1080],
  [1080, 1920],
  [1080, 1080],
] as const;

describe('stageScene', () => {
  it('keeps what the shot is about in the frame at both ends, whatever the pose, size, angle and move', () => {
    const moment = fc.record({
      x: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      depth: fc.double({ min: 0.4, max: 0.75, noNaN: true }),
      pose: fc.constantFrom(...POSES),
      facing: fc.constantFrom(...FACINGS),
    });
    const shot = fc.record({
      start: moment,
      end: moment,
      size: fc.constantFrom(...SHOT_SIZES),
      angle: fc.constantFrom(...CAMERA_ANGLES),
      move: fc.constantFrom(...CAMERA_MOVES),
      lens: fc.constantFrom(...LENSES),
      frame: fc.constantFrom(...FRAMES),
      age: fc.constantFrom('child', 'teen', 'adult', 'elder'),
    });
    fc.assert(
      fc.property(shot, ({ start, end, size, angle, move, lens, frame: [widthPx, heightPx], age }) => {
        const description = scene(
          { subjects: [person({ start, end, looks: { ...LOOKS, age } })] },
          { size, angle, move, lens },
        );
        const staged = stageScene(description, widthPx, heightPx);
        const hero = staged.actors.find((actor) => actor.id === 'hero');
        if (hero === undefined) throw new Error('the focus is gone');
        for (const t of [0, 1] as const) {
          const box = keyExtent(hero, cameraAt(staged, t).camera, t, size);
          expect(box.left).toBeGreaterThan(-1);
          expect(box.right).toBeLessThan(widthPx + 1);
          expect(box.top).toBeGreaterThan(-1);
          expect(box.bottom).toBeLessThan(heightPx + 1);
        }
      }),
      { numRuns: 1200, seed: 7 },
    );
  });

  it('holds the camera of a static shot still', () => {
    for (const pose of POSES) {
      const end = { x: 0.5, depth: 0.6, pose, facing: 'right' };
      const staged = stageScene(scene({ subjects: [person({ end })] }, { size: 'FS' }), 1920, 1080);
      expect(cameraAt(staged, 0).camera).toEqual(cameraAt(staged, 1).camera);
    }
  });

  it.each(['MCU', 'CU', 'ECU', 'INS'] as const)('%s: no prop stands behind the face', (size) => {
    const props = [0.3, 0.45, 0.5, 0.6].map((x, index) => ({
      id: `tree${index}`,
      label: 'tree',
      pictogram: 'emoji:1f333',
      x,
      depth: 0.3 + index * 0.1,
      heightMetres: 4,
      support: 'ground',
    }));
    const staged = stageScene(scene({ props }, { size, detail: 'face' }), 1920, 1080);
    const hero = staged.actors.find((actor) => actor.id === 'hero');
    if (hero === undefined) throw new Error('the focus is gone');
    const { camera } = cameraAt(staged, 0);
    const face = keyExtent(hero, camera, 0, size);
    for (const prop of staged.actors.filter((actor) => actor.id.startsWith('tree'))) {
      const place = actorPlace(prop, camera, 0);
      const half = thingAspect(prop.reference ?? '') / 2;
      const a = place({ x: -half, y: -1 });
      const b = place({ x: half, y: 0 });
      const apart = b.x < face.left || a.x > face.right || b.y < face.top || a.y > face.bottom;
      expect(apart).toBe(true);
    }
  });

  it('lets dressing cover at most two fifths of the frame', () => {
    const props = [
      { id: 'p', label: 'umbrella', pictogram: 'emoji:1f3d6', x: 0.2, depth: 0.95, heightMetres: 6, support: 'ground' },
    ];
    const staged = stageScene(scene({ props }, { size: 'WS' }), 1920, 1080);
    const prop = staged.actors.find((actor) => actor.id === 'p');
    if (prop === undefined) throw new Error('the prop is gone');
    const place = actorPlace(prop, staged.framing.camera, 0);
    expect(place({ x: 0, y: 0 }).y - place({ x: 0, y: -1 }).y).toBeLessThan(0.45 * 1080);
  });

  it('sits riders on their saddle, in their hull, and moves both as one', () => {
    for (const [code, kind] of [
      ['1f6b2', 'vehicle'],
      ['1f6f5', 'vehicle'],
      ['1f6f6', 'vehicle'],
      ['1f697', 'vehicle'],
      ['1f40e', 'animal'],
    ] as const) {
      const at = (x: number): Record<string, unknown> => ({ x, depth: 0.6, pose: 'ride', facing: 'left' });
      const mount = {
        kind,
        id: 'mount',
        label: 'mount',
        pictogram: `emoji:${code}`,
        heightMetres: 9,
        start: at(0.9),
        end: at(0.9),
      };
      const rider = person({ start: at(0.6), end: at(0.3), rides: 'mount' });
      const staged = stageScene(scene({ subjects: [rider, mount] }, { size: 'FS' }), 1920, 1080);
      const [hero, carrier] = ['hero', 'mount'].map((id) => staged.actors.find((actor) => actor.id === id));
      if (hero?.person == null || carrier === undefined) throw new Error('somebody is gone');
      for (const moment of ['start', 'end'] as const) {
        expect(carrier[moment].x).toBeCloseTo(hero[moment].x, 6);
        expect(Math.abs(carrier[moment].z - hero[moment].z)).toBeLessThan(0.05);
      }
      expect(carrier.heightMetres).toBeLessThan(2.2);
      const figure = buildFigure({
        looks: hero.person.looks,
        pose: 'ride',
        blend: 0,
        phase: 0.12,
        facing: 'left',
        emotion: 'neutral',
        seed: 1,
        detailLevel: 'far',
      });
      const seatMetres = hero.start.y + (-figure.anchors.hips.y - 0.06) * hero.heightMetres;
      const saddle = { '1f6b2': 0.86, '1f6f5': 0.84, '1f6f6': 0.95, '1f697': 0.7, '1f40e': 1.4 }[code];
      expect(Math.abs(seatMetres - saddle)).toBeLessThan(0.12);
    }
  });
});
