import { drawShare } from '../local-render/animatic/draw-share.ts';
import { lowerThreadPriority } from './lower-priority.ts';

lowerThreadPriority();
await drawShare();
