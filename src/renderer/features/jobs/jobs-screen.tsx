import { Pause, Play, RefreshCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { Work } from '../../../shared/contract/jobs.ts';
import { failureOf } from '../../client/api.ts';
import { useElementSize } from '../../lib/use-element-size.ts';
import { Button } from '../../ui/button.tsx';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { commandMenu, useCommands, useCommandsVersion, usePredicates } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { CancelQuestion } from './cancel-question.tsx';
import { JobDetails } from './job-details.tsx';
import { JobFacts, JobPicture } from './job-row.tsx';
import { useJobActions, useJobBoard, useJobList, useLiveWork } from './use-jobs.ts';
import type { KindFilter, WorkFilter } from './use-jobs.ts';
import { useNow } from './use-now.ts';

const ROW_PX = 68;

const MENU = [
  'job.details',
  'job.openProject',
  'line',
  'job.retry',
  'job.cancel',
  'job.copyError',
  'line',
  'job.dismiss',
  'job.retryAll',
] as const;

/** Every film and export with its stages, items, checks and failures. */
export function JobsScreen() {
  const workspace = useWorkspace();
  const { t, go } = workspace;
  const [filter, setFilter] = useState<WorkFilter>('all');
  const [kind, setKind] = useState<KindFilter>('all');
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const list = useJobList(filter, kind);
  const board = useJobBoard();
  const actions = useJobActions();
  const nowMs = useNow();
  useCommandsVersion();

  const works = list.data?.pages.flatMap((page) => page.works) ?? [];
  const at = Math.max(
    0,
    works.findIndex(({ id }) => id === selectedId),
  );
  const selected = works[at];
  const failed = board.data?.failed ?? [];
  const isPaused = board.data?.isPaused === true;
  const details = useRef<HTMLDivElement>(null);

  usePredicates({
    'selection-one': selected !== undefined,
    'job-open': selected?.canCancel === true,
    'job-failed': failed.length > 0 || selected?.canRetry === true,
  });
  const onFailed = (act: (work: Work) => void) => (): void => {
    if (selected?.isFailed === true) act(selected);
  };
  useCommands({
    'job.details': () => {
      if (workspace.commands.isBound('panel.inspector') && details.current === null)
        workspace.commands.run('panel.inspector');
      requestAnimationFrame(() => details.current?.focus());
    },
    'job.cancel': () => selected?.canCancel === true && actions.cancel(selected),
    'job.retry': () => selected?.canRetry === true && actions.retry(selected),
    'job.retryAll': actions.retryAll,
    'job.dismiss': onFailed((work) => actions.dismiss([work.id])),
    'job.copyError': onFailed((work) => actions.copyError(work)),
    'job.openProject': () => selected !== undefined && actions.open(selected),
    'job.pause': () => actions.setPaused(!isPaused),
  });

  const isEmpty = list.data !== undefined && works.length === 0;
  return (
    <ScreenLayout
      title={t('command.go.jobs')}
      {...(isPaused ? { subtitle: <span className="text-warn">{t('jobs.paused-note')}</span> } : {})}
      toolbar={
        <>
          {failed.length > 0 && (
            <Button icon={RefreshCw} onClick={() => workspace.commands.run('job.retryAll')}>
              {t('jobs.retry-all', { count: failed.length })}
            </Button>
          )}
          <Button icon={isPaused ? Play : Pause} onClick={() => workspace.commands.run('job.pause')}>
            {t(isPaused ? 'jobs.resume' : 'jobs.pause')}
          </Button>
        </>
      }
      inspector={{
        label: t('jobs.inspector'),
        content: (
          <div ref={details} tabIndex={-1} className="focus-inset min-h-0 grow">
            <JobDetails work={selected} actions={actions} />
          </div>
        ),
      }}
    >
      {actions.toCancel !== null && (
        <CancelQuestion work={actions.toCancel} onClose={actions.keepGoing} onCancel={actions.cancelPaid} />
      )}
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2">
        <SegmentedControl
          label={t('jobs.filter')}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t('jobs.filter-all') },
            { value: 'open', label: t('jobs.filter-open') },
            { value: 'failed', label: t('jobs.filter-failed') },
            { value: 'finished', label: t('jobs.filter-finished') },
          ]}
        />
        <div className="w-48">
          <Select
            label={t('jobs.kind')}
            value={kind}
            onChange={setKind}
            options={[
              { value: 'all', label: t('jobs.kind-all') },
              { value: 'run', label: t('jobs.kind-runs') },
              { value: 'export', label: t('jobs.kind-exports') },
            ]}
          />
        </div>
      </div>
      {list.data === undefined && list.error === null && (
        <div aria-busy className="flex flex-col gap-2 p-4">
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} className="h-14 w-full" />
          ))}
        </div>
      )}
      {list.data === undefined && list.error !== null && (
        <p className="p-4 text-base text-text-2">{describeError(failureOf(list.error), t)}</p>
      )}
      {isEmpty &&
        (filter === 'all' && kind === 'all' ? (
          <EmptyState
            title={t('jobs.none-yet-title')}
            text={t('jobs.none-yet')}
            action={
              <Button tone="primary" size="large" onClick={() => go({ screen: 'library' })}>
                {t('jobs.to-library')}
              </Button>
            }
          />
        ) : (
          <EmptyState
            title={t('jobs.none-match-title')}
            text={t('jobs.none-match')}
            action={
              <Button
                onClick={() => {
                  setFilter('all');
                  setKind('all');
                }}
              >
                {t('jobs.show-all')}
              </Button>
            }
          />
        ))}
      {works.length > 0 && (
        <ContextMenu className="flex min-h-0 grow flex-col" entries={commandMenu(MENU, workspace)}>
          <JobList
            works={works}
            at={at}
            nowMs={nowMs}
            onSelect={setSelectedId}
            onOpen={() => workspace.commands.run('job.details')}
          />
          {list.hasNextPage && (
            <div className="flex justify-center border-t border-line p-2">
              <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('jobs.more')}
              </Button>
            </div>
          )}
        </ContextMenu>
      )}
    </ScreenLayout>
  );
}

interface JobListProps {
  works: readonly Work[];
  at: number;
  nowMs: number;
  onSelect: (id: string) => void;
  onOpen: () => void;
}

function JobList({ works, at, nowMs, onSelect, onOpen }: JobListProps) {
  const { t } = useWorkspace();
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(frame);
  const selectedId = works[at]?.id;
  useEffect(() => {
    if (selectedId !== undefined) onSelect(selectedId);
  }, [selectedId, onSelect]);
  return (
    <div
      ref={frame}
      className="flex min-h-0 grow flex-col"
      onContextMenuCapture={(event) => {
        const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
        const id = works[Number(row?.dataset.index ?? -1)]?.id;
        if (id !== undefined) onSelect(id);
      }}
    >
      <VirtualList
        className="grow"
        label={t('jobs.list')}
        items={works}
        getId={({ id }) => id}
        rowHeightPx={ROW_PX}
        activeIndex={at}
        isMultiple={false}
        isSelected={({ id }) => id === selectedId}
        onActivate={(index) => {
          const id = works[index]?.id;
          if (id !== undefined) onSelect(id);
        }}
        onOpen={onOpen}
        renderRow={(work) => <Row work={work} nowMs={nowMs} isWide={width > 520} />}
      />
    </div>
  );
}

function Row({ work: row, nowMs, isWide }: { work: Work; nowMs: number; isWide: boolean }) {
  const work = useLiveWork(row);
  return (
    <div className="flex h-full min-w-0 grow items-center gap-3 text-base">
      {isWide && <JobPicture work={work} />}
      <JobFacts work={work} nowMs={nowMs} />
    </div>
  );
}
