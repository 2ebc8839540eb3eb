import { documentIssues } from '../../shared/model/document-rules.ts';
import type { DocumentIssue } from '../../shared/model/document-rules.ts';
import type { DocumentDiff } from '../../shared/model/document.ts';
import type { ChangeKind } from '../../shared/model/document-change.ts';
import type { JsonRecord } from '../../shared/model/record-fields.ts';
import type { RecordTables, TableDiff } from '../../shared/model/records-diff.ts';
import type { Repositories } from '../db/repositories.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import type { ShotRow } from '../db/repositories/shot-repository.ts';
import {
  briefRecordOfRow,
  chosenRecordOf,
  projectRecordOf,
  sceneRecordOf,
  shotRecordOf,
  slotOfChosenId,
} from './document-rows.ts';

/** The part of a document that a diff speaks of, as it is in the library. */

const idsOf = (table: TableDiff | undefined): string[] =>
  table === undefined
    ? []
    : [...new Set([...Object.keys(table.added), ...Object.keys(table.updated), ...Object.keys(table.removed)])];

/** A shot of this project that is in the film. */
function liveShot(repos: Repositories, projectId: string, id: string): ShotRow | undefined {
  const row = repos.shots.find(id);
  return row?.projectId === projectId && row.removedAtMs === null ? row : undefined;
}

/** Reads the records that the diff touches; what is removed or of another project is not there. */
export function readTouched(repos: Repositories, project: ProjectRow, diff: DocumentDiff): RecordTables {
  const scenes: Record<string, JsonRecord> = {};
  const shots: Record<string, JsonRecord> = {};
  const chosen: Record<string, JsonRecord> = {};
  for (const id of idsOf(diff['scenes'])) {
    const row = repos.scenes.find(id);
    if (row?.projectId === project.id && row.removedAtMs === null) scenes[id] = sceneRecordOf(row);
  }
  for (const id of idsOf(diff['shots'])) {
    const row = liveShot(repos, project.id, id);
    if (row !== undefined) shots[id] = shotRecordOf(row);
  }
  for (const id of idsOf(diff['chosen'])) {
    const slot = slotOfChosenId(id);
    const take = slot && repos.takes.findChosen(slot.shotId, slot.slot, slot.variation);
    if (slot && take) chosen[id] = chosenRecordOf({ ...slot, takeId: take.id });
  }
  return {
    project: { [project.id]: projectRecordOf(project) },
    brief: { [project.id]: briefRecordOfRow(project) },
    scenes,
    shots,
    chosen,
  };
}

/** Scenes and shots of a diff get their content back from their rows; what has no row any more is left out. */
export function withBodies(repos: Repositories, diff: DocumentDiff): DocumentDiff {
  const fill = (records: TableDiff['added'], find: (id: string) => JsonRecord | undefined): TableDiff['added'] =>
    Object.fromEntries(
      Object.keys(records).flatMap((id) => {
        const record = find(id);
        return record === undefined ? [] : [[id, record]];
      }),
    );
  const sceneOf = (id: string): JsonRecord | undefined => {
    const row = repos.scenes.find(id);
    return row && sceneRecordOf(row);
  };
  const shotOf = (id: string): JsonRecord | undefined => {
    const row = repos.shots.find(id);
    return row && shotRecordOf(row);
  };
  return Object.fromEntries(
    Object.entries(diff).map(([name, table]) => {
      const find = name === 'scenes' ? sceneOf : name === 'shots' ? shotOf : undefined;
      if (find === undefined) return [name, table];
      return [name, { ...table, added: fill(table.added, find), removed: fill(table.removed, find) }];
    }),
  );
}

/** What the rules say about a diff that has just been written; `before` is what `readTouched` gave. */
export function issuesAfterWriting(
  deps: { repos: Repositories; documents: DocumentRepository },
  project: ProjectRow,
  before: RecordTables,
  diff: DocumentDiff,
  kind: ChangeKind,
): DocumentIssue[] {
  const { repos, documents } = deps;
  return documentIssues(
    diff,
    {
      fps: project.fps,
      shotBefore: (id) => (before['shots']?.[id] as ShotRow | undefined) ?? shotNotTouched(id),
      shotAfter: (id) => liveShot(repos, project.id, id),
      hasScene: (id) => {
        const row = repos.scenes.find(id);
        return row?.projectId === project.id && row.removedAtMs === null;
      },
      scenes: () => repos.scenes.list(project.id),
      shotsOfScene: (id) => documents.shotPlaces(id),
      take: (id) => repos.takes.find(id),
    },
    kind,
  );

  // Choosing a take asks for the lock of a shot that the diff itself does not touch.
  function shotNotTouched(id: string): ShotRow | undefined {
    return idsOf(diff['shots']).includes(id) ? undefined : liveShot(repos, project.id, id);
  }
}
