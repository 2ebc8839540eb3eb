import { DEFAULT_UI_SETTINGS } from '../../../shared/model/ui-settings.ts';
import type { UiSettings, UiSettingsPatch } from '../../../shared/model/ui-settings.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';

/** The part of the settings that a row changes, as a patch of any set of them. */
export type Pick1 = (settings: UiSettings) => UiSettingsPatch;

/** Applies changes at once; each can be taken back for eight seconds. */
export function useChange() {
  const { settings, setSettings, toasts, t } = useWorkspace();
  const apply = (name: string, part: Pick1, patch: UiSettingsPatch, isReset: boolean): void => {
    const before = part(settings);
    if (JSON.stringify(before) === JSON.stringify(patch)) return;
    setSettings(patch);
    toasts.undo(t(isReset ? 'settings.was-reset' : 'settings.changed', { name }), t('ui.undo'), () =>
      setSettings(before),
    );
  };
  return {
    settings,
    change: (name: string, part: Pick1, patch: UiSettingsPatch) => apply(name, part, patch, false),
    reset: (name: string, part: Pick1) => apply(name, part, part(DEFAULT_UI_SETTINGS), true),
    isChanged: (part: Pick1) => JSON.stringify(part(settings)) !== JSON.stringify(part(DEFAULT_UI_SETTINGS)),
  };
}
