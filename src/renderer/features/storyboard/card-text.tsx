import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { useDocument } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useBoardUi } from './board-context.ts';
import type { EditedField } from './board-ui.ts';

interface CardTextProps {
  shot: ShotRecord;
  number: string;
}

/** The words of a card: two lines to read, and a field in their place while they are edited. */
export function CardText({ shot, number }: CardTextProps) {
  const { t } = useWorkspace();
  const { id } = shot;
  const language = useDocument((state) => state.tables.brief[state.frame.projectId]?.language);
  const field = useBoardUi((state) => (state.editing?.shotId === id ? state.editing.field : null));
  const hasCaptions = useBoardUi((state) => state.hasCaptions);
  const lang = language ?? undefined;
  return (
    <div className="min-h-0 px-1 pb-1" lang={lang}>
      {field === 'description' ? (
        <CardEditor shot={shot} field="description" label={t('board.text-of', { number })} />
      ) : (
        <p className="line-clamp-2 text-small break-words text-text-2" title={shot.description}>
          {shot.description === '' ? <span className="text-text-3">{t('board.no-text')}</span> : shot.description}
        </p>
      )}
      {(hasCaptions || field === 'caption') &&
        (field === 'caption' ? (
          <CardEditor shot={shot} field="caption" label={t('board.caption-of', { number })} />
        ) : (
          <p className="mt-0.5 truncate text-small text-text-3" title={shot.caption}>
            {shot.caption === '' ? ' ' : `“${shot.caption}”`}
          </p>
        ))}
    </div>
  );
}

/** Enter keeps, Escape leaves, Tab goes on to the next field and then to the next shot. */
function CardEditor({ shot, field, label }: { shot: ShotRecord; field: EditedField; label: string }) {
  const { actions, ui, editor } = useBoard();
  const entered = useRef(shot);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = area.current;
    element?.focus();
    element?.select();
  }, []);
  const hasLeft = useRef(false);
  const leave = (): void => {
    // A field that is taken away tells no blur; one that is left by a click does.
    if (hasLeft.current) return;
    hasLeft.current = true;
    if (field === 'caption') editor.seal();
    else void actions.leaveText(entered.current);
  };
  const latestLeave = useRef(leave);
  useEffect(() => {
    latestLeave.current = leave;
  });
  // Another screen came by a key: the field is gone without having been left.
  useEffect(() => {
    hasLeft.current = false;
    return () => latestLeave.current();
  }, []);
  const close = (): void => {
    leave();
    ui.setState({ editing: null });
    actions.reveal(shot.id);
  };
  const goOn = (by: 1 | -1): void => {
    leave();
    const order = actions.order();
    const at = order.indexOf(shot.id);
    const isInside = by > 0 ? field === 'description' : field === 'caption';
    const next = isInside ? shot.id : order[at + by];
    if (next === undefined) return close();
    const nextField: EditedField = isInside ? (by > 0 ? 'caption' : 'description') : by > 0 ? 'description' : 'caption';
    editor.session.select(next);
    actions.reveal(next, false);
    ui.setState({ editing: { shotId: next, field: nextField } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Tab') {
      event.preventDefault();
      goOn(event.shiftKey ? -1 : 1);
    } else if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };
  return (
    <textarea
      ref={area}
      aria-label={label}
      value={shot[field]}
      rows={field === 'caption' ? 1 : 2}
      maxLength={field === 'caption' ? 500 : 2_000}
      spellCheck
      onChange={(event) => actions.typeText(shot.id, field, event.target.value)}
      onBlur={() => {
        leave();
        const { editing } = ui.getState();
        if (editing?.shotId === shot.id && editing.field === field) ui.setState({ editing: null });
      }}
      onKeyDown={onKeyDown}
      className="focus-inset -mx-1 block w-[calc(100%+8px)] resize-none rounded-chip border border-control bg-raised px-1 text-small text-text-1 select-text"
    />
  );
}
