import { useQuery } from '@tanstack/react-query';
import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** What the library noticed when it was opened, until the person has read it. Only its owner is told. */
export function LibraryNotices() {
  const { t, api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ['notices'],
    queryFn: () => api.diagnostics.notices(),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const [read, setRead] = useState<readonly string[]>([]);
  if (data === undefined) return null;
  const { calls, alone } = data.purchases;
  const purchases = [
    t('notice.purchases', { count: calls }),
    ...(alone > 0 ? [t('notice.purchases-alone', { count: alone })] : []),
  ];
  const notices = [
    ...data.library.map((kind) => ({ kind: kind as string, text: t(`notice.${kind}`) })),
    ...(calls > 0 ? [{ kind: 'purchases', text: purchases.join(' ') }] : []),
  ].filter(({ kind }) => !read.includes(kind));
  return notices.map(({ kind, text }) => (
    <div
      key={kind}
      role="status"
      className="flex items-center gap-2 border-b border-line bg-warn-bg px-4 py-1 text-small text-warn"
    >
      <Icon of={TriangleAlert} />
      <p className="min-w-0 grow text-pretty">{text}</p>
      <IconButton label={t('shell.dismiss')} icon={X} size="small" onClick={() => setRead([...read, kind])} />
    </div>
  ));
}
