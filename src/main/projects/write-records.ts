import { AppError } from '../../shared/contract/errors.ts';
import { RECORD_SCHEMAS } from '../../shared/model/document.ts';
import type {
  BriefRecord,
  ChosenRecord,
  DocumentDiff,
  ProjectRecord,
  SceneRecord,
  ShotRecord,
  TableName,
} from '../../shared/model/document.ts';
import type { RecordTables } from '../../shared/model/records-diff.ts';
import type { DocumentRepository } from '../db/repositories/document-repository.ts';
import type { ProjectRow } from '../db/repositories/project-repository.ts';
import { projectRowWith, slotOfChosenId } from './document-rows.ts';
import { linkBriefFiles } from './link-brief-files.ts';
import type { ProjectDeps } from './project-deps.ts';

/** Texts that a search looks into. */
const SEARCHED = new Set(['name', 'tags', 'prompt', 'keywords', 'title', 'text', 'place', 'description', 'caption']);

/** Whether a diff changes what a search finds. */
export function touchesSearch(diff: DocumentDiff): boolean {
  return Object.entries(diff).some(
    ([name, { added, updated, removed }]) =>
      (name !== 'chosen' && Object.keys(added).length + Object.keys(removed).length > 0) ||
      Object.values(updated).some((changes) => Object.keys(changes).some((field) => SEARCHED.has(field))),
  );
}

function checked<T>(table: TableName, id: string, record: unknown): T {
  const parsed = RECORD_SCHEMAS[table].safeParse(record);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({
      path: [table, id, ...issue.path].join('.'),
      code: issue.code,
      message: issue.message,
    }));
    throw new AppError('invalid-input', `a record of ${table} does not fit`, { what: table, issues });
  }
  if ((parsed.data as { id: string }).id !== id) {
    throw new AppError('invalid-input', 'a record under another id', {
      what: table,
      issues: [{ path: `${table}.${id}.id`, code: 'other' }],
    });
  }
  return parsed.data as T;
}

/**
 * Writes the records of `after` that a diff touches; scenes and shots that go are removed softly. Inside a transaction.
 * Throws AppError `invalid-input` for a record that its schema refuses, or one of another project.
 */
export function writeRecords(
  deps: Pick<ProjectDeps, 'repos' | 'clock'> & { documents: DocumentRepository },
  project: ProjectRow,
  after: RecordTables,
  diff: DocumentDiff,
): void {
  const { repos, documents, clock } = deps;
  const touched = (table: TableName): string[] => [
    ...Object.keys(diff[table]?.added ?? {}),
    ...Object.keys(diff[table]?.updated ?? {}),
  ];
  const mine = <R extends { projectId: string }>(row: R | undefined): R | undefined => {
    if (row !== undefined && row.projectId !== project.id) {
      throw new AppError('invalid-input', 'a record of another project', { what: 'diff' });
    }
    return row;
  };
  for (const id of touched('scenes')) {
    const record = checked<SceneRecord>('scenes', id, after['scenes']?.[id]);
    const row = { ...record, projectId: project.id, removedAtMs: null };
    if (mine(repos.scenes.find(id)) === undefined) repos.scenes.insert(row);
    else repos.scenes.update(row);
  }
  for (const id of touched('shots')) {
    const record = checked<ShotRecord>('shots', id, after['shots']?.[id]);
    if (mine(repos.scenes.find(record.sceneId)) === undefined) {
      throw new AppError('invalid-input', 'a shot of no scene', {
        what: 'diff',
        issues: [{ path: `shots.${id}.sceneId`, code: 'dangling' }],
      });
    }
    const row = { ...record, projectId: project.id, removedAtMs: null };
    if (mine(repos.shots.find(id)) === undefined) repos.shots.insert(row);
    else repos.shots.update(row);
  }
  const nowMs = clock.nowMs();
  for (const id of Object.keys(diff['shots']?.removed ?? {})) {
    repos.shots.update({ ...repos.shots.get(id), removedAtMs: nowMs });
  }
  for (const id of Object.keys(diff['scenes']?.removed ?? {})) {
    repos.scenes.update({ ...repos.scenes.get(id), removedAtMs: nowMs });
  }
  for (const id of Object.keys(diff['chosen']?.removed ?? {})) {
    const slot = slotOfChosenId(id);
    if (slot !== undefined) documents.removeChosen(slot.shotId, slot.slot, slot.variation);
  }
  for (const id of touched('chosen')) {
    const record = checked<ChosenRecord>('chosen', id, after['chosen']?.[id]);
    if (repos.takes.find(record.takeId) === undefined || repos.shots.find(record.shotId) === undefined) {
      throw new AppError('invalid-input', 'a take that is not there', {
        what: 'diff',
        issues: [{ path: `chosen.${id}.takeId`, code: 'dangling' }],
      });
    }
    repos.takes.choose(record);
  }
  if (diff['project'] !== undefined || diff['brief'] !== undefined) writeProject(deps, project, after, diff);
}

function writeProject(
  { repos, clock }: Pick<ProjectDeps, 'repos' | 'clock'>,
  project: ProjectRow,
  after: RecordTables,
  diff: DocumentDiff,
): void {
  for (const name of ['project', 'brief'] as const) {
    const table = diff[name];
    const others = Object.keys(table?.updated ?? {}).filter((id) => id !== project.id);
    if (Object.keys({ ...table?.added, ...table?.removed }).length + others.length > 0) {
      throw new AppError('invalid-input', 'a project is changed, never added or removed', { what: name });
    }
  }
  const record = checked<ProjectRecord>('project', project.id, after['project']?.[project.id]);
  const brief = checked<BriefRecord>('brief', project.id, after['brief']?.[project.id]);
  // Each of these throws `not-found` for an id that leads nowhere.
  if (record.clientId !== null) repos.clients.get(record.clientId);
  if (record.campaignId !== null) repos.campaigns.get(record.campaignId);
  if (record.posterAssetId !== null && record.posterAssetId !== project.posterAssetId)
    repos.assets.get(record.posterAssetId);
  if (project.plan === null && (record.endCard !== null || record.openingTitle !== '')) {
    throw new AppError('invalid-input', 'only a planned project has titles', { what: 'project' });
  }
  const row = { ...projectRowWith(project, record, brief), updatedAtMs: clock.nowMs() };
  repos.projects.update(row);
  if (diff['brief'] !== undefined) linkBriefFiles(repos, project.id, row.brief);
}
