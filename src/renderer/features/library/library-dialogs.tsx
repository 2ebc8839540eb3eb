import { useWorkspace } from '../../workspace/workspace-context.ts';
import type { ProjectCard } from '../../../shared/contract/views.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import type { Place } from './library-view.ts';
import { MoveDialog } from './move-dialog.tsx';
import { NewCampaignDialog, NewClientDialog } from './name-dialogs.tsx';
import { NewProjectDialog } from './new-project-dialog.tsx';
import type { NewProject } from './new-project-dialog.tsx';
import { QuickLook } from './quick-look.tsx';
import { showInspector } from './show-inspector.ts';
import type { LibraryActions, MoveTarget } from './use-library-actions.ts';
import type { LibraryData } from './use-library-data.ts';

/** The one sheet that lies over the library. */
export type OpenDialog =
  | ({ kind: 'project' } & NewProject)
  | { kind: 'client' }
  | { kind: 'campaign'; clientId: string | null }
  | { kind: 'move' | 'delete'; ids: readonly string[] }
  | { kind: 'look'; id: string };

export interface LibraryDialogsProps {
  dialog: OpenDialog | null;
  data: LibraryData;
  cards: readonly ProjectCard[];
  target: MoveTarget;
  targetName: string | null;
  actions: LibraryActions;
  onClose: () => void;
  /** What an unfinished new project holds when its sheet is closed. */
  onLeaveProject: (draft: NewProject) => void;
  onPlace: (place: Place) => void;
  onOpen: (card: ProjectCard) => void;
  onStep: (by: number) => void;
}

/** Shows the open sheet and does what it asks for. */
export function LibraryDialogs(props: LibraryDialogsProps) {
  const { dialog, data, cards, target, targetName, actions, onClose, onLeaveProject, onPlace, onOpen, onStep } = props;
  const { go, commands } = useWorkspace();
  if (dialog === null) return null;
  switch (dialog.kind) {
    case 'project':
      return (
        <NewProjectDialog
          begin={dialog}
          target={target}
          targetName={targetName}
          onClose={onClose}
          onLeave={onLeaveProject}
          onMade={(projectId) => go({ screen: 'brief', projectId })}
        />
      );
    case 'client':
      return (
        <NewClientDialog
          onClose={onClose}
          onMade={({ id }) => {
            onClose();
            onPlace({ kind: 'client', id });
            showInspector(commands);
          }}
        />
      );
    case 'campaign':
      return (
        <NewCampaignDialog
          clients={data.clients}
          clientId={dialog.clientId}
          onClose={onClose}
          onMade={({ id }) => {
            onClose();
            onPlace({ kind: 'campaign', id });
            showInspector(commands);
          }}
        />
      );
    case 'move': {
      const moved = data.cards.filter(({ id }) => dialog.ids.includes(id));
      return (
        <MoveDialog
          cards={moved}
          data={data}
          onClose={onClose}
          onMove={(to, name) => {
            onClose();
            void actions.move(moved, to, name);
          }}
        />
      );
    }
    case 'delete': {
      const gone = data.trash.filter(({ id }) => dialog.ids.includes(id));
      return (
        <DeleteDialog
          cards={gone}
          onClose={onClose}
          onDelete={() => {
            onClose();
            void actions.deleteForever(gone);
          }}
        />
      );
    }
    case 'look': {
      const card = cards.find(({ id }) => id === dialog.id);
      if (card === undefined) return null;
      const canOpen = card.trashedAtMs === null && !card.isDamaged;
      return (
        <QuickLook card={card} onClose={onClose} onOpenProject={canOpen ? () => onOpen(card) : null} onStep={onStep} />
      );
    }
  }
}
