import { Dices, RotateCcw } from 'lucide-react';
import { LOOKS, ratioOfBrief } from '../../../shared/model/brief.ts';
import { FRAME_RATES } from '../../../shared/model/frame-time.ts';
import type { Fps } from '../../../shared/model/frame-time.ts';
import type { BriefRecord } from '../../../shared/model/document.ts';
import { ASPECT_RATIOS, LANGUAGES, PLATFORMS } from '../../../shared/model/shot-terms.ts';
import type { Platform } from '../../../shared/model/shot-terms.ts';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { Switch } from '../../ui/switch.tsx';
import { wordOf } from '../../lib/words.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBriefDesk } from './brief-desk.tsx';
import { Pair, Section } from './section.tsx';
import { NumberLine, TextLine, WordList } from './typed-fields.tsx';

const LENGTHS = [15, 30, 60];
const LOOK_PRESETS = ['cinematic', 'documentary', 'product', 'animation'];
const MODEL_PRESETS = ['hd', 'upscale'];
const SEED_MAX = 4_294_967_295;

const ratioOf = (platform: Platform): string => ratioOfBrief({ platform });
const withRatio = ({ aspectRatio, platform }: BriefRecord): string =>
  aspectRatio === null ? ratioOf(platform) : aspectRatio;

/** Name, length, platform and looks: what kind of film it is. */
export function FilmSection({ boardRatio }: { boardRatio: string | null }) {
  const { t } = useWorkspace();
  const desk = useBriefDesk();
  const { brief, project, set, setProject } = desk;
  const { stylePresets: presets } = brief;
  const togglePreset = (preset: string): void =>
    set({ stylePresets: presets.includes(preset) ? presets.filter((one) => one !== preset) : [...presets, preset] });
  const others = presets.filter((preset) => ![...LOOK_PRESETS, ...MODEL_PRESETS].includes(preset.toLowerCase()));
  const ratioHint =
    boardRatio === null || boardRatio === withRatio(brief) ? undefined : t('brief.ratio-stays', { board: boardRatio });
  return (
    <Section name="film" title={t('brief.section.film')}>
      <Pair>
        <TextLine
          label={t('brief.name')}
          path="name"
          stored={project.name}
          onCommit={(name) => setProject({ name })}
          faultOf={(name) =>
            name === ''
              ? t('brief.name-needed')
              : name.length > 200
                ? t('issue.too-long', { field: t('brief.name'), found: name.length, limit: 200 })
                : undefined
          }
        />
        <NumberLine
          label={t('brief.duration')}
          path="duration"
          stored={brief.duration}
          unit={t('brief.seconds-unit')}
          onCommit={(duration) => duration !== null && set({ duration })}
          after={
            <span role="group" aria-label={t('brief.usual-lengths')} className="flex gap-1">
              {LENGTHS.map((seconds) => (
                <Chip
                  key={seconds}
                  label={t('brief.seconds', { seconds })}
                  isPressed={brief.duration === seconds}
                  onPress={() => set({ duration: seconds })}
                />
              ))}
            </span>
          }
        />
        <Field label={t('brief.platform')}>
          {(control) => (
            <Select
              control={control}
              value={brief.platform}
              onChange={(platform) => set({ platform })}
              options={PLATFORMS.map((platform) => ({
                value: platform,
                label: t(`brief.platform.${platform}`),
                secondary: ratioOf(platform),
              }))}
            />
          )}
        </Field>
        <Field label={t('brief.ratio')} hint={ratioHint}>
          {(control) => (
            <Select
              control={control}
              value={brief.aspectRatio ?? 'platform'}
              onChange={(ratio) => set({ aspectRatio: ASPECT_RATIOS.find((one) => one === ratio) ?? null })}
              options={[
                { value: 'platform', label: t('brief.ratio-of-platform', { ratio: ratioOf(brief.platform) }) },
                ...ASPECT_RATIOS.map((ratio) => ({ value: ratio, label: ratio, secondary: t(`brief.ratio.${ratio}`) })),
              ]}
            />
          )}
        </Field>
        <Field label={t('brief.language')} hint={t('brief.language-hint')}>
          {(control) => (
            <Select
              control={control}
              value={brief.language ?? 'auto'}
              onChange={(language) => set({ language: LANGUAGES.find((one) => one === language) ?? null })}
              options={[
                { value: 'auto', label: t('brief.language-auto') },
                ...LANGUAGES.map((language) => ({ value: language, label: t(`brief.language.${language}`) })),
              ]}
            />
          )}
        </Field>
        <div className="flex flex-col gap-1">
          <span className="text-small font-medium text-text-2">{t('brief.variations')}</span>
          <SegmentedControl
            label={t('brief.variations')}
            value={String(brief.variations)}
            onChange={(count) => set({ variations: Number(count) })}
            options={['1', '2', '3'].map((count) => ({ value: count, label: count }))}
          />
          <span className="text-small text-text-3">{t('brief.variations-hint')}</span>
        </div>
      </Pair>
      <WordList
        label={t('brief.keywords')}
        path="keywords"
        words={brief.keywords}
        onChange={(keywords) => set({ keywords })}
        faultOf={(words) => desk.faultOf('keywords', words, t('brief.keywords'))}
        placeholder={t('brief.keywords-placeholder')}
      />
      <div className="flex flex-col gap-1">
        <span className="text-small font-medium text-text-2">{t('brief.presets')}</span>
        <div
          role="group"
          aria-label={t('brief.presets')}
          data-field="stylePresets"
          tabIndex={-1}
          className="flex flex-wrap gap-1 rounded-chip"
        >
          {[...LOOK_PRESETS, ...MODEL_PRESETS].map((preset) => (
            <Chip
              key={preset}
              label={wordOf(t, 'brief.preset', preset)}
              isPressed={presets.includes(preset)}
              onPress={() => togglePreset(preset)}
            />
          ))}
          {others.map((preset) => (
            <Chip
              key={preset}
              label={preset}
              removeLabel={t('brief.remove', { what: preset })}
              onRemove={() => togglePreset(preset)}
            />
          ))}
        </div>
        <span className="text-small text-text-3">{t('brief.presets-hint')}</span>
      </div>
      <Pair>
        <FrameRateField isFixed={boardRatio !== null} />
        <div className="flex flex-col gap-1">
          <span className="text-small font-medium text-text-2">{t('brief.look')}</span>
          <SegmentedControl
            label={t('brief.look')}
            value={brief.look}
            onChange={(look) => set({ look })}
            options={LOOKS.map((look) => ({ value: look, label: t(`brief.look.${look}`) }))}
          />
          <span className="text-small text-text-3">{t('brief.look-hint')}</span>
        </div>
        <NumberLine
          label={t('brief.seed')}
          path="seed"
          stored={brief.seed}
          hint={t('brief.seed-hint')}
          onCommit={(seed) => seed !== null && set({ seed })}
          after={
            <>
              <IconButton
                label={t('brief.seed-other')}
                icon={Dices}
                onClick={() => set({ seed: Math.floor(Math.random() * SEED_MAX) })}
              />
              {brief.seed !== 1 && (
                <IconButton label={t('brief.seed-first')} icon={RotateCcw} onClick={() => set({ seed: 1 })} />
              )}
            </>
          }
        />
      </Pair>
      <Switch
        label={t('brief.slate')}
        hint={t('brief.slate-hint')}
        isOn={brief.slate}
        onChange={(slate) => set({ slate })}
      />
    </Section>
  );
}

/** The clock of the film: chosen before the first board, since everything on a board is counted in its frames. */
function FrameRateField({ isFixed }: { isFixed: boolean }) {
  const { t, api, reportError } = useWorkspace();
  const { editor } = useBriefDesk();
  const fps = useDocument(({ frame }) => frame.fps);
  const choose = async (wanted: Fps): Promise<void> => {
    try {
      await editor.autosave.flush();
      await api.briefs.setFrameRate({ projectId: editor.projectId, fps: wanted });
      await editor.refresh();
    } catch (error) {
      reportError(error);
    }
  };
  return (
    <Field label={t('brief.fps')} hint={isFixed ? t('brief.fps-fixed') : undefined}>
      {(control) => (
        <Select
          control={control}
          value={String(fps ?? 24)}
          disabled={isFixed}
          onChange={(text) => {
            const wanted = FRAME_RATES.find((rate) => String(rate) === text);
            if (wanted !== undefined) void choose(wanted);
          }}
          options={FRAME_RATES.map((rate) => ({ value: String(rate), label: t('shell.fps', { fps: rate }) }))}
        />
      )}
    </Field>
  );
}
