import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_UI_SETTINGS,
  mergeUiSettings,
  readUiSettings,
  uiSettingsPatchSchema,
  uiSettingsSchema,
} from './ui-settings.ts';

describe('settings of the window', () => {
  it('the defaults are settings', () => {
    expect(uiSettingsSchema.parse(DEFAULT_UI_SETTINGS)).toEqual(DEFAULT_UI_SETTINGS);
  });
  it('a wrong field falls back alone', () => {
    const read = readUiSettings({ theme: 'light', density: 'huge', uiScale: 9, limits: { uploadMb: 80 }, surprise: 1 });
    expect(read).toEqual({ ...DEFAULT_UI_SETTINGS, theme: 'light' });
  });
  it('whatever a library holds, the answer is whole', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_UI_SETTINGS)), fc.anything())),
        (held) => {
          expect(uiSettingsSchema.safeParse(readUiSettings(held)).success).toBe(true);
        },
      ),
    );
  });
  it('a change touches what it names and nothing else', () => {
    const once = mergeUiSettings(DEFAULT_UI_SETTINGS, {
      playback: { volume: 0.5 },
      layout: { brief: { leftPx: 300 } },
    });
    const twice = mergeUiSettings(once, {
      limits: { uploadMb: 80 },
      layout: { storyboard: { isLeftCollapsed: true } },
    });
    expect(twice).toEqual({
      ...DEFAULT_UI_SETTINGS,
      playback: { loop: false, volume: 0.5, muted: false },
      limits: { uploadMb: 80, localRenders: 'auto' },
      layout: { brief: { leftPx: 300 }, storyboard: { isLeftCollapsed: true } },
    });
  });
  it('a change with an unknown or impossible field is refused', () => {
    for (const patch of [{ nothing: 1 }, { uiScale: 2 }, { limits: { uploadMb: 0 } }, { layout: { '../x': {} } }])
      expect(uiSettingsPatchSchema.safeParse(patch).success, JSON.stringify(patch)).toBe(false);
  });
});
