import { setBriefFields, setProjectFields } from '../../../src/renderer/editor/commands/brief.ts';
import { CommandRefusal } from '../../../src/renderer/editor/commands/places.ts';
import {
  deleteScene,
  groupIntoScene,
  insertScene,
  moveScene,
  setSceneAir,
  setSceneFields,
  ungroupScene,
} from '../../../src/renderer/editor/commands/scenes.ts';
import {
  changeDuration,
  deleteShots,
  duplicateShots,
  insertShot,
  mergeWithNext,
  moveShots,
  nudgeShots,
  setLocked,
  setShotFields,
  splitShot,
} from '../../../src/renderer/editor/commands/shots.ts';
import { chooseTake, stepTake } from '../../../src/renderer/editor/commands/takes.ts';
import type { Draft } from '../../../src/renderer/editor/draft.ts';
import { SHOT_SIZES, WEATHERS } from '../../../src/shared/model/shot-terms.ts';
import type { SeededRandom } from '../../../src/shared/util/seeded-random.ts';

export interface RandomEdit {
  label: string;
  mergeKey?: string;
  run(draft: Draft): void;
}

/** One command of those a person has, with arguments that exist. A film that grew long is cut down more often. */
export function randomEdit(draft: Pick<Draft, 'all' | 'takes'>, random: SeededRandom, maxShots = 40): RandomEdit {
  const shots = draft.all('shots').map(({ id }) => id);
  const scenes = draft.all('scenes').map(({ id }) => id);
  const shotId = random.pick(shots);
  const sceneId = random.pick(scenes);
  const some = [...new Set([shotId, random.pick(shots), random.pick(shots)])];
  const by = random.pick([-1, 1] as const);
  const takes = Object.keys(draft.takes);
  const number = random.integer(0, 9_999);
  const grow: RandomEdit[] = [
    {
      label: 'shot.insert',
      run: (d) => void insertShot(d, { besideId: shotId, where: random.pick(['before', 'after']) }),
    },
    { label: 'shot.duplicate', run: (d) => void duplicateShots(d, some) },
    { label: 'shot.split', run: (d) => void splitShot(d, { shotId }) },
    { label: 'scene.insert', run: (d) => void insertScene(d, { besideId: sceneId, where: 'after' }) },
  ];
  const shrink: RandomEdit[] = [
    { label: 'shot.delete', run: (d) => deleteShots(d, some) },
    { label: 'shot.merge', run: (d) => void mergeWithNext(d, shotId) },
    { label: 'scene.delete', run: (d) => deleteScene(d, sceneId) },
  ];
  const other: RandomEdit[] = [
    { label: 'shot.move', run: (d) => moveShots(d, { shotIds: some, sceneId, index: random.integer(0, 4) }) },
    { label: 'shot.nudge', run: (d) => nudgeShots(d, { shotIds: some, by }) },
    { label: 'shot.duration', run: (d) => changeDuration(d, { shotIds: some, byFrames: by * random.integer(1, 30) }) },
    { label: 'shot.lock', run: (d) => setLocked(d, { shotIds: [shotId], locked: random.next() < 0.3 }) },
    {
      label: 'shot.fields',
      run: (d) => setShotFields(d, { shotIds: some, fields: { size: random.pick(SHOT_SIZES), mood: 'proud' } }),
    },
    {
      label: 'shot.caption',
      mergeKey: `shot:${shotId}:caption`,
      run: (d) => setShotFields(d, { shotIds: [shotId], fields: { caption: `คำบรรยาย ${number}` } }),
    },
    { label: 'scene.title', run: (d) => setSceneFields(d, { sceneId, fields: { title: `Scene ${number}` } }) },
    { label: 'scene.air', run: (d) => setSceneAir(d, { sceneId, weather: random.pick(WEATHERS) }) },
    { label: 'scene.move', run: (d) => moveScene(d, { sceneId, index: random.integer(0, 9) }) },
    { label: 'scene.group', run: (d) => void groupIntoScene(d, some) },
    { label: 'scene.ungroup', run: (d) => ungroupScene(d, sceneId) },
    {
      label: 'brief.prompt',
      run: (d) => setBriefFields(d, { prompt: `A runner, ${number}`, budget: number % 2 ? 5 : null }),
    },
    { label: 'project.name', run: (d) => setProjectFields(d, { name: `Film ${number}` }) },
    ...(takes.length === 0
      ? []
      : [
          {
            label: 'take.choose',
            run: (d: Draft) => {
              const take = d.takes[random.pick(takes)];
              if (take !== undefined && d.find('shots', take.shotId) !== undefined) chooseTake(d, take.id);
            },
          },
          { label: 'take.step', run: (d: Draft) => void stepTake(d, { shotId, slot: 'start', variation: 1, by }) },
        ]),
  ];
  const isLong = shots.length > maxShots;
  return random.pick(isLong ? [...shrink, ...shrink, ...other] : [...grow, ...shrink.slice(0, 2), ...other]);
}

/** Runs it; a refusal by the rules of the board is an answer too. Gives whether it was carried out. */
export function tryEdit(run: () => void): boolean {
  try {
    run();
    return true;
  } catch (error) {
    if (error instanceof CommandRefusal) return false;
    throw error;
  }
}
