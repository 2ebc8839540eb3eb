import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-state.ts';

const MAIN = { x: 0, y: 25, width: 1920, height: 1055 };
const LEFT = { x: -2560, y: 0, width: 2560, height: 1440 };
const saved = { x: 100, y: 100, width: 1500, height: 900, isMaximized: false, isFullScreen: false };

describe('where the window opens', () => {
  it('the first time it has its own size, or the screen’s where that is smaller', () => {
    expect(placeWindow(null, [MAIN]).bounds).toEqual({ width: 1440, height: 900 });
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1280, height: 700 }]).bounds).toEqual({ width: 1280, height: 700 });
  });
  it('comes back where it was, also on another screen', () => {
    expect(placeWindow(saved, [MAIN]).bounds).toEqual({ x: 100, y: 100, width: 1500, height: 900 });
    const left = { ...saved, x: -2000, isMaximized: true };
    expect(placeWindow(left, [MAIN, LEFT])).toMatchObject({ bounds: { x: -2000 }, isMaximized: true });
  });
  it('a screen that is gone leaves the place to the system and keeps the size', () => {
    expect(placeWindow({ ...saved, x: -2000, isFullScreen: true }, [MAIN])).toEqual({
      bounds: { width: 1500, height: 900 },
      isMaximized: false,
      isFullScreen: false,
    });
  });
  it('a window larger than its screen becomes as large as it', () => {
    const { bounds } = placeWindow({ ...saved, x: 0, y: 25, width: 4_000, height: 3_000 }, [MAIN]);
    expect(bounds).toEqual({ x: 0, y: 25, width: 1920, height: 1055 });
  });
  it('whatever was saved, the title bar can be taken hold of', () => {
    const number = fc.integer({ min: -10_000, max: 10_000 });
    fc.assert(
      fc.property(
        number,
        number,
        fc.integer({ min: 1, max: 9_000 }),
        fc.integer({ min: 1, max: 9_000 }),
        (x, y, width, height) => {
          const screens = [MAIN, LEFT];
          const { bounds } = placeWindow({ ...saved, x, y, width, height }, screens);
          expect(bounds.width).toBeGreaterThanOrEqual(MIN_WIDTH);
          expect(bounds.height).toBeGreaterThanOrEqual(MIN_HEIGHT);
          if (bounds.x === undefined || bounds.y === undefined) return;
          const { x: left, y: top } = { x: bounds.x, y: bounds.y };
          expect(
            screens.some(
              (screen) =>
                Math.min(left + bounds.width, screen.x + screen.width) - Math.max(left, screen.x) >= 1 &&
                top >= screen.y - 20 &&
                top < screen.y + screen.height,
            ),
          ).toBe(true);
        },
      ),
    );
  });
});
