import type { SceneDescription } from '../../shared/model/scene-description.ts';

const mirrorMove = { left: 'right', right: 'left' } as const;

function mirrorX<T extends { x: number }>(item: T): T {
  return { ...item, x: 1 - item.x };
}

function mirrorFacing(facing: SceneDescription['subjects'][number]['start']['facing']) {
  return facing === 'left' || facing === 'right' ? mirrorMove[facing] : facing;
}

/**
 * Another take on the same shot for variation n (R5.8): 1 is the plan's own picture; 2 is staged the other way round, as
 * a director would ask for "the reverse"; 3 keeps the side and takes another arrangement of the place with another hand.
 * Board, people, light and move words stay, so that variations are comparable.
 */
export function varyPicture(picture: SceneDescription, variation: number): SceneDescription {
  if (variation <= 1) return picture;
  const seed = (picture.seed + variation * 7919) % 4_294_967_296;
  if (variation === 3) return { ...picture, seed, set: { ...picture.set, variant: (picture.set.variant + 1) % 4 } };
  const move = picture.camera.move.endsWith('-left')
    ? picture.camera.move.replace('-left', '-right')
    : picture.camera.move.replace('-right', '-left');
  return {
    ...picture,
    seed,
    set: { ...picture.set, mirrored: !picture.set.mirrored },
    light: {
      ...picture.light,
      from:
        picture.light.from === 'left' || picture.light.from === 'right'
          ? mirrorMove[picture.light.from]
          : picture.light.from,
    },
    camera: { ...picture.camera, move: move as SceneDescription['camera']['move'] },
    subjects: picture.subjects.map((subject) => ({
      ...subject,
      start: { ...mirrorX(subject.start), facing: mirrorFacing(subject.start.facing) },
      end: { ...mirrorX(subject.end), facing: mirrorFacing(subject.end.facing) },
    })),
    props: picture.props.map(mirrorX),
  };
}
