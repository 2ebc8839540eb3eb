import { implement } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { settingsContract } from '../../shared/contract/settings.ts';
import type { ApiDeps } from './api-deps.ts';

/** `settings`: read by everybody who may look, changed by whoever may edit; every window hears of it. */
export function createSettingsApi({ settings, hub, library }: Pick<ApiDeps, 'settings' | 'hub' | 'library'>) {
  const os = implement(settingsContract).$context<CallContext>();
  return os.router({
    get: os.get.handler(() => settings.get()),
    update: os.update.handler(({ input }) => {
      const changed = settings.update(input);
      // One set per library: its owner's id names it.
      hub.changed('settings', library.person.id);
      return changed;
    }),
  });
}
