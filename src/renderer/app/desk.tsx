import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Platform } from '../../shared/commands/command-types.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import { mergeUiSettings } from '../../shared/model/ui-settings.ts';
import type { UiSettings, UiSettingsPatch } from '../../shared/model/ui-settings.ts';
import { failureOf, isAway } from '../client/api.ts';
import type { Api } from '../client/api.ts';
import { createAppearance } from '../lib/appearance.ts';
import { createFormatters } from '../lib/formatters.ts';
import { createToastQueue } from '../ui/toast.tsx';
import { UiRoot } from '../ui/ui-root.tsx';
import { createCommandCenter } from '../workspace/command-center.ts';
import { createIntake } from '../workspace/drop.ts';
import { ProjectEditorProvider } from '../workspace/project-editor.tsx';
import { createRouter, FIRST_ROUTE, formatRoute } from '../workspace/route.ts';
import { WorkspaceContext } from '../workspace/workspace-context.ts';
import type { Capabilities, Workspace } from '../workspace/workspace-context.ts';
import { appearanceOf, keepAppearance, readAppearance } from './appearance-memory.ts';
import { commandMemory } from './command-memory.ts';
import { Frame } from './frame.tsx';
import { focusMain } from './regions.ts';
import { createSettingsQueue } from './settings-queue.ts';
import type { DrawerTab } from './drawer.tsx';

const platformOf = (name: string): Platform =>
  /mac|iphone|ipad/i.test(name) ? 'mac' : /win/i.test(name) ? 'windows' : 'linux';

export interface DeskProps {
  api: Api;
  capabilities: Capabilities;
  firstSettings: UiSettings;
  connection: 'open' | 'lost';
  /** The server that came back knows this window no longer. */
  isStranger: boolean;
  onHint(listener: (event: AppEvent) => void): () => void;
}

/** Builds the workspace and puts the frame of the window into it. */
export function Desk({ api, capabilities, firstSettings, connection, isStranger, onHint }: DeskProps) {
  const queries = useQueryClient();
  const [choices] = useState(() =>
    createSettingsQueue({
      send: (patch) => api.settings.update(patch),
      // A connection that broke in the middle of a call gives an error without a code.
      isAway: (error) => isAway(error) || typeof (error as { code?: unknown }).code !== 'string',
    }),
  );
  const { data: settings } = useQuery({
    queryKey: ['settings'],
    queryFn: async () => choices.over(await api.settings.get()),
    initialData: firstSettings,
  });
  const [router] = useState(() => createRouter(window));
  const route = useSyncExternalStore(router.subscribe, router.get);
  const [parts] = useState(() => ({
    commands: createCommandCenter((id) => commandMemory.note(id, Date.now())),
    toasts: createToastQueue(),
    intake: createIntake(),
    appearance: createAppearance(
      document.documentElement,
      (query) => window.matchMedia(query),
      readAppearance() ?? appearanceOf(firstSettings),
    ),
  }));
  const [banner, setBanner] = useState<string | null>(null);
  const closeBanner = useCallback(() => {
    setBanner(null);
    focusMain();
  }, []);
  const [drawer, setDrawer] = useState<DrawerTab | null>(null);
  const { language } = appearanceOf(settings);
  const t = useMemo(() => createTranslate(language), [language]);
  const formatters = useMemo(
    () => createFormatters({ language, thaiYear: settings.thaiYear }),
    [language, settings.thaiYear],
  );

  const appearanceText = JSON.stringify(appearanceOf(settings));
  useEffect(() => {
    const next = JSON.parse(appearanceText) as ReturnType<typeof appearanceOf>;
    parts.appearance.set(next);
    keepAppearance(next);
  }, [parts, appearanceText]);
  useEffect(() => {
    document.documentElement.dataset['surround'] = settings.viewerSurround;
  }, [settings.viewerSurround]);

  const reportError = useCallback(
    (error: unknown) => {
      // A server that is away says so itself, on the status bar.
      if (!isAway(error)) setBanner(describeError(failureOf(error), t));
    },
    [t],
  );
  useEffect(
    () =>
      choices.onRefused((error) => {
        reportError(error);
        void queries.invalidateQueries({ queryKey: ['settings'] });
      }),
    [choices, queries, reportError],
  );
  useEffect(() => {
    if (connection === 'open') choices.wake();
  }, [connection, choices]);
  const setSettings = useCallback(
    (patch: UiSettingsPatch) => {
      queries.setQueryData<UiSettings>(['settings'], (old) => mergeUiSettings(old ?? firstSettings, patch));
      choices.choose(patch);
    },
    [choices, queries, firstSettings],
  );

  // Back to where the window was, unless the address names a place itself.
  const isPlaced = useRef(false);
  useEffect(() => {
    if (isPlaced.current) return;
    isPlaced.current = true;
    if (firstSettings.lastRoute !== null && !window.location.hash.startsWith('#/')) router.go(firstSettings.lastRoute);
  }, [router, firstSettings]);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const held = queries.getQueryData<UiSettings>(['settings'])?.lastRoute ?? FIRST_ROUTE;
      if (formatRoute(held) !== formatRoute(route)) setSettings({ lastRoute: route });
    }, 800);
    return () => window.clearTimeout(timer);
  }, [route, queries, setSettings]);

  const value = useMemo<Workspace>(
    () => ({
      ...parts,
      api,
      t,
      language,
      route,
      go: router.go,
      settings,
      setSettings,
      platform: platformOf(navigator.platform),
      capabilities,
      connection,
      onHint,
      showDrawer: setDrawer,
      reportError,
    }),
    [parts, api, t, language, route, router, settings, setSettings, capabilities, connection, onHint, reportError],
  );
  return (
    <UiRoot formatters={formatters}>
      <WorkspaceContext value={value}>
        <ProjectEditorProvider>
          <Frame isStranger={isStranger} drawer={drawer} banner={banner} onBannerClose={closeBanner} />
        </ProjectEditorProvider>
      </WorkspaceContext>
    </UiRoot>
  );
}
