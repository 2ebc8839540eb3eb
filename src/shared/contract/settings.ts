import { uiSettingsPatchSchema, uiSettingsSchema } from '../model/ui-settings.ts';
import { noInput, procedure } from './procedure.ts';

/** What a person chose for the window and the machine, one set per library. */
export const settingsContract = {
  get: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/settings', summary: 'Every setting, with defaults where nothing was chosen' })
    .input(noInput)
    .output(uiSettingsSchema),
  update: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/settings', summary: 'Changes the fields that are named; answers with all' })
    .input(uiSettingsPatchSchema)
    .output(uiSettingsSchema),
};
