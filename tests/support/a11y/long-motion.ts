import type { Page } from '@playwright/test';

/** Animations over 1 ms that move things. Call it with reduced motion emulated; none may be left. */
export function longMotion(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const MOVING = ['transform', 'translate', 'scale', 'rotate', 'left', 'top', 'height'];
    return document.getAnimations().flatMap((animation) => {
      const effect = animation.effect;
      if (!(effect instanceof KeyframeEffect)) return [];
      const durationMs = Number(effect.getComputedTiming().duration);
      const moves = effect.getKeyframes().some((frame) => MOVING.some((property) => property in frame));
      if (!moves || durationMs <= 1) return [];
      return [`${effect.target?.className ?? '?'} ${durationMs} ms`];
    });
  });
}
