import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { selectFilmFrames, selectShotOrder } from '../../editor/selectors.ts';
import type { Editor } from '../../editor/editor-types.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { useAnnounce } from '../../ui/live-region.tsx';
import { useDocument, useEditor } from '../../workspace/project-editor.tsx';
import { ScreenLayout } from '../../workspace/screen-layout.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { AnimaticStrip } from './animatic-strip.tsx';
import { BoardBar } from './board-bar.tsx';
import { createBoardActions } from './board-actions.ts';
import { BoardContext } from './board-context.ts';
import type { Board } from './board-context.ts';
import { BoardCentre } from './board-centre.tsx';
import { createBoardUi } from './board-ui.ts';
import { ratioOf } from './board-rows.ts';
import { Inspector } from './inspector.tsx';
import { DrawQuestion } from './draw-question.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { createPlayback } from './playback.ts';
import { SceneList } from './scene-list.tsx';
import { useBoardCommands } from './use-board-commands.ts';
import { useViewCommands } from './use-view-commands.ts';
import { useBoardStatus } from './use-board-status.ts';
import type { BoardStatus } from './use-board-status.ts';

/** The heart of the app: every shot with its keyframes, its words and its length. */
export function StoryboardScreen() {
  const editor = useEditor();
  return editor === null ? null : <OpenBoard key={editor.projectId} editor={editor} />;
}

function OpenBoard({ editor }: { editor: Editor }) {
  const { api, t, toasts } = useWorkspace();
  const queries = useQueryClient();
  const status = useBoardStatus(editor.projectId);
  const { work } = status;
  // Another language changes what is said from now on, and nothing of what is open.
  const words = useRef(t);
  useEffect(() => {
    words.current = t;
  }, [t]);
  const [speak] = useState((): Translate => (key, params) => words.current(key, params));
  const board = useMemo<Board>(() => {
    const { frame } = editor.document.getState();
    const ui = createBoardUi();
    return {
      editor,
      projectId: editor.projectId,
      fps: frame.fps,
      ratio: ratioOf(frame.ratio),
      ui,
      work,
      playback: createPlayback(frame.fps),
      shown: { geometry: null, viewport: null },
      actions: createBoardActions({
        editor,
        api,
        queries,
        ui,
        toasts,
        t: speak,
        drawsFreely: () => work.drawsFreely(),
        drawMicroUsd: (keyframes) => work.drawMicroUsd(keyframes),
        missingMicroUsd: () => work.missingMicroUsd(),
      }),
    };
  }, [editor, api, queries, toasts, speak, work]);
  return (
    <BoardContext value={board}>
      <BoardWindow board={board} status={status} />
    </BoardContext>
  );
}

const filmFrames = selectFilmFrames;
const shotOrder = selectShotOrder;

function BoardWindow({ board, status }: { board: Board; status: BoardStatus }) {
  const { t, settings } = useWorkspace();
  const announce = useAnnounce();
  const { editor, playback, ui } = board;
  const frames = useDocument(filmFrames) ?? 0;
  const order = useDocument(shotOrder);
  const { loop } = settings.playback;
  useEffect(() => playback.setLength(frames), [playback, frames]);
  useEffect(() => playback.setLoop(loop), [playback, loop]);
  useEffect(
    () =>
      playback.subscribe(() => {
        const { isPlaying, frame } = playback.get();
        // While it plays only the strip follows; the rest of the window hears where it stops.
        if (!isPlaying) editor.session.movePlayhead(frame);
      }),
    [playback, editor],
  );
  useEffect(() => () => playback.dispose(), [playback]);
  useEffect(() => {
    // Something is always looked at, so that keys and inspector have an object.
    if (order !== undefined && editor.session.getState().activeId === null && order[0] !== undefined)
      editor.session.select(order[0]);
  }, [editor, order]);
  useEffect(() => {
    ui.setState({ approvals: new Map(status.approval?.shots.map(({ shotId, state }) => [shotId, state])) });
  }, [ui, status.approval]);
  useEffect(
    () =>
      editor.onNotice((notice) => {
        if (notice.kind === 'approval-lost') announce(t('board.approval-lost', { count: notice.shotIds.length }));
      }),
    [editor, announce, t],
  );
  const [pasted, setPasted] = useState<readonly string[] | null>(null);
  useBoardCommands(board, status, setPasted);
  useViewCommands(board);
  const isEmpty = order?.length === 0;
  return (
    <ScreenLayout
      title={t('board.title')}
      toolbar={isEmpty ? undefined : <BoardBar status={status} />}
      {...(isEmpty
        ? {}
        : {
            left: { label: t('board.scenes'), content: <SceneList /> },
            inspector: { label: t('board.inspector'), content: <Inspector status={status} /> },
            strip: <AnimaticStrip />,
          })}
    >
      <BoardCentre status={status} />
      <DrawQuestion />
      {pasted !== null && <PasteDialog texts={pasted} onClose={() => setPasted(null)} />}
    </ScreenLayout>
  );
}
