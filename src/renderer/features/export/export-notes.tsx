import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ExportNote } from '../../../shared/contract/exports.ts';
import { useFormatters } from '../../lib/use-formatters.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { noteInWords } from './export-words.ts';

const LOOK = {
  stop: { icon: CircleAlert, colour: 'text-err' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  info: { icon: Info, colour: 'text-info' },
} as const;
const LEADS_TO_BOARD = new Set(['no-shots', 'missing-segments', 'missing-media', 'shot-too-long', 'unapproved-shots']);

/** What to know before an export. Only what stops it needs an answer. */
export function ExportNotes({ notes }: { notes: readonly ExportNote[] }) {
  const { t, go } = useWorkspace();
  const formats = useFormatters();
  if (notes.length === 0) return null;
  const leading = notes.find(({ code }) => LEADS_TO_BOARD.has(code));
  return (
    <section
      aria-label={t('export.before')}
      className="flex flex-col gap-1 rounded-card border border-line bg-panel p-3"
    >
      <h2 className="sr-only">{t('export.before')}</h2>
      <ul className="flex flex-col gap-1.5">
        {notes.map((note) => {
          const { icon, colour } = LOOK[note.level];
          return (
            <li key={note.code} className="flex items-start gap-2 text-base">
              <Icon of={icon} className={`mt-0.5 ${colour}`} />
              <span className="min-w-0 grow break-words text-text-1">{noteInWords(t, formats, note)}</span>
              {note === leading && (
                <Button size="small" tone="quiet" onClick={() => go({ screen: 'storyboard' })}>
                  {t('export.to-storyboard')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
