import { Lock } from 'lucide-react';
import { selectShotNumber, selectShotOrder } from '../../editor/selectors.ts';
import { shotName } from '../../../shared/model/shot-name.ts';
import type { ShotRecord } from '../../../shared/model/document.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useDocument, useSession } from '../../workspace/project-editor.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useBoard, useBoardUi } from './board-context.ts';
import { InspectorNotes } from './inspector-notes.tsx';
import { InspectorPrompt } from './inspector-prompt.tsx';
import { InspectorShot } from './inspector-shot.tsx';
import { InspectorTakes } from './inspector-takes.tsx';
import type { BoardStatus } from './use-board-status.ts';

/** The selected shots, as records, in the order of the film. */
export function useTargets(): readonly ShotRecord[] {
  const { actions } = useBoard();
  const mode = useBoardUi((state) => state.mode);
  useSession((state) => state.selectedIds);
  useSession((state) => state.activeId);
  const shots = useDocument((state) => state.tables.shots);
  useDocument(selectShotOrder);
  void mode;
  return shots === undefined ? [] : actions.targets().flatMap((id) => shots[id] ?? []);
}

/** Properties of what is selected; a set shows what is shared and says "Mixed" of the rest. */
export function Inspector({ status }: { status: BoardStatus }) {
  const { t } = useWorkspace();
  const { ui, editor } = useBoard();
  const tab = useBoardUi((state) => state.tab);
  const shots = useTargets();
  const [first] = shots;
  if (first === undefined) return <p className="p-4 text-base text-text-3">{t('board.nothing-selected')}</p>;
  const number = selectShotNumber(editor.document.getState(), first.id);
  const isLocked = shots.every(({ locked }) => locked);
  const title =
    shots.length > 1
      ? t('board.selected-shots', { count: shots.length })
      : t('board.shot-name', { number: number === undefined ? '' : shotName(number) });
  return (
    <div className="flex min-h-0 grow flex-col">
      <h2 className="flex items-center gap-2 px-3 pt-3 pb-1 text-base font-semibold">
        {title}
        {isLocked && (
          <span className="flex items-center gap-1 text-small font-normal text-text-3">
            <Icon of={Lock} className="size-3" />
            {t('board.state.locked')}
          </span>
        )}
      </h2>
      <Tabs
        label={t('board.inspector')}
        value={tab}
        onChange={(value) => ui.setState({ tab: value })}
        items={[
          { value: 'shot', label: t('board.tab.shot'), content: <InspectorShot shots={shots} /> },
          { value: 'prompt', label: t('board.tab.prompt'), content: <InspectorPrompt shots={shots} /> },
          { value: 'takes', label: t('board.tab.takes'), content: <InspectorTakes shot={first} /> },
          { value: 'notes', label: t('board.tab.notes'), content: <InspectorNotes shots={shots} status={status} /> },
        ]}
      />
    </div>
  );
}
