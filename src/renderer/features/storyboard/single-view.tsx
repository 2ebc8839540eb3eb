import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { mediaUrl } from '../../client/api.ts';
import { selectShotNumber, selectShotOrder } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import { pixelSize } from '../../../shared/model/picture-size.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import type { ViewState } from '../../lib/viewport-math.ts';
import { ContextMenu } from '../../ui/context-menu.tsx';
import { Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SegmentedControl } from '../../ui/radio-group.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { Viewport } from '../../ui/viewport.tsx';
import type { ViewportControls } from '../../ui/viewport.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { commandMenu } from '../../workspace/use-commands.ts';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { SHOT_MENU } from './board-grid.tsx';
import { useBoard, useBoardUi, useWork } from './board-context.ts';
import { assetIn } from './board-selectors.ts';
import { WorkBar } from './work-bar.tsx';

/** One shot, large: its keyframes to look into, its words to write. */
export function SingleView() {
  const id = useSession((state) => state.activeId) ?? null;
  const shot = useDocument(useCallback((state) => (id === null ? undefined : state.tables.shots[id]), [id]));
  return shot === undefined ? null : <Single shot={shot} />;
}

function Single({ shot }: { shot: ShotRecord }) {
  const workspace = useWorkspace();
  const { t } = workspace;
  const { id } = shot;
  const { editor, ui, shown } = useBoard();
  const controls = useCallback(
    (viewport: ViewportControls | null) => {
      shown.viewport = viewport;
    },
    [shown],
  );
  const [view, setView] = useState<ViewState | undefined>(undefined);
  const slot = useBoardUi((state) => state.slot);
  const asset = useDocument(useCallback((state) => assetIn(id, slot)(state), [id, slot]));
  const number = useDocument(useCallback((state) => selectShotNumber(state, id), [id]));
  const ratio = useDocument((state) => state.frame.ratio) ?? '16:9';
  const order = useDocument(selectShotOrder) ?? [];
  const work = useWork(id);
  const name = number === undefined ? '' : shotName(number);
  const { widthPx, heightPx } = pixelSize(ratio, '1080p');
  const at = order.indexOf(id);
  const go = (by: number): void => {
    const next = order[at + by];
    if (next !== undefined) editor.session.select(next);
  };
  return (
    <div className="flex min-h-0 grow flex-col" data-testid="single-view" data-shot-id={id}>
      <div data-stage className="relative min-h-40 grow">
        <ContextMenu entries={commandMenu(SHOT_MENU, workspace)} className="absolute inset-0">
          <Viewport
            label={t(slot === 'start' ? 'board.start-of' : 'board.end-of', { number: name, text: shot.description })}
            picture={{ width: widthPx, height: heightPx }}
            view={view}
            onView={setView}
            controls={controls}
          >
            {asset === undefined ? (
              <span className="flex size-full items-center justify-center bg-hover text-title-m text-text-3">
                {t('board.not-drawn')}
              </span>
            ) : (
              <img
                src={mediaUrl('asset', asset)}
                alt={t(slot === 'start' ? 'board.start-of' : 'board.end-of', { number: name, text: shot.description })}
                draggable={false}
                className="size-full"
              />
            )}
          </Viewport>
        </ContextMenu>
        {work.length > 0 && (
          <div className="pointer-events-none absolute inset-0">
            <WorkBar work={work} />
          </div>
        )}
      </div>
      <div className="flex shrink-0 flex-col gap-2 border-t border-line bg-panel px-4 py-2">
        <div className="flex flex-wrap items-center gap-2">
          <IconButton icon={ChevronLeft} label={t('board.previous-shot')} disabled={at <= 0} onClick={() => go(-1)} />
          <span className="tabular text-base font-semibold">{name}</span>
          <IconButton
            icon={ChevronRight}
            label={t('board.next-shot')}
            disabled={at >= order.length - 1}
            onClick={() => go(1)}
          />
          <SegmentedControl
            label={t('board.keyframe')}
            value={slot}
            onChange={(value) => ui.setState({ slot: value })}
            options={[
              { value: 'start', label: t('board.start') },
              { value: 'end', label: t('board.end') },
            ]}
          />
          <span className="tabular ml-auto text-small text-text-3">{`${at + 1} / ${order.length}`}</span>
        </div>
        <div className="grid grid-cols-[2fr_1fr] gap-3">
          <ShotText key={`${id}:d`} shot={shot} field="description" label={t('board.text')} />
          <ShotText key={`${id}:c`} shot={shot} field="caption" label={t('board.caption')} />
        </div>
      </div>
    </div>
  );
}

/** A text of a shot, stored as it is typed; what was typed is drawn when the field is left. */
export function ShotText({
  shot,
  field,
  label,
  hint,
}: {
  shot: ShotRecord;
  field: 'description' | 'caption';
  label: string;
  hint?: string;
}) {
  const { actions, editor } = useBoard();
  const entered = useRef<ShotRecord | null>(null);
  const language = useDocument((state) => state.tables.brief[state.frame.projectId]?.language) ?? undefined;
  const leave = useCallback((): void => {
    const before = entered.current;
    entered.current = null;
    if (before === null) return;
    if (field === 'caption') editor.seal();
    else void actions.leaveText(before);
  }, [actions, editor, field]);
  // Another screen came by a key: the field is gone without having been left.
  useEffect(() => leave, [leave]);
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <TextArea
          {...control}
          lang={language}
          rows={2}
          spellCheck
          maxLength={field === 'caption' ? 500 : 2_000}
          value={shot[field]}
          disabled={shot.locked}
          onFocus={() => (entered.current = shot)}
          onChange={(event) => {
            entered.current ??= shot;
            actions.typeText(shot.id, field, event.target.value);
          }}
          onBlur={leave}
        />
      )}
    </Field>
  );
}
