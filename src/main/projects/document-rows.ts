import { briefOfRecord, briefRecordOf, chosenId } from '../../shared/model/document.ts';
import type { ChosenRecord, ProjectRecord, SceneRecord, ShotRecord, BriefRecord } from '../../shared/model/document.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { SceneRow } from '../db/repositories/scene-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import type { ChosenTakeRow } from '../db/repositories/take-repository.ts';

/** Rows of the library as records of the document, and back. Pure. */

export function projectRecordOf(row: ProjectRow): ProjectRecord {
  const { id, name, clientId, campaignId, tags, posterAssetId, plan } = row;
  const openingTitle = plan?.openingTitle ?? '';
  return { id, name, clientId, campaignId, tags, posterAssetId, openingTitle, endCard: plan?.endCard ?? null };
}

/** The project's row with the record's and the brief's fields in it. */
export function projectRowWith(row: ProjectRow, record: ProjectRecord, brief: BriefRecord): ProjectRow {
  const { openingTitle, endCard, ...fields } = record;
  const plan = row.plan === null ? null : { ...row.plan, openingTitle, endCard };
  return { ...row, ...fields, plan, brief: briefOfRecord(brief, row.brief) };
}

export const briefRecordOfRow = (row: ProjectRow): BriefRecord => briefRecordOf(row.id, row.brief);

export function sceneRecordOf(row: SceneRow): SceneRecord {
  const { projectId: _projectId, removedAtMs: _removedAtMs, ...record } = row;
  return record;
}

export function shotRecordOf(row: ShotRow): ShotRecord {
  const { projectId: _projectId, removedAtMs: _removedAtMs, ...record } = row;
  return record;
}

export function chosenRecordOf({ shotId, slot, variation, takeId }: ChosenTakeRow): ChosenRecord {
  return { id: chosenId(shotId, slot, variation), shotId, slot, variation, takeId };
}

/** The slot that an id of the chosen table speaks of; `undefined` where it speaks of none. */
export function slotOfChosenId(
  id: string,
): { shotId: string; slot: ChosenRecord['slot']; variation: number } | undefined {
  const [, shotId, slot, variation] = /^([0-9a-f-]{36}):(start|end|segment|voice):([1-9])$/.exec(id) ?? [];
  if (shotId === undefined || slot === undefined) return undefined;
  return { shotId, slot: slot as ChosenRecord['slot'], variation: Number(variation) };
}
