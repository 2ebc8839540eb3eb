import { RotateCcw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { LibraryData } from './use-library-data.ts';

/** Clients and campaigns in the trash, each with its way back. */
export function TrashedGroups({
  data,
  onRestore,
}: {
  data: LibraryData;
  onRestore: (kind: 'client' | 'campaign', id: string) => void;
}) {
  const { t } = useWorkspace();
  const rows = [
    ...data.clients.map((client) => ({ ...client, kind: 'client' as const })),
    ...data.campaigns.map((campaign) => ({ ...campaign, kind: 'campaign' as const })),
  ].filter(({ trashedAtMs }) => trashedAtMs !== null);
  if (rows.length === 0) return null;
  return (
    <section aria-label={t('library.trashed-groups')} className="shrink-0 border-b border-line px-4 py-2">
      <h2 className="text-small font-medium text-text-3">{t('library.trashed-groups')}</h2>
      <ul className="flex flex-wrap gap-x-4">
        {rows.map(({ kind, id, name }) => (
          <li key={id} className="flex min-h-8 items-center gap-2 text-small">
            <span className="text-text-3">
              {t(kind === 'client' ? 'library.column.client' : 'library.column.campaign')}
            </span>
            <span>{name}</span>
            <Button
              size="small"
              tone="quiet"
              icon={RotateCcw}
              aria-label={t('library.restore-named', { name })}
              onClick={() => onRestore(kind, id)}
            >
              {t('library.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
