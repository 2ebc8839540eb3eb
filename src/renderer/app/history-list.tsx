import { Redo2, Undo2 } from 'lucide-react';
import { wordOf } from '../lib/words.ts';
import { useFormatters } from '../lib/use-formatters.ts';
import type { HistoryEntry } from '../editor/history.ts';
import { Icon } from '../ui/icon.tsx';
import { useEditor, useHistoryState } from '../workspace/project-editor.tsx';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** A step of undo in words. */
export function stepInWords(
  t: Parameters<typeof wordOf>[0],
  { label, params }: Pick<HistoryEntry, 'label' | 'params'>,
): string {
  const [prefix, ...rest] = label.split('.');
  return wordOf(t, prefix ?? '', rest.join('.'), params);
}

const SHOWN = 100;

/** Steps of the open project, newest first; pressing one goes there. */
export function HistoryList() {
  const { t } = useWorkspace();
  const { time } = useFormatters();
  const editor = useEditor();
  useHistoryState();
  // The stacks have their tops at the end; what is next to be taken stands beside "now".
  const stacks = editor?.history.entries() ?? { undo: [], redo: [] };
  const undo = stacks.undo.toReversed();
  const redo = stacks.redo.toReversed();
  if (editor === null || undo.length + redo.length === 0)
    return <p className="py-4 text-base text-text-2">{t('shell.history-empty')}</p>;
  const row = 'flex min-h-row w-full items-center gap-2 rounded-control px-2 text-left text-base hover:bg-hover';
  const steps = (count: number, step: () => unknown) => (): void => {
    for (let turn = 0; turn < count; turn += 1) step();
  };
  return (
    <ol className="flex max-w-160 flex-col">
      {redo
        .slice(0, SHOWN)
        .map((entry, at) => (
          <li key={`redo-${entry.timeMs}-${at}`} className={undefined}>
            <button
              type="button"
              className={`${row} text-text-3`}
              aria-label={t('shell.history-forward', { label: stepInWords(t, entry) })}
              onClick={steps(at + 1, editor.redo)}
            >
              <Icon of={Redo2} />
              <span className="grow">{stepInWords(t, entry)}</span>
              <span className="tabular text-small">{time(entry.timeMs)}</span>
            </button>
          </li>
        ))
        .reverse()}
      <li aria-current="step" className="my-1 border-t-2 border-accent px-2 pt-1 text-small font-medium text-accent">
        {t('shell.history-now')}
      </li>
      {undo.slice(0, SHOWN).map((entry, at) => (
        <li key={`undo-${entry.timeMs}-${at}`}>
          <button
            type="button"
            className={`${row} text-text-1`}
            aria-label={t('shell.history-back', { label: stepInWords(t, entry) })}
            onClick={steps(at + 1, editor.undo)}
          >
            <Icon of={Undo2} className="text-text-3" />
            <span className="grow">{stepInWords(t, entry)}</span>
            <span className="tabular text-small text-text-3">{time(entry.timeMs)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}
