import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ExportEstimate } from '../../../shared/contract/exports.ts';
import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import { pixelSize } from '../../../shared/model/picture-size.ts';
import { EXPORT_FORMATS } from '../../../shared/model/shot-terms.ts';
import type { AspectRatio, Quality } from '../../../shared/model/shot-terms.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { formatInWords } from './export-words.ts';

/** Sizes that the window offers; segments are never made larger. */
const QUALITIES: readonly Quality[] = ['480p', '720p', '1080p'];
const FIRST_TARGET_BYTES = 5_000_000;
const MEGABYTE = 1_000_000;

export interface ChosenFolder {
  id: string;
  path: string;
}

export interface SettingsPanelProps {
  ratio: AspectRatio;
  settings: ExportSettings;
  estimate: ExportEstimate | undefined;
  folder: ChosenFolder | null;
  onChange: (settings: ExportSettings) => void;
  onFolder: (folder: ChosenFolder | null) => void;
}

/** In the order of the known values, whatever the order of the clicks. */
function toggled<T>(all: readonly T[], chosen: readonly T[], value: T, isOn: boolean): T[] {
  return all.filter((each) => (each === value ? isOn : chosen.includes(each)));
}

/** What is made of the film: formats, sizes, captions, variations, limit and folder. */
export function SettingsPanel({ ratio, settings, estimate, folder, onChange, onFolder }: SettingsPanelProps) {
  const { t, api, capabilities, reportError } = useWorkspace();
  const change = (part: Partial<ExportSettings>): void => onChange({ ...settings, ...part });
  const variations = estimate?.variations ?? [1];
  const hasCaptions = estimate?.hasCaptions ?? true;
  const isOnlyGif = settings.formats.length === 1 && settings.formats[0] === 'gif';
  const choose = (): void => {
    api.system
      .chooseFolder({ title: t('export.choose-folder') })
      .then(({ folder: chosen }) => chosen !== null && onFolder(chosen), reportError);
  };
  return (
    <div className="flex flex-col gap-5 p-3">
      <Group title={t('export.format')}>
        {EXPORT_FORMATS.map((format) => (
          <Checkbox
            key={format}
            label={formatInWords(format)}
            hint={t(`export.format.${format}`)}
            isChecked={settings.formats.includes(format)}
            onChange={(isOn) => change({ formats: toggled(EXPORT_FORMATS, settings.formats, format, isOn) })}
          />
        ))}
      </Group>
      {!(isOnlyGif && settings.gifQuality !== null) && (
        <Group title={t('export.quality')}>
          {QUALITIES.map((quality) => {
            const { widthPx, heightPx } = pixelSize(ratio, quality);
            return (
              <Checkbox
                key={quality}
                label={quality}
                hint={
                  <span className="tabular">{t('export.quality-pixels', { width: widthPx, height: heightPx })}</span>
                }
                isChecked={settings.qualities.includes(quality)}
                onChange={(isOn) => change({ qualities: toggled(QUALITIES, settings.qualities, quality, isOn) })}
              />
            );
          })}
        </Group>
      )}
      {settings.formats.includes('gif') && (
        <Field label={t('export.gif-size')} hint={t('export.gif-size-hint')}>
          {(control) => (
            <Select
              control={control}
              value={settings.gifQuality ?? 'film'}
              onChange={(value) => change({ gifQuality: value === 'film' ? null : value })}
              options={[
                ...QUALITIES.map((quality) => ({ value: quality, label: quality })),
                { value: 'film' as const, label: t('export.gif-like-film') },
              ]}
            />
          )}
        </Field>
      )}
      <Group title={t('export.captions')}>
        <SegmentedControl
          label={t('export.captions')}
          value={hasCaptions ? settings.captions : 'none'}
          disabled={!hasCaptions}
          onChange={(captions) => change({ captions })}
          options={[
            { value: 'none', label: t('export.captions-none') },
            { value: 'burn', label: t('export.captions-burn') },
          ]}
        />
        <p className="text-small text-text-3">{t(hasCaptions ? 'export.captions-hint' : 'export.captions-missing')}</p>
      </Group>
      {variations.length > 1 && (
        <Group title={t('export.variations')}>
          {variations.map((variation) => (
            <Checkbox
              key={variation}
              label={t('export.variation', { variation })}
              isChecked={settings.variations.includes(variation)}
              onChange={(isOn) => change({ variations: toggled(variations, settings.variations, variation, isOn) })}
            />
          ))}
        </Group>
      )}
      <div className="flex flex-col gap-2">
        <Switch
          label={t('export.target')}
          hint={t('export.target-hint')}
          isOn={settings.targetBytes !== null}
          onChange={(isOn) => change({ targetBytes: isOn ? FIRST_TARGET_BYTES : null })}
        />
        {settings.targetBytes !== null && (
          <Field label={t('export.target-size')}>
            {(control) => (
              <NumberField
                {...control}
                value={settings.targetBytes === null ? undefined : settings.targetBytes / MEGABYTE}
                min={0.2}
                max={4_000}
                step={0.1}
                unit={t('export.mb')}
                onChange={(megabytes) => change({ targetBytes: Math.round(megabytes * MEGABYTE) })}
              />
            )}
          </Field>
        )}
      </div>
      {capabilities.nativeDialogs && (
        <Group title={t('export.folder')}>
          <p className="text-base break-all">{folder?.path ?? t('export.folder-own')}</p>
          <div className="flex flex-wrap gap-1.5">
            <Button size="small" icon={FolderOpen} onClick={choose}>
              {t('export.folder-change')}
            </Button>
            {folder !== null && (
              <Button size="small" tone="quiet" onClick={() => onFolder(null)}>
                {t('export.folder-reset')}
              </Button>
            )}
          </div>
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section role="group" aria-label={title} className="flex flex-col gap-1.5">
      <h3 className="text-small font-medium text-text-2">{title}</h3>
      {children}
    </section>
  );
}
