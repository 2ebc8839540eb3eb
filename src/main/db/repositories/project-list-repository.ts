import { z } from 'zod';
import { aspectRatioSchema, languageSchema } from '../../../shared/model/shot-terms.ts';
import type { AspectRatio, Language } from '../../../shared/model/shot-terms.ts';
import { parseJsonColumn } from '../json-column.ts';
import type { LibraryDb, NamedStatement } from '../open.ts';

export interface ProjectFilter {
  clientId?: string;
  campaignId?: string;
  status?: string;
  ratio?: string;
  /** `true`: only what lies in the trash. Default: only what does not. */
  inTrash?: boolean;
}

/** The place after which the next page begins. */
export interface ProjectCursor {
  updatedAtMs: number;
  id: string;
}

/** One card of a list: no brief, no plan. */
export interface ProjectListRow {
  id: string;
  clientId: string | null;
  campaignId: string | null;
  name: string;
  status: string;
  fps: number;
  ratio: AspectRatio;
  language: Language;
  posterAssetId: string | null;
  createdAtMs: number;
  updatedAtMs: number;
  trashedAtMs: number | null;
  tags: string[];
  /** `null` also where the client or campaign lies in the trash. */
  clientName: string | null;
  campaignName: string | null;
  hasFilm: boolean;
  /** What the row says cannot be read: the list stands, the project does not open. */
  isDamaged: boolean;
  shotCount: number;
  /** Sum of the cuts in frames of `fps`. */
  durationFrames: number;
}

interface Columns extends Omit<ProjectListRow, 'tags' | 'hasFilm' | 'isDamaged'> {
  tagsJson: string;
  hasFilm: number;
}

const tagsSchema = z.array(z.string());

/** The columns of a card, for a FROM clause that names the table `project`. */
export const PROJECT_CARD_COLUMNS = `project.id, project.client_id AS clientId, project.campaign_id AS campaignId,
  project.name, project.status, project.fps, project.ratio, project.language,
  project.poster_asset_id AS posterAssetId, project.created_at_ms AS createdAtMs,
  project.updated_at_ms AS updatedAtMs, project.trashed_at_ms AS trashedAtMs, project.tags_json AS tagsJson,
  (SELECT count(*) FROM shot WHERE shot.project_id = project.id AND shot.removed_at_ms IS NULL) AS shotCount,
  (SELECT coalesce(sum(cut_frames), 0) FROM shot
     WHERE shot.project_id = project.id AND shot.removed_at_ms IS NULL) AS durationFrames,
  (SELECT name FROM client WHERE client.id = project.client_id AND client.trashed_at_ms IS NULL) AS clientName,
  (SELECT name FROM campaign WHERE campaign.id = project.campaign_id AND campaign.trashed_at_ms IS NULL AND NOT EXISTS (
     SELECT 1 FROM client WHERE client.id = campaign.client_id AND client.trashed_at_ms IS NOT NULL
   )) AS campaignName,
  EXISTS (SELECT 1 FROM export_record WHERE export_record.project_id = project.id) AS hasFilm`;

function tagsOf(tagsJson: string): string[] | null {
  try {
    return parseJsonColumn(tagsSchema, tagsJson, 'project.tags_json');
  } catch {
    return null;
  }
}

/** A card of its columns. One that cannot be read is marked, so that it does not take the whole list with it. */
export function cardOfColumns(row: Columns): ProjectListRow {
  const { tagsJson, hasFilm, ...card } = row;
  const tags = tagsOf(tagsJson);
  const ratio = aspectRatioSchema.safeParse(card.ratio);
  const language = languageSchema.safeParse(card.language);
  return {
    ...card,
    ratio: ratio.data ?? '16:9',
    language: language.data ?? 'en',
    tags: tags ?? [],
    hasFilm: hasFilm === 1,
    isDamaged: tags === null || !ratio.success || !language.success,
  };
}
export type ProjectCardColumns = Columns;

/** SQL of a page: newest change first. Exported so that a test can look at its plan. */
export function projectPageSql(filter: ProjectFilter, hasCursor: boolean): string {
  const where = [
    filter.inTrash === true ? 'trashed_at_ms IS NOT NULL' : 'trashed_at_ms IS NULL',
    ...(filter.clientId === undefined ? [] : ['client_id = @clientId']),
    ...(filter.campaignId === undefined ? [] : ['campaign_id = @campaignId']),
    ...(filter.status === undefined ? [] : ['status = @status']),
    ...(filter.ratio === undefined ? [] : ['ratio = @ratio']),
    ...(hasCursor ? ['(updated_at_ms, id) < (@updatedAtMs, @cursorId)'] : []),
  ];
  return `SELECT ${PROJECT_CARD_COLUMNS} FROM project WHERE ${where.join(' AND ')}
    ORDER BY updated_at_ms DESC, id DESC LIMIT @limit`;
}

/** Pages of project cards. */
export function createProjectListRepository(db: LibraryDb) {
  // At most 64 combinations of filters; each is prepared when it is first asked for.
  const statements = new Map<string, NamedStatement<[object], Columns>>();
  const statementOf = (sql: string): NamedStatement<[object], Columns> => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = db.prepare<[object], Columns>('project.page', sql);
    statements.set(sql, statement);
    return statement;
  };
  const total = db.prepare<[], { live: number; trashed: number }>(
    'project.count',
    `SELECT (SELECT count(*) FROM project WHERE trashed_at_ms IS NULL) AS live,
            (SELECT count(*) FROM project WHERE trashed_at_ms IS NOT NULL) AS trashed`,
  );
  return {
    page(filter: ProjectFilter, limit: number, cursor?: ProjectCursor): ProjectListRow[] {
      const params = { ...filter, limit, updatedAtMs: cursor?.updatedAtMs, cursorId: cursor?.id };
      // better-sqlite3 refuses booleans and undefined even where no place takes them.
      const bound = Object.fromEntries(
        Object.entries(params).filter(([, value]) => value !== undefined && typeof value !== 'boolean'),
      );
      return statementOf(projectPageSql(filter, cursor !== undefined))
        .all(bound)
        .map(cardOfColumns);
    },
    counts: (): { live: number; trashed: number } => total.get() ?? { live: 0, trashed: 0 },
  };
}
