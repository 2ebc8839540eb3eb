import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { UI_SCALE_MAX, UI_SCALE_MIN, VIEWER_SURROUNDS } from '../../../shared/model/ui-settings.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { NumberField } from '../../ui/number-field.tsx';
import { Slider } from '../../ui/slider.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { ChoiceRow } from './choice-row.tsx';
import { SettingRow } from './setting-row.tsx';
import { SwitchRow } from './switch-row.tsx';
import { useChange } from './use-change.ts';
import type { Pick1 } from './use-change.ts';

const SCALES = [80, 90, 100, 110, 120, 130, 140, 150].filter(
  (percent) => percent >= UI_SCALE_MIN * 100 && percent <= UI_SCALE_MAX * 100,
);

/** Theme, density, size, motion and the ground around pictures. */
export function AppearanceSection() {
  const { t, settings } = useWorkspace();
  const { percent } = useFormatters();
  return (
    <>
      <ChoiceRow
        id="theme"
        title={t('settings.theme')}
        hint={t('settings.theme-hint')}
        part={({ theme }) => ({ theme })}
        value={settings.theme}
        options={(['system', 'dark', 'light', 'contrast'] as const).map((value) => ({
          value,
          label: t(`settings.theme.${value}`),
        }))}
        patchOf={(theme) => ({ theme })}
      />
      <ChoiceRow
        id="density"
        title={t('settings.density')}
        hint={t('settings.density-hint')}
        part={({ density }) => ({ density })}
        value={settings.density}
        options={(['compact', 'default', 'comfortable'] as const).map((value) => ({
          value,
          label: t(`settings.density.${value}`),
        }))}
        patchOf={(density) => ({ density })}
      />
      <ChoiceRow
        id="scale"
        title={t('settings.scale')}
        hint={t('settings.scale-hint')}
        part={({ uiScale }) => ({ uiScale })}
        value={String(Math.round(settings.uiScale * 100))}
        options={SCALES.map((value) => ({ value: String(value), label: percent(value / 100) }))}
        patchOf={(value) => ({ uiScale: Number(value) / 100 })}
      />
      <ChoiceRow
        id="motion"
        title={t('settings.motion')}
        hint={t('settings.motion-hint')}
        part={({ motion }) => ({ motion })}
        value={settings.motion}
        options={(['system', 'reduced'] as const).map((value) => ({ value, label: t(`settings.motion.${value}`) }))}
        patchOf={(motion) => ({ motion })}
      />
      <ChoiceRow
        id="surround"
        title={t('settings.surround')}
        hint={t('settings.surround-hint')}
        part={({ viewerSurround }) => ({ viewerSurround })}
        value={settings.viewerSurround}
        options={VIEWER_SURROUNDS.map((value) => ({ value, label: t(`settings.surround.${value}`) }))}
        patchOf={(viewerSurround) => ({ viewerSurround })}
      />
    </>
  );
}

/** Language of the window, and how it counts years. */
export function LanguageSection() {
  const { t, settings } = useWorkspace();
  return (
    <>
      <ChoiceRow
        id="language"
        title={t('settings.language')}
        hint={t('settings.language-hint')}
        part={({ language }) => ({ language })}
        value={settings.language}
        options={(['system', 'en', 'th'] as const).map((value) => ({ value, label: t(`settings.language.${value}`) }))}
        patchOf={(language) => ({ language })}
      />
      <ChoiceRow
        id="year"
        title={t('settings.year')}
        hint={t('settings.year-hint')}
        part={({ thaiYear }) => ({ thaiYear })}
        value={settings.thaiYear}
        options={(['buddhist', 'gregorian'] as const).map((value) => ({ value, label: t(`settings.year.${value}`) }))}
        patchOf={(thaiYear) => ({ thaiYear })}
      />
    </>
  );
}

const volumeOf: Pick1 = ({ playback: { volume } }) => ({ playback: { volume } });

/** Every player of the window. */
export function PlaybackSection() {
  const { t, settings } = useWorkspace();
  const { change, reset, isChanged } = useChange();
  const { percent } = useFormatters();
  // Only while the knob is held: one change and one way back for the whole gesture.
  const [held, setHeld] = useState<number | null>(null);
  const title = t('settings.volume');
  return (
    <>
      <SwitchRow
        id="loop"
        title={t('settings.loop')}
        hint={t('settings.loop-hint')}
        part={({ playback: { loop } }) => ({ playback: { loop } })}
        isOn={settings.playback.loop}
        patchOf={(loop) => ({ playback: { loop } })}
      />
      <SettingRow
        id="volume"
        title={title}
        hint={t('settings.volume-hint')}
        isChanged={isChanged(volumeOf)}
        onReset={() => reset(title, volumeOf)}
      >
        {() => (
          <div className="w-full">
            <Slider
              label={title}
              isLabelHidden
              value={held ?? Math.round(settings.playback.volume * 100)}
              max={100}
              step={5}
              formatValue={(value) => percent(value / 100)}
              onChange={setHeld}
              onCommit={(value) => {
                setHeld(null);
                change(title, volumeOf, { playback: { volume: value / 100 } });
              }}
            />
          </div>
        )}
      </SettingRow>
      <SwitchRow
        id="muted"
        title={t('settings.muted')}
        hint={t('settings.muted-hint')}
        part={({ playback: { muted } }) => ({ playback: { muted } })}
        isOn={settings.playback.muted}
        patchOf={(muted) => ({ playback: { muted } })}
      />
    </>
  );
}

const uploadOf: Pick1 = ({ limits: { uploadMb } }) => ({ limits: { uploadMb } });

/** What may come in, and how much this machine does at once. */
export function LimitsSection() {
  const { t, settings, api } = useWorkspace();
  const { change, reset, isChanged } = useChange();
  const [typed, setTyped] = useState<number | null>(null);
  const { data: storage } = useQuery({
    queryKey: ['diagnostics', 'storage'],
    queryFn: () => api.diagnostics.storage(),
  });
  const title = t('settings.upload');
  const { uploadMb, localRenders } = settings.limits;
  const cores = storage?.cores ?? 1;
  // What another machine of this library may have chosen stays a choice here.
  const most = Math.max(cores, localRenders === 'auto' ? 1 : localRenders);
  return (
    <>
      <SettingRow
        id="upload"
        title={title}
        hint={t('settings.upload-hint')}
        isChanged={isChanged(uploadOf)}
        onReset={() => reset(title, uploadOf)}
      >
        {(control) => (
          <NumberField
            {...control}
            value={typed ?? uploadMb}
            min={1}
            max={500}
            step={1}
            unit="MB"
            onChange={setTyped}
            onCommit={(value) => {
              setTyped(null);
              change(title, uploadOf, { limits: { uploadMb: Math.round(value) } });
            }}
          />
        )}
      </SettingRow>
      <ChoiceRow
        id="renders"
        title={t('settings.renders')}
        hint={t('settings.renders-hint')}
        part={({ limits }) => ({ limits: { localRenders: limits.localRenders } })}
        value={String(localRenders)}
        options={[
          {
            value: 'auto',
            label: storage === undefined ? t('settings.renders.auto-plain') : t('settings.renders.auto', { cores }),
          },
          ...Array.from({ length: Math.min(16, most) }, (_, index) => ({
            value: String(index + 1),
            label: String(index + 1),
          })),
        ]}
        patchOf={(value) => ({ limits: { localRenders: value === 'auto' ? 'auto' : Number(value) } })}
      />
    </>
  );
}
