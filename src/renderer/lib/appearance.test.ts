import { describe, expect, it } from 'vitest';
import { createAppearance, DEFAULT_APPEARANCE, resolveAppearance } from './appearance.ts';

const plain = { prefersLight: false, prefersContrast: false, prefersReducedMotion: false };

describe('appearance', () => {
  it('follows the system unless a theme is chosen; contrast comes before light', () => {
    const themed = (theme: 'system' | 'dark', system: Partial<typeof plain>) =>
      resolveAppearance({ ...DEFAULT_APPEARANCE, theme }, { ...plain, ...system }).theme;
    expect(themed('system', {})).toBe('dark');
    expect(themed('system', { prefersLight: true })).toBe('light');
    expect(themed('system', { prefersLight: true, prefersContrast: true })).toBe('contrast');
    expect(themed('dark', { prefersContrast: true })).toBe('dark');
  });
  it('reduces motion from either side and limits the scale', () => {
    const reduced = { ...DEFAULT_APPEARANCE, motion: 'reduced' as const, uiScale: 9 };
    expect(resolveAppearance(reduced, plain)).toMatchObject({ motion: 'reduced', uiScale: 1.5 });
    expect(resolveAppearance(DEFAULT_APPEARANCE, { ...plain, prefersReducedMotion: true }).motion).toBe('reduced');
    expect(resolveAppearance(DEFAULT_APPEARANCE, plain).motion).toBe('full');
  });
  it('writes the root element, tells listeners, follows the system until disposed', () => {
    const listeners = new Map<string, () => void>();
    const system: Record<string, boolean> = {};
    const media = (query: string) =>
      ({
        get matches() {
          return system[query] ?? false;
        },
        addEventListener: (_type: string, listener: () => void) => listeners.set(query, listener),
        removeEventListener: () => listeners.delete(query),
      }) as unknown as MediaQueryList;
    const root = document.createElement('html');
    const appearance = createAppearance(root, media);
    let calls = 0;
    appearance.subscribe(() => (calls += 1));
    expect(root.dataset['theme']).toBe('dark');
    appearance.set({ language: 'th', density: 'compact' });
    expect([root.lang, root.dataset['density'], calls]).toEqual(['th', 'compact', 1]);
    system['(prefers-color-scheme: light)'] = true;
    listeners.get('(prefers-color-scheme: light)')?.();
    expect(appearance.get().theme).toBe('light');
    appearance.dispose();
    expect(listeners.size).toBe(0);
  });
});
