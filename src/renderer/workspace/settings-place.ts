import type { Workspace } from './workspace-context.ts';

/** Goes to one part of the settings. The part stands in the history entry, so that going back and forth comes to it too. */
export function goToSettings(go: Workspace['go'], section: string): void {
  go({ screen: 'settings' });
  window.history.replaceState({ section }, '');
}

/** The part of the settings that was asked for, if any. */
export function askedSection(): string | undefined {
  const state = window.history.state as { section?: unknown } | null;
  return typeof state?.section === 'string' ? state.section : undefined;
}
