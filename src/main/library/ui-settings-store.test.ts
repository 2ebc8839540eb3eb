import { describe, expect, it } from 'vitest';
import { DEFAULT_UI_SETTINGS } from '../../shared/model/ui-settings.ts';
import { tempLibrary } from '../../../tests/support/library/temp-library.ts';
import { createUiSettingsStore } from './ui-settings-store.ts';

describe('settings of a library', () => {
  it('outlive the process, and listeners hear of each change', () => {
    const library = tempLibrary();
    const store = createUiSettingsStore(library);
    const heard: string[] = [];
    store.onChange(({ theme }) => heard.push(theme));
    expect(store.get()).toEqual(DEFAULT_UI_SETTINGS);
    store.update({ theme: 'light', limits: { uploadMb: 7 } });
    expect(heard).toEqual(['light']);
    expect(createUiSettingsStore(library).get()).toEqual({
      ...DEFAULT_UI_SETTINGS,
      theme: 'light',
      limits: { uploadMb: 7, localRenders: 'auto' },
    });
  });
  it('damaged ones begin anew', () => {
    const library = tempLibrary();
    library.db.sql.prepare("INSERT INTO setting (key, value_json) VALUES ('ui-settings', '{no')").run();
    expect(createUiSettingsStore(library).get()).toEqual(DEFAULT_UI_SETTINGS);
  });
});
