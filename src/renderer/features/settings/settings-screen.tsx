import {
  ClipboardList,
  DatabaseBackup,
  Gauge,
  HardDrive,
  Info,
  Keyboard,
  KeyRound,
  Languages,
  Palette,
  Play,
  ScrollText,
  ShieldCheck,
} from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { DEFAULT_UI_SETTINGS } from '../../../shared/model/ui-settings.ts';
import type { UiSettings } from '../../../shared/model/ui-settings.ts';
import { classNames } from '../../lib/class-names.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { LucideIcon } from '../../ui/icon.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useCommands } from '../../workspace/use-commands.ts';
import { askedSection } from '../../workspace/settings-place.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { AboutSection } from './about-section.tsx';
import { BackupSection, useBackupNow } from './backup-section.tsx';
import { DiagnosticsSection, ReportDialog } from './diagnostics-section.tsx';
import { findCommands, KeyboardSection } from './keyboard-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { LogSection } from './log-section.tsx';
import { AppearanceSection, LanguageSection, LimitsSection, PlaybackSection } from './preference-sections.tsx';
import { PrivacySection } from './privacy-section.tsx';
import { ProvidersSection } from './providers-section.tsx';
import { SectionFailure } from './section-failure.tsx';
import { ENTRIES, findSettings, SECTIONS } from './setting-index.ts';
import type { Section } from './setting-index.ts';
import { ShownContext } from './shown-settings.ts';
import type { Shown } from './shown-settings.ts';

const PARTS: Record<Section, { icon: LucideIcon; content: ReactNode }> = {
  appearance: { icon: Palette, content: <AppearanceSection /> },
  language: { icon: Languages, content: <LanguageSection /> },
  playback: { icon: Play, content: <PlaybackSection /> },
  limits: { icon: Gauge, content: <LimitsSection /> },
  providers: { icon: KeyRound, content: <ProvidersSection /> },
  library: { icon: HardDrive, content: <LibrarySection /> },
  backups: { icon: DatabaseBackup, content: <BackupSection /> },
  privacy: { icon: ShieldCheck, content: <PrivacySection /> },
  diagnostics: { icon: ClipboardList, content: <DiagnosticsSection /> },
  log: { icon: ScrollText, content: <LogSection /> },
  keyboard: { icon: Keyboard, content: <KeyboardSection /> },
  about: { icon: Info, content: <AboutSection /> },
};

/** What each part of the settings holds, for its dot. */
const HELD: Partial<Record<Section, (settings: UiSettings) => unknown>> = {
  appearance: ({ theme, density, uiScale, motion, viewerSurround }) => [
    theme,
    density,
    uiScale,
    motion,
    viewerSurround,
  ],
  language: ({ language, thaiYear }) => [language, thaiYear],
  playback: ({ playback }) => [playback.loop, playback.volume, playback.muted],
  limits: ({ limits }) => [limits.uploadMb, limits.localRenders],
  providers: ({ models }) => [models.image, models.video],
};
const isChanged = (section: Section, settings: UiSettings): boolean => {
  const held = HELD[section];
  return held !== undefined && JSON.stringify(held(settings)) !== JSON.stringify(held(DEFAULT_UI_SETTINGS));
};

/** Settings of the window and the machine: applied at once, each with its way back. */
export function SettingsScreen() {
  const { t, platform } = useWorkspace();
  const [section, setSection] = useState<Section>(
    () => SECTIONS.find((known) => known === askedSection()) ?? 'appearance',
  );
  const [query, setQuery] = useState('');
  const [isReportOpen, setReportOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const centre = useRef<HTMLDivElement>(null);
  const backup = useBackupNow();
  const show = (next: Section): void => {
    setQuery('');
    setSection(next);
  };
  useEffect(() => {
    centre.current?.scrollTo(0, 0);
  }, [section, query]);
  useCommands({
    'edit.find': () => search.current?.focus(),
    'settings.backup': () => {
      show('backups');
      if (!backup.isPending) backup.mutate();
    },
    'settings.diagnostics': () => {
      show('diagnostics');
      setReportOpen(true);
    },
    'settings.log': () => show('log'),
  });

  const isSearching = query.trim() !== '';
  const found = useMemo(() => findSettings(query, t), [query, t]);
  const shown: Shown = { query, has: (id) => !isSearching || found.has(id) };
  const hasKeys = isSearching && (found.has('keys') || findCommands(query, t, platform).length > 0);
  const sections = isSearching
    ? SECTIONS.filter((name) =>
        name === 'keyboard' ? hasKeys : ENTRIES.some((entry) => entry.section === name && found.has(entry.id)),
      )
    : [section];

  return (
    <ScreenLayout
      title={t('settings.title')}
      subtitle={t('settings.at-once')}
      toolbar={
        <div className="w-64">
          <SearchField
            label={t('settings.search')}
            placeholder={t('settings.search')}
            clearLabel={t('settings.clear-search')}
            value={query}
            onChange={setQuery}
            inputRef={search}
          />
        </div>
      }
      left={{
        label: t('settings.sections'),
        content: <SectionList current={isSearching ? null : section} onShow={show} />,
      }}
    >
      <div
        ref={centre}
        role="region"
        aria-label={isSearching ? t('settings.search') : t(`settings.section.${section}`)}
        // A part of words alone must be scrollable by keys too.
        tabIndex={0}
        className="focus-inset min-h-0 grow overflow-y-auto px-6 py-4"
      >
        <div className="mx-auto flex max-w-200 flex-col gap-8">
          {backup.error !== null && (
            <SectionFailure error={backup.error} subject={t('settings.backup-now')} onRetry={() => backup.mutate()} />
          )}
          {sections.length === 0 && (
            <EmptyState title={t('settings.no-hits')} text={t('settings.no-hits-text', { query })} />
          )}
          <ShownContext value={shown}>
            {sections.map((name) => (
              <section key={name}>
                <h2 className="text-title-s">{t(`settings.section.${name}`)}</h2>
                {PARTS[name].content}
              </section>
            ))}
          </ShownContext>
        </div>
      </div>
      <ReportDialog isOpen={isReportOpen} onOpenChange={setReportOpen} />
    </ScreenLayout>
  );
}

function SectionList({ current, onShow }: { current: Section | null; onShow: (section: Section) => void }) {
  const { t, settings } = useWorkspace();
  return (
    <ul className="flex flex-col gap-px p-1">
      {SECTIONS.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-current={current === name ? 'page' : undefined}
            onClick={() => onShow(name)}
            className={classNames(
              'focus-inset flex min-h-control w-full items-center gap-2 rounded-control px-2 text-left text-base',
              current === name ? 'bg-sel text-text-1' : 'text-text-2 hover:bg-hover hover:text-text-1',
            )}
          >
            <Icon of={PARTS[name].icon} />
            <span className="min-w-0 grow">{t(`settings.section.${name}`)}</span>
            {isChanged(name, settings) && (
              <>
                <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-accent forced-colors:bg-[Highlight]" />
                <span className="sr-only">({t('settings.changed-mark')})</span>
              </>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
