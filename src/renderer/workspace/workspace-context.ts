import { createContext, use } from 'react';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { Platform } from '../../shared/commands/command-types.ts';
import type { Screen } from '../../shared/model/screens.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { UiSettings, UiSettingsPatch } from '../../shared/model/ui-settings.ts';
import type { Api } from '../client/api.ts';
import type { AppearanceController } from '../lib/appearance.ts';
import type { ToastQueue } from '../ui/toast.tsx';
import type { CommandCenter } from './command-center.ts';
import type { Intake } from './drop.ts';
import type { Route } from './route.ts';

export type Capabilities = Awaited<ReturnType<Api['system']['capabilities']>>;

/** This room is what a feature needs of the window around it: calls, words, place, commands, messages. */
export interface Workspace {
  /** Rejects while the server is away (`isAway`). */
  api: Api;
  t: Translate;
  language: 'en' | 'th';
  route: Route;
  /** Without a project id the open project stays. */
  go(to: { screen: Screen; projectId?: string | null }): void;
  commands: CommandCenter;
  /** Success and undo only; a failure lives on its object. */
  toasts: ToastQueue;
  intake: Intake;
  appearance: AppearanceController;
  settings: UiSettings;
  /** Applies at once; is stored in the library behind it. */
  setSettings(patch: UiSettingsPatch): void;
  platform: Platform;
  capabilities: Capabilities;
  connection: 'open' | 'lost';
  /** Every hint of the server as it comes; answers kept by key follow them by themselves. Gives how to stop. */
  onHint(listener: (event: AppEvent) => void): () => void;
  /** Opens and closes the drawer on one of its tabs. */
  showDrawer(tab: 'jobs' | 'history' | null): void;
  /** For failures that have no object on the screen: one banner, with what to do. A server that is away says so itself. */
  reportError(error: unknown): void;
}

export const WorkspaceContext = createContext<Workspace | null>(null);

/** The window around the caller. Throws outside of it: a mistake in the program. */
export function useWorkspace(): Workspace {
  const workspace = use(WorkspaceContext);
  if (workspace === null) throw new Error('no workspace around this component');
  return workspace;
}
