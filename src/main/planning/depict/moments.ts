import type { Emotion, Facing, Pose, SubjectMoment } from '../../../shared/model/scene-description.ts';
import type { Mood, ShotSize } from '../../../shared/model/shot-terms.ts';
import type { ReadAction } from '../reading-types.ts';
import { fittedStart } from './height-class.ts';

/** How an action begins, so that the start keyframe is the moment before and the end keyframe the moment itself. */
const BEFORE: Partial<Record<Pose, Pose>> = {
  drink: 'hold',
  eat: 'sit',
  jump: 'run',
  hug: 'stand',
  cook: 'hold',
  type: 'sit',
  wave: 'stand',
  'shake-hands': 'stand',
  'look-up': 'stand',
  'look-down': 'stand',
  think: 'look-down',
  cheer: 'stand',
  pray: 'kneel',
  lift: 'kneel',
  phone: 'look-down',
  hold: 'stand',
  point: 'stand',
  kneel: 'stand',
  reach: 'hold',
  dance: 'stand',
  read: 'sit',
  sell: 'hold',
  sit: 'look-down',
};

const EMOTION_OF_MOOD: Record<Mood, Emotion> = {
  neutral: 'neutral',
  joyful: 'happy',
  calm: 'neutral',
  tense: 'afraid',
  sad: 'sad',
  hopeful: 'happy',
  energetic: 'determined',
  mysterious: 'neutral',
  romantic: 'loving',
  proud: 'happy',
  playful: 'happy',
};

/** Stage depth of the subject by shot size. */
const DEPTH: Record<ShotSize, number> = {
  EWS: 0.45,
  WS: 0.6,
  FS: 0.68,
  MWS: 0.72,
  MS: 0.76,
  MCU: 0.8,
  CU: 0.84,
  ECU: 0.9,
  OTS: 0.74,
  POV: 0.66,
  INS: 0.84,
};

/** Half of the way that a crossing covers, in frame widths. */
const REACH: Record<ShotSize, number> = {
  EWS: 0.22,
  WS: 0.26,
  FS: 0.2,
  MWS: 0.16,
  MS: 0.12,
  MCU: 0.09,
  CU: 0.06,
  ECU: 0.03,
  OTS: 0.06,
  POV: 0.16,
  INS: 0.06,
};

export interface MomentRequest {
  actions: readonly ReadAction[];
  size: ShotSize;
  /** +1 right, −1 left. */
  direction: 1 | -1;
  /** Frame x when nothing moves. */
  homeX: number;
  /** Added to the depth of the size: others stand a little behind. */
  depthOffset: number;
  emotion: Emotion | null;
  mood: Mood;
  /** The camera goes along: the subject keeps its place in the frame. */
  isFollowed: boolean;
  /** Looks into the lens: presenters, the last shot of an advertisement. */
  toCamera: boolean;
  defaultPose: Pose;
  /** On a saddle, in a boat or at a wheel: the same pose throughout. */
  mountedPose?: Pose;
}

/** Verbs that say that somebody stands, not only that nothing else of the body is told. */
const STANDS = /^(?:stand|stood|wait|stop|pause|ยืน|หยุด|รอ)/i;

/** Start and end of one acting subject; never the same, because a shot in which nothing happens is a photograph. */
export function momentsOf(request: MomentRequest): { start: SubjectMoment; end: SubjectMoment } {
  const { actions, size } = request;
  const first = actions[0];
  // "She drinks. She laughs": what the body does tells more than that it stands.
  const last =
    actions.findLast((action) => action.pose !== 'stand' || STANDS.test(action.verb)) ?? actions.at(-1) ?? first;
  const mounted = request.mountedPose;
  const endPose = mounted ?? last?.pose ?? request.defaultPose;
  const startPose =
    mounted ??
    (actions.length > 1 && first !== undefined && first.pose !== endPose ? first.pose : openingPose(endPose, size));
  const travel = actions.find((action) => action.travel !== 'none')?.travel ?? 'none';
  const path = pathOf(travel, request);
  const emotion = request.emotion ?? EMOTION_OF_MOOD[request.mood];
  const facing: Facing = request.toCamera && travel === 'none' ? 'camera' : path.facing;
  const start: SubjectMoment = {
    x: path.startX,
    depth: path.startDepth,
    pose: fittedStart(sittingStays(startPose, endPose, actions), endPose, size),
    facing,
    emotion: emotion === 'happy' || emotion === 'loving' || emotion === 'surprised' ? 'neutral' : emotion,
    opacity: 1,
  };
  const end: SubjectMoment = { x: path.endX, depth: path.endDepth, pose: endPose, facing, emotion, opacity: 1 };
  return isClose(size) || !differs(start, end) ? { start, end: varied(start, end) } : { start, end };
}

/** Close sizes see face and hands only: the hand that holds stays in the picture, the face tells the change. */
function openingPose(endPose: Pose, size: ShotSize): Pose {
  return isClose(size) && endPose === 'hold' ? 'hold' : (BEFORE[endPose] ?? endPose);
}

/** Nobody stands up to begin sitting in a close-up, and typing or lying go on as they are. */
function sittingStays(startPose: Pose, endPose: Pose, actions: readonly ReadAction[]): Pose {
  return actions.length <= 1 && endPose === 'sit' ? 'sit' : startPose;
}

function isClose(size: ShotSize): boolean {
  return size === 'CU' || size === 'ECU' || size === 'MCU';
}

/** In a close-up and in a still pose the face must tell the change. */
function varied(start: SubjectMoment, end: SubjectMoment): SubjectMoment {
  if (start.emotion !== end.emotion) return end;
  if (end.emotion === 'neutral') return { ...end, emotion: 'happy' };
  if (start.pose !== end.pose || start.x !== end.x) return end;
  return { ...end, facing: end.facing === 'camera' ? 'right' : 'camera' };
}

function differs(start: SubjectMoment, end: SubjectMoment): boolean {
  return (
    start.pose !== end.pose ||
    start.facing !== end.facing ||
    start.emotion !== end.emotion ||
    Math.abs(start.x - end.x) > 0.02 ||
    Math.abs(start.depth - end.depth) > 0.02
  );
}

interface Path {
  startX: number;
  endX: number;
  startDepth: number;
  endDepth: number;
  facing: Facing;
}

function pathOf(travel: ReadAction['travel'], request: MomentRequest): Path {
  const { size, homeX } = request;
  const depth = clampUnit(DEPTH[size] + request.depthOffset);
  const sign = travel === 'left' ? -1 : travel === 'right' ? 1 : request.direction;
  const facing: Facing = sign > 0 ? 'right' : 'left';
  const still: Path = { startX: homeX, endX: homeX, startDepth: depth, endDepth: depth, facing };
  if (travel === 'none') return still;
  if (travel === 'towards')
    return { ...still, startDepth: clampUnit(depth - 0.22), endDepth: clampUnit(depth + 0.06), facing: 'camera' };
  if (travel === 'away') return { ...still, startDepth: depth, endDepth: clampUnit(depth - 0.3), facing: 'away' };
  const reach = request.isFollowed ? Math.min(0.05, REACH[size]) : REACH[size];
  return { ...still, startX: thousandths(homeX - sign * reach), endX: thousandths(homeX + sign * reach) };
}

function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function clampUnit(value: number): number {
  return thousandths(Math.min(1, Math.max(0.05, value)));
}
