/** Pose tables: what a figure does, as angles in degrees and hand goals; independent of body and view. */

export type HandShape = 'relaxed' | 'fist' | 'hold' | 'point' | 'open' | 'flat';

/** Where a goal of the hand is measured from. */
export type HandReference = 'shoulder' | 'mouth' | 'ear' | 'brow' | 'chin' | 'chest' | 'hip';

/** Goal of the wrist: offset in arm lengths forward, up and outward (away from the body's middle). */
export interface ArmGoal {
  from: HandReference;
  forward: number;
  up: number;
  out: number;
  /** 0: elbow points down and back; 90: outward. Degrees. */
  swivel: number;
  hand: HandShape;
  /** 0: the hand continues the forearm … 1: it points up. */
  raised?: number;
}

/** Joint angles of a leg: hip flexion and abduction, knee flexion, foot pitch against the ground (positive: heel up). */
export interface LegAngles {
  hip: number;
  abduct: number;
  knee: number;
  foot: number;
}

export interface PoseTable {
  /** Whole body about the lateral axis: −90 lies on the back, 90 prone. */
  root: number;
  /** Pelvis and trunk forward. */
  lean: number;
  /** More forward bend from pelvis to chest: the action line. */
  curve: number;
  /** Trunk to the person's left. */
  side: number;
  /** Shoulders against hips, towards the person's left. */
  twist: number;
  /** Head pitch against the world, positive looks down. */
  nod: number;
  headTurn: number;
  headTilt: number;
  right: ArmGoal;
  left: ArmGoal;
  rightLeg: LegAngles;
  leftLeg: LegAngles;
  /** Lowest point above the ground, in heights; negative sinks below the water line. */
  lift: number;
  /** Positive: the front view turns so many degrees to profile; negative: the side view turns to the camera. For reading. */
  opened: number;
}
