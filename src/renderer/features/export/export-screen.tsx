import { Download } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { ExportView } from '../../../shared/contract/exports.ts';
import type { ExportSettings } from '../../../shared/model/export-settings.ts';
import { failureOf } from '../../client/api.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useEditor } from '../../workspace/project-editor.tsx';
import { useCommands, usePredicates } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { EarlierExports } from './earlier-exports.tsx';
import { EstimateTable } from './estimate-table.tsx';
import { ExportNotes } from './export-notes.tsx';
import { ExportProgress } from './export-progress.tsx';
import { ExportResult } from './export-result.tsx';
import { ExportStage } from './export-stage.tsx';
import { isOpenExport } from './export-words.ts';
import { PresetList } from './preset-list.tsx';
import { SettingsPanel } from './settings-panel.tsx';
import type { ChosenFolder } from './settings-panel.tsx';
import { isWhole, useEstimate, useExports, useExportSettings, useOpenProject } from './use-export.ts';
import { useFileActions } from './use-file-actions.ts';

/** Finished files out of the open project. */
export function ExportScreen() {
  const { t, route } = useWorkspace();
  if (route.projectId === null) return <ScreenLayout title={t('command.go.export')}>{null}</ScreenLayout>;
  return <ExportDesk key={route.projectId} projectId={route.projectId} />;
}

function ExportDesk({ projectId }: { projectId: string }) {
  const workspace = useWorkspace();
  const { t, api, commands, toasts, reportError } = workspace;
  const { duration } = useFormatters();
  const editor = useEditor();
  const project = useOpenProject(projectId);
  const list = useExports(projectId);
  const [settings, setSettings] = useExportSettings(projectId);
  const [folder, setFolder] = useState<ChosenFolder | null>(null);
  const estimate = useEstimate(projectId, settings, folder?.id ?? null);
  /** Undefined: nobody chose; an export under work is then shown. Null: the settings are. */
  const queries = useQueryClient();
  const [chosenId, setChosenId] = useState<string | null | undefined>(() =>
    queries.getQueryData<string>(['shown-export', projectId]),
  );
  useEffect(() => {
    queries.removeQueries({ queryKey: ['shown-export', projectId] });
  }, [queries, projectId]);
  const [played, setPlayed] = useState<{ exportId: string; key: string } | null>(null);
  const [isStarting, setStarting] = useState(false);
  const actions = useFileActions();
  const scroller = useRef<HTMLDivElement>(null);

  const all = list.data?.exports ?? [];
  const open = all.find(isOpenExport);
  const shown = chosenId === undefined ? open : all.find(({ exportId }) => exportId === chosenId);
  const working = shown !== undefined && isOpenExport(shown) ? shown : undefined;
  const result = shown !== undefined && !isOpenExport(shown) ? shown : undefined;
  const playedKey = played !== null && played.exportId === result?.exportId ? played.key : null;
  const firstDone = result?.files.find(({ kind, state }) => kind === 'film' && state === 'done');
  const canStart =
    settings !== undefined &&
    isWhole(settings) &&
    estimate.data?.canExport === true &&
    !isStarting &&
    open === undefined;

  const start = (): void => {
    if (settings === undefined || !canStart) return;
    setStarting(true);
    // The film is of what is seen: what still waits to be saved goes first.
    Promise.resolve(editor?.autosave.flush())
      .then(() => api.exports.start({ projectId, settings, ...(folder === null ? {} : { folderId: folder.id }) }))
      .then(async ({ exportId }) => {
        await list.refetch();
        setChosenId(exportId);
        setPlayed(null);
      }, reportError)
      .finally(() => setStarting(false));
  };
  const copySettings = (): void => {
    const wanted = shown?.settings ?? settings;
    navigator.clipboard
      .writeText(JSON.stringify(wanted, null, 2))
      .then(() => toasts.success(t('export.copied')), reportError);
  };
  const again = (): void => {
    if (result === undefined) return;
    setSettings(result.settings);
    setChosenId(null);
  };
  const play = (key: string): void => {
    if (shown !== undefined) setPlayed({ exportId: shown.exportId, key });
  };

  usePredicates({
    exportable: canStart,
    'job-open': open !== undefined,
    film: firstDone !== undefined,
  });
  useCommands({
    'export.start': start,
    'export.copySettings': copySettings,
    // Always bound: what is not possible says why in menu and palette.
    'export.cancel': () =>
      open !== undefined && void api.exports.cancel({ exportId: open.exportId }).catch(reportError),
    'export.play': () => firstDone !== undefined && play(firstDone.key),
    'export.again': again,
    'export.download': () => result !== undefined && actions.downloadAll(result),
    // Without a file manager at hand the file is shown where it can be seen.
    'export.reveal': () => {
      if (firstDone === undefined) return;
      if (workspace.capabilities.revealInFolder) actions.reveal(firstDone);
      else play(firstDone.key);
    },
  });

  const shownId = shown?.exportId;
  // What is followed stays on screen when it ends: the result is what was waited for.
  if (chosenId === undefined && open !== undefined) setChosenId(open.exportId);
  // Another thing is shown from its top: the player is there.
  useEffect(() => {
    // The property, not the method: newer browsers give a promise for that, which an effect must not return.
    if (scroller.current !== null) scroller.current.scrollTop = 0;
  }, [shownId]);

  const { data } = project;
  const use = ({ settings: wanted }: ExportView): void => {
    setSettings(wanted);
    setChosenId(null);
    toasts.success(t('export.settings-used'));
  };
  const change = (next: ExportSettings): void => {
    setSettings(next);
    if (result !== undefined) setChosenId(null);
  };
  const count = estimate.data?.files.length ?? 0;
  const isEmpty = estimate.data?.notes.some(({ code }) => code === 'no-shots') === true;

  return (
    <ScreenLayout
      title={t('command.go.export')}
      {...(data === undefined || estimate.data === undefined
        ? {}
        : { subtitle: `${data.name} · ${duration(estimate.data.filmDurationMs)} · ${data.ratio}` })}
      toolbar={
        <Button
          tone="primary"
          icon={Download}
          isBusy={isStarting}
          disabled={!canStart}
          onClick={() => commands.run('export.start')}
        >
          {count <= 1 ? t('export.start-one') : t('export.start-files', { count })}
        </Button>
      }
      {...(data === undefined
        ? {}
        : {
            left: {
              label: t('export.presets'),
              content: (
                <PresetList
                  ratio={data.ratio}
                  hasCaptions={estimate.data?.hasCaptions ?? true}
                  settings={settings}
                  onChange={change}
                />
              ),
            },
          })}
      {...(settings === undefined || data === undefined
        ? {}
        : {
            inspector: {
              label: t('export.settings'),
              content: (
                <SettingsPanel
                  ratio={data.ratio}
                  settings={settings}
                  estimate={estimate.data}
                  folder={folder}
                  onChange={change}
                  onFolder={setFolder}
                />
              ),
            },
          })}
    >
      {project.error !== null || (list.error !== null && list.data === undefined) ? (
        <div className="mx-auto w-full max-w-140 p-6">
          <ErrorState
            title={t('export.failed-title')}
            subject={projectId}
            reason={describeError(failureOf(project.error ?? list.error), t)}
            copyLabel={t('jobs.copy-error')}
            onCopyDetails={() =>
              void navigator.clipboard.writeText(JSON.stringify(failureOf(project.error ?? list.error)))
            }
            action={
              <Button
                tone="primary"
                onClick={() => {
                  void project.refetch();
                  void list.refetch();
                }}
              >
                {t('jobs.retry')}
              </Button>
            }
          />
        </div>
      ) : isEmpty ? (
        <EmptyState
          title={t('export.empty-title')}
          text={t('export.empty')}
          action={
            <Button tone="primary" size="large" onClick={() => workspace.go({ screen: 'storyboard' })}>
              {t('export.to-storyboard')}
            </Button>
          }
        />
      ) : (
        <div ref={scroller} className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-4">
          {data === undefined ? (
            <Skeleton isPicture className="aspect-video w-full" />
          ) : (
            <ExportStage project={data} working={working} result={result} playedKey={playedKey} />
          )}
          <div className="mx-auto flex w-full max-w-240 flex-col gap-4">
            {working !== undefined && <ExportProgress view={working} onPlay={play} />}
            {result !== undefined && <ExportResult view={result} playedKey={playedKey} onPlay={play} onAgain={again} />}
            {shown === undefined && (
              <>
                {estimate.data !== undefined && <ExportNotes notes={estimate.data.notes} />}
                {settings !== undefined && !isWhole(settings) ? (
                  <p className="text-base text-text-2">{t('export.choose-one')}</p>
                ) : estimate.data === undefined ? (
                  <p aria-busy className="text-base text-text-3">
                    {estimate.error === null ? t('export.estimating') : describeError(failureOf(estimate.error), t)}
                  </p>
                ) : (
                  <EstimateTable estimate={estimate.data} isOld={estimate.isOld} />
                )}
              </>
            )}
            <EarlierExports
              exports={all.filter((view) => !isOpenExport(view))}
              shownId={result?.exportId ?? null}
              onShow={(exportId) => {
                setChosenId(exportId);
                setPlayed(null);
              }}
              onUse={use}
            />
          </div>
        </div>
      )}
    </ScreenLayout>
  );
}
