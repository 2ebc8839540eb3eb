import { useQuery } from '@tanstack/react-query';
import { FolderOpen, RefreshCw } from 'lucide-react';
import type { StorageUse } from '../../../shared/contract/diagnostics.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { SectionFailure } from './section-failure.tsx';
import { useShown } from './shown-settings.ts';

/** Under this a render may stop; the doctor warns at the same number. */
const LOW_BYTES = 2_000_000_000;

/** Where the library lies, how large each part of it is, and what is left on the disk. */
export function LibrarySection() {
  const { api, t } = useWorkspace();
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['diagnostics', 'storage'],
    queryFn: () => api.diagnostics.storage(),
  });
  if (error !== null && data === undefined)
    return <SectionFailure error={error} subject={t('settings.section.library')} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <div aria-busy className="flex flex-col gap-3 py-3">
        <Skeleton className="h-6 w-80" />
        <Skeleton className="h-40 w-full" />
      </div>
    );
  return (
    <>
      <FolderPart home={data.home} />
      <SizesPart storage={data} isFetching={isFetching} onAgain={() => void refetch()} />
    </>
  );
}

function FolderPart({ home }: { home: string }) {
  const { t, api, capabilities, reportError } = useWorkspace();
  if (!useShown().has('folder')) return null;
  return (
    <section className="border-b border-line py-3">
      <h3 className="text-base font-medium">{t('settings.folder')}</h3>
      <p className="mt-0.5 max-w-prose text-small text-text-2">{t('settings.folder-hint')}</p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <code className="min-w-0 rounded-control border border-line bg-panel px-2 py-1 font-mono text-small break-all select-text">
          {home}
        </code>
        {capabilities.revealInFolder && (
          <Button icon={FolderOpen} onClick={() => void api.system.reveal({ place: 'library' }).catch(reportError)}>
            {t('settings.show-folder')}
          </Button>
        )}
      </div>
    </section>
  );
}

function SizesPart({
  storage,
  isFetching,
  onAgain,
}: {
  storage: StorageUse;
  isFetching: boolean;
  onAgain: () => void;
}) {
  const { t } = useWorkspace();
  const { bytes, number } = useFormatters();
  if (!useShown().has('sizes')) return null;
  const total = storage.kinds.reduce((sum, kind) => sum + kind.bytes, 0);
  const largest = Math.max(1, ...storage.kinds.map((kind) => kind.bytes));
  return (
    <section className="py-3">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-base font-medium">{t('settings.sizes')}</h3>
        <IconButton label={t('settings.measure-again')} icon={RefreshCw} onClick={onAgain} aria-busy={isFetching} />
      </div>
      <table className="mt-1 w-full text-base">
        <thead className="text-left text-small text-text-2">
          <tr className="border-b border-line">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t('settings.kind')}
            </th>
            <td aria-hidden className="w-1/3" />
            <th scope="col" className="py-1.5 pl-4 text-right font-medium">
              {t('settings.files')}
            </th>
            <th scope="col" className="py-1.5 pl-4 text-right font-medium">
              {t('settings.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {storage.kinds.map((kind) => (
            <tr key={kind.kind} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {t(`settings.kind.${kind.kind}`)}
              </th>
              <td aria-hidden>
                <span className="block h-1.5 rounded-full bg-active forced-colors:border">
                  <span
                    className="block h-full rounded-full bg-accent forced-colors:bg-[Highlight]"
                    style={{ width: `${(kind.bytes / largest) * 100}%` }}
                  />
                </span>
              </td>
              <td className="tabular py-1.5 pl-4 text-right text-text-2">{number(kind.files)}</td>
              <td className="tabular py-1.5 pl-4 text-right">{bytes(kind.bytes)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3} className="py-1.5 text-left font-medium">
              {t('settings.total')}
            </th>
            <td className="tabular py-1.5 text-right font-medium">{bytes(total)}</td>
          </tr>
        </tfoot>
      </table>
      <p className="mt-3 flex flex-wrap items-center gap-2 text-base">
        <span className="font-medium">{t('settings.disk')}</span>
        <span className="tabular text-text-2">
          {t('settings.disk-free', { free: bytes(storage.freeBytes), all: bytes(storage.diskBytes) })}
        </span>
        {storage.freeBytes < LOW_BYTES && <Badge tone="warn" label={t('settings.disk-low')} />}
      </p>
    </section>
  );
}
