import { useQuery } from '@tanstack/react-query';
import { Clapperboard, Film } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { DocumentState } from '../editor/document-store.ts';
import { selectShotNumber, selectShotOrder } from '../editor/selectors.ts';
import { shotName } from '../../shared/model/shot-name.ts';
import { rankRows } from '../lib/rank.ts';
import type { Rankable } from '../lib/rank.ts';
import { CommandPaletteDialog } from '../ui/command-palette-dialog.tsx';
import { CommandPaletteList } from '../ui/command-palette-list.tsx';
import type { PaletteGroup, PaletteRow } from '../ui/command-palette-list.tsx';
import { COMMAND_ICONS } from '../workspace/command-icons.ts';
import { useEditor } from '../workspace/project-editor.tsx';
import { keysOfCommand } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';
import { commandMemory } from './command-memory.ts';
import type { PaletteMode } from './use-app-commands.ts';

type Row = PaletteRow & Rankable & { run: () => void };
const COMMANDS_SHOWN = 12;
const THINGS_SHOWN = 8;

function shotRows(state: DocumentState, run: (id: string) => void): Row[] {
  return selectShotOrder(state).flatMap((id) => {
    const shot = state.tables.shots[id];
    const number = selectShotNumber(state, id);
    if (shot === undefined || number === undefined) return [];
    const name = shotName(number);
    const text = shot.description.length > 90 ? `${shot.description.slice(0, 89)}…` : shot.description;
    return [{ id: `shot:${id}`, title: `${name}  ${text}`, exactKey: name, icon: Clapperboard, run: () => run(id) }];
  });
}

/** Goes to projects and shots and does commands, from one input. Asks the library only for what is typed. */
export function CommandPalette({ mode, onClose }: { mode: PaletteMode | null; onClose: () => void }) {
  const { t } = useWorkspace();
  return (
    <CommandPaletteDialog
      isOpen={mode !== null}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      label={t('shell.palette')}
    >
      {mode !== null && <PaletteBody mode={mode} onClose={onClose} />}
    </CommandPaletteDialog>
  );
}

function PaletteBody({ mode, onClose }: { mode: PaletteMode; onClose: () => void }) {
  const workspace = useWorkspace();
  const { t, api, go, commands } = workspace;
  const editor = useEditor();
  const [query, setQuery] = useState('');
  const [activeId, setActiveId] = useState<string>();
  const [opened] = useState(() => ({ atMs: Date.now(), bound: commands.bound() }));
  const { data: found } = useQuery({
    queryKey: ['projects', 'palette', query.trim()],
    queryFn: () =>
      query.trim() === ''
        ? api.projects.list({ limit: THINGS_SHOWN })
        : api.projects.search({ query, limit: THINGS_SHOWN, order: 'best' }),
    placeholderData: (former) => former,
  });

  const groups = useMemo<(PaletteGroup & { rows: readonly Row[] })[]>(() => {
    const recency = commandMemory.recency(opened.atMs);
    const commandRows: Row[] = opened.bound.flatMap((row): Row[] => {
      if (row.id === 'palette.open' || row.id === 'palette.jump') return [];
      const why = commands.whyNot(row.id);
      const icon = COMMAND_ICONS[row.icon];
      const keys = keysOfCommand(row.id, workspace);
      return [
        {
          id: row.id,
          title: t(row.titleKey),
          keywords: [...row.keywords.en, ...row.keywords.th],
          recency: recency(row.id),
          isDisabled: why !== null,
          run: () => commands.run(row.id),
          ...(icon === undefined ? {} : { icon }),
          ...(keys === undefined ? {} : { keys }),
          ...(why === null ? {} : { secondary: t(why) }),
        },
      ];
    });
    const shots =
      editor === null
        ? []
        : shotRows(editor.document.getState(), (id) => {
            go({ screen: 'storyboard' });
            editor.session.select(id);
          });
    const projects = (found?.projects ?? []).map((card): Row => ({
      id: `project:${card.id}`,
      title: card.name,
      icon: Film,
      run: () => go({ screen: 'storyboard', projectId: card.id }),
    }));
    const isPlain = query.trim() === '';
    const things = [
      { id: 'projects', title: t('shell.palette-projects'), rows: projects },
      { id: 'shots', title: t('shell.palette-shots'), rows: isPlain ? [] : rankRows(shots, query, THINGS_SHOWN) },
    ];
    // Possible ones first: what cannot be done now is shown, with its reason, after them.
    const sorted = isPlain ? [...commandRows].sort((a, b) => Number(a.isDisabled) - Number(b.isDisabled)) : commandRows;
    const doing = {
      id: 'commands',
      title: t(isPlain ? 'shell.palette-suggested' : 'shell.palette-commands'),
      rows: rankRows(sorted, query, isPlain ? 200 : COMMANDS_SHOWN),
    };
    const all = mode === 'jump' ? things : [doing, ...things];
    return all.filter(({ rows }) => rows.length > 0);
  }, [opened, editor, found, query, mode, commands, t, go, workspace]);

  const run = (id: string): void => {
    const row = groups.flatMap(({ rows }) => rows).find((each) => each.id === id);
    onClose();
    // The dialog gives the focus back first, so that what the command opens keeps it.
    if (row !== undefined) window.setTimeout(row.run, 0);
  };
  return (
    <CommandPaletteList
      label={t('shell.palette')}
      placeholder={t('shell.palette-placeholder')}
      emptyLabel={t('shell.palette-empty')}
      query={query}
      onQuery={(next) => {
        setQuery(next);
        setActiveId(undefined);
      }}
      groups={groups}
      activeId={activeId}
      onActive={setActiveId}
      onRun={run}
      onBack={onClose}
    />
  );
}
