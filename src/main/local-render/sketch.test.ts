import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createCanvas } from '@napi-rs/canvas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, FACINGS, POSES, sceneDescriptionSchema, SET_KINDS } from '../../shared/model/scene-description.ts';
import type { SceneDescription } from '../../shared/model/scene-description.ts';
import {
  CAMERA_ANGLES,
  CAMERA_MOVES,
  LENSES,
  SHOT_SIZES,
  TIMES_OF_DAY,
  WEATHERS,
} from '../../shared/model/shot-terms.ts';
import { horizonPx } from './camera.ts';
import { composeFrame, focusBox } from './compose-frame.ts';
import { renderKeyframe } from './draw-keyframe.ts';
import { prepareScene } from './prepare-scene.ts';
import { buildSet } from './sets/build-set.ts';
import { createSetKit } from './sets/set-kit.ts';
import { stageScene } from './stage-scene.ts';

const WIDTH = 384;
const HEIGHT = 216;

function scene(
  over: Record<string, unknown> = {},
  camera: Record<string, unknown> = {},
  moves = false,
): SceneDescription {
  const moment = { depth: 0.6, pose: 'stand', facing: 'right' };
  return sceneDescriptionSchema.parse({
    version: 1,
    seed: 5,
    ratio: '16:9',
    set: { kind: 'city-street', variant: 0 },
    timeOfDay: 'day',
    weather: 'clear',
    light: { style: 'soft', from: 'left' },
    mood: 'neutral',
    camera: { size: 'WS', angle: 'eye-level', move: 'static', lens: 'normal', amount: 0.6, focusId: 'hero', ...camera },
    subjects: [
      {
        kind: 'person',
        id: 'hero',
        label: 'a woman',
        looks: {
          age: 'adult',
          build: 'average',
          gender: 'woman',
          hair: 'bun',
          clothes: 'coat',
          skinTone: 2,
          clothesTone: 3,
        },
        start: { x: 0.5, ...moment },
        end: { x: moves ? 0.7 : 0.5, ...moment },
      },
    ],
    props: [],
    foreground: 'none',
    palette: ['#2277cc'],
    look: 'pencil',
    ...over,
  });
}

function draw(description: SceneDescription, t: number, width = WIDTH, height = HEIGHT): Buffer {
  const prepared = prepareScene(description, { widthPx: width, heightPx: height });
  const canvas = createCanvas(width, height);
  composeFrame(prepared, canvas.getContext('2d'), t);
  return canvas.data();
}

function changedShare(a: Buffer, b: Buffer): number {
  let changed = 0;
  for (let index = 0; index < a.length; index += 4) {
    if (Math.abs((a[index] ?? 0) - (b[index] ?? 0)) > 24) changed += 1;
  }
  return changed / (a.length / 4);
}

/** Keys of what shines in the sky of a set, as it is built for one picture. */
function lightsOf(description: SceneDescription): string[] {
  const { framing } = stageScene(description, WIDTH, HEIGHT);
  const kit = createSetKit(description, framing.camera, framing.distance);
  buildSet(kit);
  return Object.values(kit.shapes).flatMap((shapes) =>
    shapes.map(({ key }) => key).filter((key) => /\/(sun|moon)$/.test(key)),
  );
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('sketcher', () => {
  it('hangs one sun or moon into a room, however many windows it has', () => {
    const seen = new Set<string>();
    for (const kind of SET_KINDS)
      for (const timeOfDay of TIMES_OF_DAY)
        for (const from of ['left', 'right'])
          for (const variant of [0, 1]) {
            const lights = lightsOf(scene({ set: { kind, variant }, timeOfDay, light: { style: 'soft', from } }));
            expect(lights.length, `${kind}, ${timeOfDay}, light from the ${from}: ${lights.join()}`).toBeLessThan(2);
            for (const light of lights) seen.add(light);
          }
    expect([...seen]).toEqual(expect.arrayContaining(['back/window0/sun', 'back/window1/sun', 'back/window0/moon']));
  });

  it('gives the same bytes twice and in another process', async () => {
    const task = {
      picture: scene({ weather: 'rain', caption: 'ฝนตกในเมือง' }),
      moment: 'end',
      widthPx: 480,
      heightPx: 270,
      seed: 1,
      assetPaths: {},
    } as const;
    const here = sha(await renderKeyframe(task));
    expect(sha(await renderKeyframe(task))).toBe(here);
    const code = `import { createHash } from 'node:crypto';
      const { renderKeyframe } = await import(${JSON.stringify(new URL('./draw-keyframe.ts', import.meta.url).href)});
      console.log(createHash('sha256').update(await renderKeyframe(${JSON.stringify(task)})).digest('hex'));`;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
    expect(other.stdout.trim()).toBe(here);
  });

  it.each(CAMERA_MOVES.filter((move) => move !== 'static'))('%s changes the picture', (move) => {
    const description = scene({}, { move, amount: 1 }, move === 'follow');
    const prepared = prepareScene(description, { widthPx: WIDTH, heightPx: HEIGHT });
    const frames = [0, 1].map((t) => {
      const canvas = createCanvas(WIDTH, HEIGHT);
      composeFrame(prepared, canvas.getContext('2d'), t);
      return canvas.data();
    });
    expect(changedShare(frames[0] as Buffer, frames[1] as Buffer)).toBeGreaterThan(0.02);
  });

  it('keeps a static shot of a still person still', () => {
    const description = scene();
    expect(changedShare(draw(description, 0), draw(description, 1))).toBe(0);
  });

  it.each([
    ['EWS', 0.05, 0.15],
    ['WS', 0.3, 0.4],
    ['FS', 0.75, 0.85],
  ] as const)('%s: the subject has the height of the rule', (size, least, most) => {
    for (const height of [1080, 1920]) {
      const width = height === 1080 ? 1920 : 1080;
      const prepared = prepareScene(scene({}, { size }), { widthPx: width, heightPx: height });
      const box = focusBox(prepared, 0);
      const share = (box?.height ?? 0) / height;
      expect(share).toBeGreaterThanOrEqual(least);
      expect(share).toBeLessThanOrEqual(most);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(height);
      expect(box?.y ?? -1).toBeGreaterThan(0);
    }
  });

  it.each(['MWS', 'MS', 'MCU', 'OTS'] as const)('%s: head in, feet out, head near the top', (size) => {
    const box = focusBox(prepareScene(scene({}, { size }), { widthPx: 1920, heightPx: 1080 }), 0);
    expect(box?.y ?? -1).toBeGreaterThan(0.02 * 1080);
    expect(box?.y ?? 9999).toBeLessThan(0.25 * 1080);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(1080);
  });

  it('moves the horizon with the angle', () => {
    const at = (angle: string): number =>
      horizonPx(prepareScene(scene({}, { angle, size: 'WS' }), { widthPx: 1920, heightPx: 1080 }).framing.camera);
    expect(at('low')).toBeGreaterThan(at('eye-level'));
    expect(at('high')).toBeLessThan(at('eye-level'));
    expect(at('low')).toBeGreaterThan(540);
    const eye = prepareScene(scene({}, { size: 'WS' }), { widthPx: 1920, heightPx: 1080 });
    const box = focusBox(eye, 0);
    const head = (box?.y ?? 0) + (box?.height ?? 0) * 0.07;
    expect(Math.abs(horizonPx(eye.framing.camera) - head)).toBeLessThan(60);
  });

  it.each(['EWS', 'WS', 'FS'] as const)('%s: caption strip and subject never meet', (size) => {
    for (const caption of ['Short.', 'เช้านี้เธอออกไปตลาดเพื่อซื้อกาแฟแก้วโปรดของเธอ '.repeat(5)]) {
      const prepared = prepareScene(scene({ caption }, { size }), { widthPx: 1080, heightPx: 1920 });
      for (const t of [0, 0.5, 1]) {
        const box = focusBox(prepared, t);
        expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(prepared.pictureHeightPx);
      }
      expect(prepared.caption?.lines.length).toBeGreaterThan(0);
    }
  });

  it('draws every set at every time of day, and no two sets alike', () => {
    const seen = new Map<string, string>();
    for (const kind of SET_KINDS) {
      for (const timeOfDay of TIMES_OF_DAY) {
        const variant = (SET_KINDS.indexOf(kind) + TIMES_OF_DAY.indexOf(timeOfDay)) % 4;
        const hash = sha(draw(scene({ set: { kind, variant, mirrored: variant === 2 }, timeOfDay }), 0, 192, 108));
        expect(seen.get(hash)).toBeUndefined();
        seen.set(hash, kind);
      }
    }
    expect(seen.size).toBe(SET_KINDS.length * TIMES_OF_DAY.length);
  }, 120_000);

  it('draws any description', () => {
    const moment = fc.record({
      x: fc.double({ min: -1, max: 2, noNaN: true }),
      depth: fc.double({ min: 0, max: 1, noNaN: true }),
      pose: fc.constantFrom(...POSES),
      facing: fc.constantFrom(...FACINGS),
      emotion: fc.constantFrom(...EMOTIONS),
      opacity: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    const anything = fc.record({
      kind: fc.constantFrom(...SET_KINDS),
      variant: fc.integer({ min: 0, max: 3 }),
      mirrored: fc.boolean(),
      weather: fc.constantFrom(...WEATHERS),
      timeOfDay: fc.constantFrom(...TIMES_OF_DAY),
      size: fc.constantFrom(...SHOT_SIZES),
      angle: fc.constantFrom(...CAMERA_ANGLES),
      move: fc.constantFrom(...CAMERA_MOVES),
      lens: fc.constantFrom(...LENSES),
      detail: fc.constantFrom('face', 'eyes', 'hands', 'feet', 'whole'),
      look: fc.constantFrom('pencil', 'colour'),
      start: moment,
      end: moment,
      thing: fc.constantFrom('emoji:1f415', 'emoji:2615', 'asset:gone', 'emoji:1f697', 'emoji:ffff'),
      heightMetres: fc.double({ min: 0.02, max: 60, noNaN: true }),
      t: fc.double({ min: 0, max: 1, noNaN: true }),
      focus: fc.constantFrom('hero', 'thing', 'nobody'),
    });
    fc.assert(
      fc.property(anything, (any) => {
        const base = scene();
        const hero = base.subjects[0];
        const description = scene(
          {
            set: { kind: any.kind, variant: any.variant, mirrored: any.mirrored },
            weather: any.weather,
            timeOfDay: any.timeOfDay,
            look: any.look,
            subjects: [
              { ...hero, start: any.start, end: any.end, holding: 'emoji:2615' },
              {
                kind: 'thing',
                id: 'thing',
                label: 'thing',
                pictogram: any.thing,
                heightMetres: any.heightMetres,
                start: any.start,
                end: any.end,
              },
            ],
          },
          { size: any.size, angle: any.angle, move: any.move, lens: any.lens, detail: any.detail, focusId: any.focus },
        );
        const data = draw(description, any.t, 160, 90);
        expect(new Set(data).size).toBeGreaterThan(8);
      }),
      { numRuns: 30, seed: 20 },
    );
  }, 120_000);
});
