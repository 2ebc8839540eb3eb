import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import type { ShotMoment } from './shot-clock.ts';

/** How a still lies in the frame: shift in shares of the frame's sides, zoom over the size that just covers it. */
export interface StillFrame {
  x: number;
  y: number;
  zoom: number;
  /** Radians. */
  roll: number;
}

const REST: StillFrame = { x: 0, y: 0, zoom: 1, roll: 0 };

/** Where the move leads, in the frame's own measures. Zero is where the still covers the frame exactly. */
function path(camera: SceneDescription['camera'], t: number, seconds: number): StillFrame {
  const amount = camera.move === 'static' ? 0 : 0.35 + 0.65 * camera.amount;
  const half = t - 0.5;
  switch (camera.move) {
    case 'static':
      return REST;
    case 'push-in':
    case 'zoom-in':
      return { ...REST, zoom: 1 + 0.16 * amount * t };
    case 'pull-out':
    case 'zoom-out':
      return { ...REST, zoom: 1 + 0.16 * amount * (1 - t) };
    case 'pan-left':
    case 'truck-left':
    case 'arc-left':
      return { ...REST, x: half * 0.1 * amount };
    case 'pan-right':
    case 'truck-right':
    case 'arc-right':
    case 'follow':
      return { ...REST, x: -half * 0.1 * amount };
    case 'whip-pan':
      return { ...REST, x: -half * 0.24 * amount };
    case 'tilt-up':
    case 'pedestal-up':
    case 'crane-up':
      return { ...REST, y: half * 0.1 * amount };
    case 'tilt-down':
    case 'pedestal-down':
    case 'crane-down':
      return { ...REST, y: -half * 0.1 * amount };
    case 'handheld': {
      const sway = 0.006 * amount;
      return {
        x: sway * (Math.sin(seconds * 2.3) + 0.5 * Math.sin(seconds * 5.1 + 1)),
        y: sway * (Math.sin(seconds * 1.9 + 2) + 0.5 * Math.sin(seconds * 4.3)),
        zoom: 1,
        roll: 0.004 * amount * Math.sin(seconds * 1.6),
      };
    }
  }
}

/** The zoom that keeps a shifted or turned still over the whole frame. */
function covering(view: StillFrame, roomX: number, roomY: number, roll: number): StillFrame {
  const room = 1 + 2 * Math.max(roomX, roomY) + 2.2 * roll;
  return { ...view, zoom: view.zoom * room };
}

/** Both stills at one moment. The drift of the handle is a slow approach of at most 1 %. */
export function stillFrame(
  camera: SceneDescription['camera'],
  moment: ShotMoment,
): { start: StillFrame; end: StillFrame } {
  const amount = camera.move === 'static' ? 0 : 0.35 + 0.65 * camera.amount;
  const shift = camera.move === 'whip-pan' ? 0.12 : camera.move === 'handheld' ? 0.009 : 0.05;
  const isShifted = path(camera, 0, 0.4).x !== 0 || path(camera, 0, 0.4).y !== 0 || camera.move === 'handheld';
  const room = isShifted ? shift * amount : 0;
  const view = covering(
    path(camera, moment.camera, moment.seconds),
    room,
    room,
    camera.move === 'handheld' ? 0.004 * amount : 0,
  );
  const drifted = { ...view, zoom: view.zoom * (1 + 0.009 * moment.drift) };
  return { start: drifted, end: drifted };
}
