import { AppError } from '../../shared/contract/errors.ts';
import type { BoardDraftView, DraftShotView } from '../../shared/contract/briefs.ts';
import { diffOfAccepted } from '../../shared/model/accept-draft.ts';
import { compareWithPlan } from '../../shared/model/board-draft.ts';
import type { Board, BoardDraft, DraftRow } from '../../shared/model/board-draft.ts';
import { withChosenOfRemovedShots } from '../../shared/model/document.ts';
import type { ShotRecord } from '../../shared/model/document.ts';
import type { Plan, PlannedShot } from '../../shared/model/plan.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import { newUuid } from '../platform/ids.ts';
import { createDocumentService } from '../projects/document-service.ts';
import type { LoadedDocument } from '../projects/document-service.ts';
import { compareOrder } from '../../shared/model/order-keys.ts';
import type { ApiDeps } from './api-deps.ts';

interface Kept {
  projectId: string;
  /** The board that it was laid beside: another one is not written over. */
  boardKey: string;
  plan: Plan;
  draft: BoardDraft;
}

const DRAFTS_KEPT = 20;

/** What a window asks to see of a draft, without its cost. */
export type DraftFacts = Omit<BoardDraftView, 'estimate' | 'ratio'>;

function boardOf(loaded: LoadedDocument): Board {
  const scenes = Object.values(loaded.tables.scenes).sort(compareOrder);
  const shotsOf = (sceneId: string): ShotRecord[] =>
    Object.values(loaded.tables.shots)
      .filter((shot) => shot.sceneId === sceneId)
      .sort(compareOrder);
  const project = loaded.tables.project[loaded.frame.projectId];
  if (project === undefined) throw new AppError('internal', 'a document without its project');
  return {
    project,
    scenes,
    shots: scenes.flatMap(({ id }) => shotsOf(id)),
    approvedShotIds: new Set(loaded.approvedShotIds),
  };
}

const keyOf = ({ scenes, shots, approvedShotIds }: Board): string =>
  canonicalJson({ scenes, shots, approved: [...approvedShotIds].sort() });

function shown(shot: ShotRecord | PlannedShot, place: { scene: number; shot: number } | undefined): DraftShotView {
  const { description, caption, cutFrames, size, move, transition } = shot;
  return { scene: place?.scene ?? 1, shot: place?.shot ?? 1, description, caption, cutFrames, size, move, transition };
}

/** What a row lasts when all is accepted. */
function framesOf({ kind, before, after }: DraftRow): number {
  if (kind === 'remove') return 0;
  return (kind === 'keep' ? before : after)?.cutFrames ?? 0;
}

function placesOfPlan(plan: Plan): { scene: number; shot: number }[] {
  return plan.scenes.flatMap(({ shots }, scene) => shots.map((_shot, at) => ({ scene: scene + 1, shot: at + 1 })));
}

function placesOfBoard({ scenes, shots }: Board): Map<string, { scene: number; shot: number }> {
  const counts = new Map<string, number>();
  const numbers = new Map(scenes.map(({ id }, at) => [id, at + 1]));
  return new Map(
    shots.map(({ id, sceneId }) => {
      const shot = (counts.get(sceneId) ?? 0) + 1;
      counts.set(sceneId, shot);
      return [id, { scene: numbers.get(sceneId) ?? 1, shot }];
    }),
  );
}

/** New plans beside boards: kept in memory until they are accepted or forgotten, so that what was shown is what is stored. */
export function createBoardDrafts(deps: Pick<ApiDeps, 'library' | 'clock'>) {
  const { library, clock } = deps;
  const documents = createDocumentService({ ...library, clock, newId: newUuid, personId: library.person.id });
  const kept = new Map<string, Kept>();

  return {
    documents,
    boardOf: (projectId: string): Board => boardOf(documents.load(projectId)),
    /** Throws AppError `not-found`. */
    make(projectId: string, plan: Plan): DraftFacts {
      const board = boardOf(documents.load(projectId));
      const draft = compareWithPlan(board, plan);
      const draftId = newUuid();
      kept.set(draftId, { projectId, boardKey: keyOf(board), plan, draft });
      for (const oldest of kept.keys()) {
        if (kept.size <= DRAFTS_KEPT) break;
        kept.delete(oldest);
      }
      const after = placesOfPlan(plan);
      const before = placesOfBoard(board);
      let at = 0;
      return {
        draftId,
        rows: draft.rows.map((row) => ({
          id: row.id,
          kind: row.kind,
          hold: row.hold,
          aspects: row.aspects,
          before: row.before === null ? null : shown(row.before, before.get(row.before.id)),
          after: row.after === null ? null : shown(row.after, after[at++]),
        })),
        hasTitles: draft.hasTitles,
        fps: plan.fps,
        secondsBefore: board.shots.reduce((sum, { cutFrames }) => sum + cutFrames, 0) / plan.fps,
        // Held shots keep their lengths, whatever the plan says.
        secondsAfter: draft.rows.reduce((sum, row) => sum + framesOf(row), 0) / plan.fps,
        notes: plan.notes,
      };
    },
    /**
     * Stores accepted rows as one step of undo. Throws AppError `conflict` where the board has changed since, or the draft
     * is forgotten; `not-possible-now` in the trash.
     */
    accept(projectId: string, draftId: string, rowIds: readonly string[]): { revision: number; shotIds: string[] } {
      const known = kept.get(draftId);
      const loaded = documents.load(projectId);
      const board = boardOf(loaded);
      if (known === undefined || known.projectId !== projectId || known.boardKey !== keyOf(board))
        throw new AppError('conflict', 'the board has changed since the draft', { what: 'storyboard', projectId });
      const project = loaded.tables.project[projectId];
      if (project === undefined) throw new AppError('internal', 'a document without its project');
      const { plan, draft } = known;
      const wanted = diffOfAccepted({ board, project, plan, draft, accepted: new Set(rowIds) }, newUuid);
      const diff = withChosenOfRemovedShots(wanted, Object.values(loaded.tables.chosen));
      const shots = diff['shots'];
      const left =
        board.shots.length - Object.keys(shots?.removed ?? {}).length + Object.keys(shots?.added ?? {}).length;
      if (left === 0)
        throw new AppError('not-possible-now', 'a film has at least one shot', { what: 'accept', state: 'last shot' });
      const redrawn = [
        ...Object.keys(shots?.added ?? {}),
        ...Object.entries(shots?.updated ?? {})
          .filter(([, fields]) => Object.keys(fields).some((field) => field !== 'orderKey' && field !== 'sceneId'))
          .map(([id]) => id),
      ];
      const { revision } = documents.apply({
        projectId,
        baseRevision: loaded.revision,
        change: {
          changeId: newUuid(),
          kind: 'edit',
          label: 'undo.brief.acceptDraft',
          params: { count: rowIds.length },
          diff,
          selection: null,
          joinsLast: false,
          takeCopies: [],
        },
      });
      kept.delete(draftId);
      return { revision, shotIds: redrawn };
    },
  };
}
