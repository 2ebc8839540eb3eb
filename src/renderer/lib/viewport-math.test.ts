import { describe, expect, it } from 'vitest';
import { clampView, fillView, fitView, panBy, pictureOrigin, stepScale, zoomAt } from './viewport-math.ts';

const picture = { width: 1920, height: 1080 };
const frame = { width: 960, height: 960 };
const under = (view: { scale: number; cx: number; cy: number }, at: { x: number; y: number }) => {
  const origin = pictureOrigin(view, picture, frame);
  return { x: (at.x - origin.x) / view.scale, y: (at.y - origin.y) / view.scale };
};

describe('viewport', () => {
  it('fits and fills', () => {
    expect(fitView(picture, frame)).toEqual({ scale: 0.5, cx: 0.5, cy: 0.5 });
    expect(fillView(picture, frame).scale).toBeCloseTo(960 / 1080);
    expect(fitView({ width: 10, height: 10 }, frame, false).scale).toBe(1);
  });
  it('keeps the picture point under the pointer while zooming', () => {
    let view = fitView(picture, frame);
    for (const [scale, x, y] of [
      [1, 300, 500],
      [2.5, 700, 480],
      [1.2, 400, 600],
    ] as const) {
      const before = under(view, { x, y });
      view = zoomAt(view, scale, { x, y }, picture, frame);
      const after = under(view, { x, y });
      expect(after.x).toBeCloseTo(before.x, 6);
      expect(after.y).toBeCloseTo(before.y, 6);
    }
  });
  it('steps through the list and stops at its ends', () => {
    expect([stepScale(1, 1), stepScale(0.4, 1), stepScale(8, 1)]).toEqual([1.5, 0.5, 8]);
    expect([stepScale(1, -1), stepScale(0.4, -1), stepScale(0.125, -1)]).toEqual([0.67, 0.33, 0.125]);
  });
  it('pans by pixels and keeps a tenth in sight, however far', () => {
    const view = { scale: 1, cx: 0.5, cy: 0.5 };
    expect(panBy(view, 192, 0, picture, frame).cx).toBeCloseTo(0.4);
    for (const [dx, dy] of [
      [1e6, 0],
      [-1e6, 0],
      [0, 1e6],
      [0, -1e6],
    ] as const) {
      const far = panBy(view, dx, dy, picture, frame);
      const origin = pictureOrigin(far, picture, frame);
      const seenX = Math.min(frame.width, origin.x + picture.width) - Math.max(0, origin.x);
      const seenY = Math.min(frame.height, origin.y + picture.height) - Math.max(0, origin.y);
      expect(seenX).toBeGreaterThanOrEqual(191.9);
      expect(seenY).toBeGreaterThanOrEqual(107.9);
    }
    expect(clampView(view, picture, frame)).toEqual(view);
  });
});
