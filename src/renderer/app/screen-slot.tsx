import { Component, createElement, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { describeError } from '../../shared/i18n/describe-error.ts';
import type { Screen } from '../../shared/model/screens.ts';
import { failureOf } from '../client/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useProjectEditorState } from '../workspace/project-editor.tsx';
import { ScreenLayout } from '../workspace/screen-layout.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { screenCode } from './screen-code.ts';
import type { ScreenCode } from './screen-code.ts';

/** Screens come when they are first shown; the library, which is shown first, starts with less to read. */
const PAGES: Record<Screen, ScreenCode> = {
  library: screenCode(() => import('../features/library/library-screen.tsx'), 'LibraryScreen'),
  brief: screenCode(() => import('../features/brief/brief-screen.tsx'), 'BriefScreen'),
  storyboard: screenCode(() => import('../features/storyboard/storyboard-screen.tsx'), 'StoryboardScreen'),
  jobs: screenCode(() => import('../features/jobs/jobs-screen.tsx'), 'JobsScreen'),
  export: screenCode(() => import('../features/export/export-screen.tsx'), 'ExportScreen'),
  settings: screenCode(() => import('../features/settings/settings-screen.tsx'), 'SettingsScreen'),
};

/** What a person hands on to whoever helps. */
function faultText(screen: Screen, fault: unknown): string {
  const told = fault instanceof Error ? (fault.stack ?? `${fault.name}: ${fault.message}`) : String(fault);
  return `${screen}\n${told}`;
}

const copy = (text: string): void => {
  // Refused by the system: the words stand on the screen still.
  navigator.clipboard.writeText(text).catch(() => undefined);
};

const SHOWS_PROJECT: ReadonlySet<Screen> = new Set<Screen>(['brief', 'storyboard', 'export']);

/** The screen of the route, or why it is not there. */
export function ScreenSlot() {
  const { t, route, go } = useWorkspace();
  const project = useProjectEditorState();
  const code = PAGES[route.screen];
  // Whoever comes back to a screen that failed asks for it again.
  useEffect(() => () => code.renew(), [code]);
  const title = t(`command.go.${route.screen}`);
  if (SHOWS_PROJECT.has(route.screen) && project.kind !== 'open') {
    return (
      <ScreenLayout title={title}>
        {project.kind === 'failed' ? (
          <div className="mx-auto w-full max-w-140 p-6">
            <ErrorState
              title={t('shell.project-failed-title')}
              subject={route.projectId ?? ''}
              reason={describeError(failureOf(project.error), t)}
              copyLabel={t('shell.copy-details')}
              onCopyDetails={() => copy(JSON.stringify(failureOf(project.error)))}
              action={
                <>
                  <Button tone="primary" onClick={project.retry}>
                    {t('shell.again')}
                  </Button>
                  <Button onClick={() => go({ screen: 'library', projectId: null })}>{t('shell.to-library')}</Button>
                </>
              }
            />
          </div>
        ) : (
          <Waiting />
        )}
      </ScreenLayout>
    );
  }
  return (
    <ScreenGuard
      fallback={(fault, again) => (
        <ScreenLayout title={title}>
          <div className="mx-auto w-full max-w-140 p-6">
            <ErrorState
              title={t('shell.screen-failed-title')}
              subject={title}
              reason={t('shell.screen-failed')}
              copyLabel={t('shell.copy-details')}
              onCopyDetails={() => copy(faultText(route.screen, fault))}
              action={
                <Button
                  tone="primary"
                  onClick={() => {
                    code.renew();
                    again();
                  }}
                >
                  {t('shell.reopen')}
                </Button>
              }
            />
          </div>
        </ScreenLayout>
      )}
    >
      <Suspense fallback={<ScreenLayout title={title}>{<Waiting />}</ScreenLayout>}>
        <Page of={code} />
      </Suspense>
    </ScreenGuard>
  );
}

/** Takes the code when it is drawn: after a renewal that is another one. */
function Page({ of }: { of: ScreenCode }) {
  return createElement(of.page());
}

function Waiting() {
  return (
    <div aria-busy className="grid grid-cols-3 gap-4 p-4">
      {[1, 2, 3, 4, 5, 6].map((at) => (
        <Skeleton key={at} className="aspect-video w-full" />
      ))}
    </div>
  );
}

interface GuardProps {
  fallback: (fault: unknown, again: () => void) => ReactNode;
  children: ReactNode;
}

/** Keeps a fault of one screen from taking the window with it. React has no other form for this than a class. */
class ScreenGuard extends Component<GuardProps, { broken: { fault: unknown } | null }> {
  override state: { broken: { fault: unknown } | null } = { broken: null };

  static getDerivedStateFromError(fault: unknown): { broken: { fault: unknown } } {
    return { broken: { fault } };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === null) return this.props.children;
    return this.props.fallback(broken.fault, () => this.setState({ broken: null }));
  }
}
