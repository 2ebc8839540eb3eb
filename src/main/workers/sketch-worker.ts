import { drawKeyframe } from '../local-render/draw-keyframe.ts';
import type { KeyframeTask } from '../local-render/draw-keyframe.ts';
import { serveTasks } from './worker-messages.ts';
import { lowerThreadPriority } from './lower-priority.ts';

lowerThreadPriority();
serveTasks<KeyframeTask, { bytes: number }>((task) => drawKeyframe(task));
