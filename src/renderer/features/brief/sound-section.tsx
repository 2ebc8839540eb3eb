import { X } from 'lucide-react';
import { useState } from 'react';
import { voiceFileOf } from '../../../shared/model/brief-files.ts';
import type { BriefRecord } from '../../../shared/model/document.ts';
import { speakingSeconds } from '../../../shared/model/speaking-time.ts';
import { EXPORT_FORMATS } from '../../../shared/model/shot-terms.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Slider } from '../../ui/slider.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { Pair, Section } from './section.tsx';
import { NumberLine, TextLine } from './typed-fields.tsx';

type Audio = BriefRecord['audio'];

/** Takes a part out that is no longer given, so that the record stays as the schema has it. */
const audioWith = (audio: Audio, part: Partial<Record<keyof Audio, unknown>>): Audio =>
  Object.fromEntries(Object.entries({ ...audio, ...part }).filter(([, value]) => value !== undefined)) as Audio;

/** Music and voice. Files come by the asset board; here is how they are used. */
export function SoundSection({ fileNames }: { fileNames: ReadonlyMap<string, string> }) {
  const { t } = useWorkspace();
  const { percent, number } = useFormatters();
  const desk = useBriefDesk();
  const { brief, set } = desk;
  const { audio } = brief;
  const [volume, setVolume] = useState<number | null>(null);
  const change = (part: Partial<Record<keyof Audio, unknown>>): void =>
    set({ audio: audioWith(desk.now().audio, part) });
  const musicPaths = [
    ...(audio.music === undefined ? [] : [audio.music]),
    ...brief.assets.filter(({ role }) => role === 'music').map(({ path }) => path),
  ];
  const voiceFile = voiceFileOf(audio.voiceOver);
  const spoken = voiceFile === null ? speakingSeconds(audio.voiceOver ?? '') : 0;
  const spokenParams = { seconds: number(spoken, 1), film: number(brief.duration, 1) };
  const spokenHint =
    spoken > brief.duration ? (
      <span className="text-warn">{t('brief.spoken-long', spokenParams)}</span>
    ) : (
      t('brief.spoken', spokenParams)
    );
  return (
    <Section name="sound" title={t('brief.section.sound')}>
      <Pair>
        <div className="flex flex-col gap-4">
          <p className="text-base">
            <span className="block text-small font-medium text-text-2">{t('brief.music')}</span>
            {musicPaths.length === 0 ? (
              <span className="text-text-3">{t('brief.no-music')}</span>
            ) : (
              musicPaths.map((path) => fileNames.get(path) ?? path).join(', ')
            )}
          </p>
          <Slider
            label={t('brief.music-volume')}
            value={Math.round((volume ?? audio.musicVolume) * 100)}
            formatValue={(value) => percent(value / 100)}
            onChange={(value) => setVolume(value / 100)}
            onCommit={(value) => {
              setVolume(null);
              change({ musicVolume: value / 100 });
            }}
          />
        </div>
        <TextLine
          label={t('brief.music-style')}
          path="audio.musicStyle"
          rows={3}
          stored={audio.musicStyle ?? ''}
          placeholder={t('brief.music-style-placeholder')}
          onCommit={(text) => change({ musicStyle: text === '' ? undefined : text })}
          faultOf={(text) => desk.faultOf('audio', audioWith(audio, { musicStyle: text }), t('brief.music-style'))}
        />
      </Pair>
      {voiceFile === null ? (
        <TextLine
          label={t('brief.voice-over')}
          path="audio.voiceOver"
          rows={3}
          stored={audio.voiceOver ?? ''}
          hint={spoken === 0 ? t('brief.voice-over-hint') : spokenHint}
          placeholder={t('brief.voice-over-placeholder')}
          onCommit={(text) => change({ voiceOver: text === '' ? undefined : text })}
          faultOf={(text) => desk.faultOf('audio', audioWith(audio, { voiceOver: text }), t('brief.voice-over'))}
        />
      ) : (
        <p className="flex items-center gap-2 text-base">
          <span className="text-small font-medium text-text-2">{t('brief.voice-over')}</span>
          {fileNames.get(voiceFile) ?? voiceFile}
          <IconButton
            label={t('brief.remove', { what: t('brief.voice-over') })}
            icon={X}
            size="small"
            onClick={() => change({ voiceOver: undefined })}
          />
        </p>
      )}
    </Section>
  );
}

/** What comes out, and what it may cost. */
export function DeliverySection() {
  const { t } = useWorkspace();
  const { brief, set } = useBriefDesk();
  const { exportFormats: formats } = brief;
  return (
    <Section name="delivery" title={t('brief.section.delivery')}>
      <Pair>
        <fieldset className="flex flex-col gap-1" data-field="exportFormats">
          <legend className="mb-1 text-small font-medium text-text-2">{t('brief.formats')}</legend>
          <div className="flex flex-wrap gap-x-5 gap-y-1">
            {EXPORT_FORMATS.map((format) => (
              <Checkbox
                key={format}
                label={format.toUpperCase()}
                isChecked={formats.includes(format)}
                // One format at least: a film of none cannot be asked for.
                disabled={formats.length === 1 && formats.includes(format)}
                onChange={(isChecked) =>
                  set({
                    exportFormats: EXPORT_FORMATS.filter((one) => (one === format ? isChecked : formats.includes(one))),
                  })
                }
              />
            ))}
          </div>
        </fieldset>
        <NumberLine
          label={t('brief.budget')}
          path="budget"
          isOptional
          stored={brief.budget}
          unit="US$"
          hint={t('brief.budget-hint')}
          onCommit={(budget) => set({ budget })}
        />
      </Pair>
    </Section>
  );
}
