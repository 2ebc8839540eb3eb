import { PanelLeftOpen, PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Splitter } from '../ui/splitter.tsx';
import { INSPECTOR, LEFT, useIsNarrow, usePanelMemory } from './panel-memory.ts';
import { commandTooltip, useCommands } from './use-commands.ts';
import { useWorkspace } from './workspace-context.ts';

export interface SidePanel {
  /** The name of the region. */
  label: string;
  content: ReactNode;
}

export interface ScreenLayoutProps {
  /** The screen's heading; takes the focus when the screen comes. */
  title: string;
  /** Shown beside the heading: counts, a state. */
  subtitle?: ReactNode;
  /** Controls at the right of the heading. */
  toolbar?: ReactNode;
  left?: SidePanel;
  inspector?: SidePanel;
  /** A fixed row under the centre. */
  strip?: ReactNode;
  children: ReactNode;
}

/** One screen: panel, centre, inspector and strip, with splitters whose places are remembered. */
export function ScreenLayout({ title, subtitle, toolbar, left, inspector, strip, children }: ScreenLayoutProps) {
  const workspace = useWorkspace();
  const { t, route } = workspace;
  const [panels, change] = usePanelMemory(route.screen);
  const isNarrow = useIsNarrow();
  // Over the centre it starts closed, so that the work is seen first.
  const [isOverlayOpen, setOverlayOpen] = useState(false);
  const leftId = useId();
  const inspectorId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    // A field that asked for the focus itself, or a dialog on top, keeps it.
    if (activeElement === null || activeElement === document.body || activeElement.closest('[data-shell]') !== null)
      heading.current?.focus({ preventScroll: true });
  }, []);

  const isLeftCollapsed = panels.isLeftCollapsed === true;
  const isInspectorShown = isNarrow ? isOverlayOpen : panels.isInspectorCollapsed !== true;
  const showInspector = (isShown: boolean): void => {
    if (isNarrow) setOverlayOpen(isShown);
    else change({ isInspectorCollapsed: !isShown });
  };
  useCommands({
    ...(left === undefined ? {} : { 'panel.left': () => change({ isLeftCollapsed: !isLeftCollapsed }) }),
    ...(inspector === undefined ? {} : { 'panel.inspector': () => showInspector(!isInspectorShown) }),
  });

  return (
    <div className="relative flex min-h-0 min-w-0 grow">
      {left !== undefined && (
        <>
          {!isLeftCollapsed && (
            <nav
              id={leftId}
              aria-label={left.label}
              data-landmark
              tabIndex={-1}
              className="focus-inset flex min-h-0 shrink-0 flex-col overflow-y-auto bg-panel"
              style={{ width: panels.leftPx ?? LEFT.defaultPx }}
            >
              {left.content}
            </nav>
          )}
          <Splitter
            {...LEFT}
            axis="x"
            label={t('shell.resize', { panel: left.label })}
            controls={leftId}
            sizePx={panels.leftPx ?? LEFT.defaultPx}
            isCollapsed={isLeftCollapsed}
            onSize={(leftPx) => change({ leftPx })}
            onCollapse={(isCollapsed) => change({ isLeftCollapsed: isCollapsed })}
          />
        </>
      )}
      <main
        aria-label={title}
        data-landmark="main"
        tabIndex={-1}
        className="focus-inset flex min-h-0 min-w-0 grow flex-col bg-app"
      >
        <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
          {left !== undefined && isLeftCollapsed && (
            <IconButton
              {...commandTooltip('panel.left', workspace)}
              icon={PanelLeftOpen}
              onClick={() => change({ isLeftCollapsed: false })}
            />
          )}
          <h1
            ref={heading}
            tabIndex={-1}
            className="min-w-0 truncate rounded-chip text-title-s outline-offset-2"
            title={title}
          >
            {title}
          </h1>
          {subtitle !== undefined && <div className="min-w-0 text-small text-text-3">{subtitle}</div>}
          <div className="ml-auto flex flex-wrap items-center gap-2">
            {toolbar}
            {inspector !== undefined && (
              <IconButton
                {...commandTooltip('panel.inspector', workspace)}
                icon={isInspectorShown ? PanelRightClose : PanelRightOpen}
                isPressed={isInspectorShown}
                onClick={() => showInspector(!isInspectorShown)}
              />
            )}
          </div>
        </header>
        <div className="flex min-h-0 min-w-0 grow flex-col">{children}</div>
        {strip}
      </main>
      {inspector !== undefined && (
        <>
          {!isNarrow && (
            <Splitter
              {...INSPECTOR}
              axis="x"
              isReversed
              label={t('shell.resize', { panel: inspector.label })}
              controls={inspectorId}
              sizePx={panels.inspectorPx ?? INSPECTOR.defaultPx}
              isCollapsed={!isInspectorShown}
              onSize={(inspectorPx) => change({ inspectorPx })}
              onCollapse={(isCollapsed) => showInspector(!isCollapsed)}
            />
          )}
          {isInspectorShown && (
            <aside
              id={inspectorId}
              aria-label={inspector.label}
              data-landmark
              tabIndex={-1}
              className={classNames(
                'focus-inset flex min-h-0 shrink-0 flex-col overflow-y-auto bg-panel',
                isNarrow && 'surface absolute top-11 right-0 bottom-0 z-sticky border-l border-line shadow-overlay',
              )}
              style={{ width: panels.inspectorPx ?? INSPECTOR.defaultPx }}
            >
              {inspector.content}
            </aside>
          )}
        </>
      )}
    </div>
  );
}
