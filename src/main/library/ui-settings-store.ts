import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { DEFAULT_UI_SETTINGS, mergeUiSettings, readUiSettings } from '../../shared/model/ui-settings.ts';
import type { UiSettings, UiSettingsPatch } from '../../shared/model/ui-settings.ts';
import type { LibraryDb } from '../db/open.ts';
import type { Repositories } from '../db/repositories.ts';

const KEY = 'ui-settings';

/** What a person chose, kept in the library (decision 6), so that every door and the command line obey it. */
export interface UiSettingsStore {
  get(): UiSettings;
  /** Writes and answers with all of them. Throws what writing throws. */
  update(patch: UiSettingsPatch): UiSettings;
  /** Called after each change, with the new ones. */
  onChange(listener: (settings: UiSettings) => void): void;
}

/** Damaged settings are no reason to refuse a library: they begin anew. */
function stored(repos: Pick<Repositories, 'settings'>): UiSettings {
  try {
    return readUiSettings(repos.settings.find(KEY, z.unknown()));
  } catch (error) {
    if (error instanceof AppError && error.code === 'library-corrupt') return DEFAULT_UI_SETTINGS;
    throw error;
  }
}

/** Settings of an open library. A damaged field reads as its default. */
export function createUiSettingsStore(deps: { db: LibraryDb; repos: Pick<Repositories, 'settings'> }): UiSettingsStore {
  const { db, repos } = deps;
  const listeners = new Set<(settings: UiSettings) => void>();
  let current = stored(repos);
  return {
    get: () => current,
    update(patch) {
      const next = mergeUiSettings(current, patch);
      db.write(() => repos.settings.set(KEY, next), 'ui-settings.update');
      current = next;
      for (const listener of listeners) listener(next);
      return next;
    },
    onChange: (listener) => void listeners.add(listener),
  };
}
