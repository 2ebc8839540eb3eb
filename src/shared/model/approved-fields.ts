import type { ShotRecord } from './document.ts';

/** A keyframe that stood on the board when it was approved. */
export interface ApprovedKeyframe {
  slot: string;
  variation: number;
  assetId: string;
}

type ApprovedShot = Pick<
  ShotRecord,
  'motionPrompt' | 'cutFrames' | 'sourceInFrames' | 'transition' | 'transitionFrames' | 'picture'
>;

/**
 * What an approval of one shot binds (decision 27): the fields that reach pixels or sound, the files that its
 * picture names, the chosen keyframes, and who makes the segment. Names, notes and music are not in it, so changing them voids nothing.
 * The hash of this value's canonical JSON is what the approval stores.
 */
export function approvedFieldsOf(
  shot: ApprovedShot,
  keyframes: readonly ApprovedKeyframe[],
  videoProvider: string,
  /** Content hashes of the files that the picture names, by name. */
  files: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  return {
    motionPrompt: shot.motionPrompt,
    cutFrames: shot.cutFrames,
    sourceInFrames: shot.sourceInFrames,
    transition: shot.transition,
    transitionFrames: shot.transitionFrames,
    picture: shot.picture,
    keyframes: keyframes
      .map(({ slot, variation, assetId }) => ({ slot, variation, assetId }))
      .sort((a, b) => (a.slot + a.variation < b.slot + b.variation ? -1 : 1)),
    videoProvider,
    // Left out where there are none, so that older approvals of such shots still stand.
    ...(Object.keys(files).length === 0 ? {} : { files }),
  };
}
