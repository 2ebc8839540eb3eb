import type { Plan, PlannedShot } from '../../../shared/model/plan.ts';
import { sizeSteps } from './coverage.ts';
import { isIndoors } from './continuity.ts';
import { readingSeconds } from './pacing.ts';

/**
 * What makes an editor laugh (film-craft.md §7), as a check over a finished plan. Pure. Answers one sentence per fault,
 * an empty list for a plan that may be shown. Shots that a person framed themselves can offend on purpose.
 */
export function laughs(plan: Plan): string[] {
  const shots = plan.scenes.flatMap((scene) => scene.shots);
  const faults: string[] = [];
  const say = (fault: string): void => void faults.push(fault);
  const seconds = (shot: PlannedShot): number => shot.cutFrames / plan.fps;

  if (shots.length >= 5) {
    for (const [what, of] of [
      ['size', (shot: PlannedShot) => shot.size],
      ['angle', (shot: PlannedShot) => shot.angle],
      ['move', (shot: PlannedShot) => shot.move],
    ] as const) {
      const counts = new Map<string, number>();
      for (const shot of shots) counts.set(of(shot), (counts.get(of(shot)) ?? 0) + 1);
      const [name, count] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
      const limit = what === 'size' ? 0.5 : 0.7;
      if (count > Math.max(2, Math.ceil(shots.length * limit)))
        say(`${count} of ${shots.length} shots have the ${what} ${name}`);
    }
    if (plan.scenes.length >= 4 && new Set(shots.map((shot) => shot.picture.set.mirrored)).size === 1) {
      const places = new Set(shots.map((shot) => `${shot.picture.set.kind}:${shot.picture.set.variant}`));
      const sizes = new Set(shots.map((shot) => shot.size));
      const facings = new Set(shots.flatMap((shot) => shot.picture.subjects.map((subject) => subject.start.facing)));
      if (places.size === 1 && sizes.size < 3 && facings.size < 2)
        say('the same set from the same side in every panel');
    }
    const stares = shots.filter((shot) =>
      shot.picture.subjects.some((subject) => subject.kind === 'person' && subject.start.facing === 'camera'),
    );
    const peopled = shots.filter((shot) => shot.picture.subjects.some((subject) => subject.kind === 'person'));
    if (peopled.length >= 4 && stares.length === peopled.length) say('everyone stares at the camera in every shot');
  }
  for (const [index, shot] of shots.entries()) {
    const name = `shot ${index + 1}`;
    const before = shots[index - 1];
    if (before !== undefined && before.size === shot.size && before.angle === shot.angle)
      say(`${name} repeats size ${shot.size} and angle ${shot.angle}`);
    if (
      before !== undefined &&
      before.move === shot.move &&
      shot.move !== 'static' &&
      shot.move !== 'follow' &&
      shot.move !== 'handheld'
    )
      say(`${name} repeats the move ${shot.move}`);
    const isEmpty = shot.picture.subjects.length === 0;
    if (isEmpty && shot.picture.props.length === 0 && (shot.move === 'push-in' || shot.move === 'zoom-in'))
      say(`${name} pushes in on nothing`);
    if (isEmpty && ['EWS', 'WS', 'FS'].includes(shot.size) && shot.move === 'static' && seconds(shot) >= 6)
      say(`${name} is a static empty wide of ${seconds(shot).toFixed(1)} s`);
    if (isEmpty && shot.move === 'follow') say(`${name} follows nobody`);
    if (shot.caption !== '' && readingSeconds(shot.caption) > seconds(shot) + 0.5)
      say(`${name} cannot be read in ${seconds(shot).toFixed(1)} s`);
    if (shot.cutFrames > 8 * plan.fps) say(`${name} is longer than its segment`);
    if (isIndoors(shot.picture.set.kind) && shot.lighting === 'hard') say(`${name} has hard sunlight indoors`);
    if (shot.picture.timeOfDay === 'night' && (shot.lighting === 'hard' || shot.lighting === 'high-key'))
      say(`${name} has sunlight at night`);
    if (shot.transition !== 'cut' && index + 1 < shots.length && shot.cutFrames + shot.transitionFrames > 8 * plan.fps)
      say(`${name} has no handle for its ${shot.transition}`);
  }
  for (const [index, scene] of plan.scenes.entries()) {
    const [first] = scene.shots;
    const last = scene.shots.at(-1);
    if (
      scene.shots.length >= 3 &&
      first !== undefined &&
      last !== undefined &&
      sizeSteps(first.size, last.size) === 0 &&
      first.angle === last.angle
    )
      say(`scene ${index + 1} ends as it began`);
    if (new Set(scene.shots.map((shot) => shot.picture.timeOfDay)).size > 1)
      say(`scene ${index + 1} changes its time of day`);
    const looks = new Map<string, string>();
    for (const subject of scene.shots.flatMap((shot) => shot.picture.subjects)) {
      if (subject.kind !== 'person') continue;
      const worn = JSON.stringify(subject.looks);
      if (looks.has(subject.id) && looks.get(subject.id) !== worn)
        say(`scene ${index + 1}: ${subject.id} changes clothes`);
      looks.set(subject.id, worn);
    }
  }
  if (
    plan.endCard !== null &&
    plan.endCard.showLogo &&
    plan.endCard.durationFrames < Math.min(1.5 * plan.fps, plan.durationFrames / 2)
  )
    say('the logo rests under 1.5 s');
  const cuts = shots.length - 1;
  const dissolves = shots.slice(0, -1).filter((shot) => shot.transition === 'dissolve').length;
  if (cuts >= 3 && dissolves > cuts / 2) say(`${dissolves} dissolves in ${cuts} joins`);
  return faults;
}
