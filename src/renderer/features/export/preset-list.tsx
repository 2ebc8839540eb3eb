import { Check } from 'lucide-react';
import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import type { AspectRatio } from '../../../shared/model/shot-terms.ts';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { isPreset, presetsFor } from './export-presets.ts';

export interface PresetListProps {
  ratio: AspectRatio;
  hasCaptions: boolean;
  settings: ExportSettings | undefined;
  onChange: (settings: ExportSettings) => void;
}

/** Presets that this project can really become. */
export function PresetList({ ratio, hasCaptions, settings, onChange }: PresetListProps) {
  const { t } = useWorkspace();
  return (
    <div className="flex flex-col gap-2 p-3">
      <h2 className="text-small font-medium text-text-3">{t('export.presets')}</h2>
      <ul className="flex flex-col gap-0.5">
        {presetsFor(ratio, hasCaptions).map((preset) => {
          const isChosen = settings !== undefined && isPreset(settings, preset);
          return (
            <li key={preset.id}>
              <button
                type="button"
                aria-pressed={isChosen}
                onClick={() => onChange({ variations: settings?.variations ?? [1], ...preset.settings })}
                className={classNames(
                  'focus-inset flex w-full items-start gap-2 rounded-control px-2 py-1.5 text-left',
                  isChosen ? 'selected bg-sel inset-ring inset-ring-accent' : 'hover:bg-hover',
                )}
              >
                <span className="min-w-0 grow">
                  <span className="block text-base font-medium">{t(`export.preset.${preset.id}`)}</span>
                  <span className="block text-small text-text-3">{t(`export.preset.${preset.id}-note`)}</span>
                </span>
                {isChosen && <Icon of={Check} className="mt-0.5 text-accent" />}
              </button>
            </li>
          );
        })}
      </ul>
      <p className="text-small text-text-3">{t('export.presets-hint')}</p>
    </div>
  );
}
