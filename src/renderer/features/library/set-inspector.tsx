import { Copy, FolderInput, RotateCcw, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { lengthMsOf, ownerInWords, stateBadge } from './project-words.ts';

/** Several projects: what they have in common, and what can be done with all of them. */
export function SetInspector({ cards }: { cards: readonly ProjectCard[] }) {
  const { t, commands } = useWorkspace();
  const { duration, number } = useFormatters();
  const count = cards.length;
  const shared = (wordOf: (card: ProjectCard) => string): string => {
    const words = new Set(cards.map(wordOf));
    return words.size === 1 ? ([...words][0] ?? '') : t('library.mixed');
  };
  const isInTrash = cards.every(({ trashedAtMs }) => trashedAtMs !== null);
  const rows: [string, ReactNode][] = [
    [t('library.owner'), shared((card) => ownerInWords(card, t))],
    [t('library.column.state'), shared((card) => stateBadge(card.status, t).label)],
    [t('library.ratio'), shared((card) => card.ratio)],
    [t('library.column.shots'), number(cards.reduce((sum, card) => sum + card.shotCount, 0))],
    [t('library.column.length'), duration(cards.reduce((sum, card) => sum + lengthMsOf(card), 0))],
  ];
  return (
    <div className="flex flex-col gap-4 p-4">
      <h2 className="text-title-s">{t('library.projects', { count })}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-small">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-text-3">{label}</dt>
            <dd className="tabular text-text-1">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-col items-stretch gap-2">
        {isInTrash ? (
          <Button icon={RotateCcw} onClick={() => commands.run('library.restore')}>
            {t('library.restore-n', { count })}
          </Button>
        ) : (
          <>
            <Button icon={FolderInput} onClick={() => commands.run('library.move')}>
              {t('library.move-n', { count })}
            </Button>
            <Button icon={Copy} onClick={() => commands.run('edit.duplicate')}>
              {t('library.duplicate-n', { count })}
            </Button>
            <Button icon={Trash2} onClick={() => commands.run('edit.delete')}>
              {t('library.trash-n', { count })}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
