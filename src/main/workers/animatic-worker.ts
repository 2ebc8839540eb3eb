import { drawShare } from '../local-render/animatic/draw-share.ts';

await drawShare();
