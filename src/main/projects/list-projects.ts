import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { Repositories } from '../db/repositories.ts';
import type { ProjectCursor, ProjectFilter, ProjectListRow } from '../db/repositories/project-list-repository.ts';

export const PAGE_MAX_ROWS = 200;

export interface ProjectPage {
  projects: ProjectListRow[];
  /** Give it back for the next page; `null` on the last. */
  nextCursor: string | null;
}

const cursorSchema = z.tuple([z.int(), z.string().min(1).max(100)]);

const encodeCursor = (row: ProjectListRow): string =>
  Buffer.from(JSON.stringify([row.updatedAtMs, row.id])).toString('base64url');

function decodeCursor(text: string): ProjectCursor {
  try {
    const [updatedAtMs, id] = cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return { updatedAtMs, id };
  } catch (cause) {
    const issues = [{ path: 'cursor', code: 'format', params: { expected: 'a page mark of this list' } }];
    throw new AppError('invalid-input', 'no such page', { issues }, { cause });
  }
}

/** One page of projects, newest change first. Throws AppError `invalid-input` for a foreign cursor. */
export function listProjects(
  repos: Repositories,
  query: ProjectFilter & { limit?: number; cursor?: string } = {},
): ProjectPage {
  const { limit = 50, cursor, ...filter } = query;
  const wanted = Math.min(Math.max(1, Math.trunc(limit)), PAGE_MAX_ROWS);
  const rows = repos.projectList.page(filter, wanted + 1, cursor === undefined ? undefined : decodeCursor(cursor));
  const projects = rows.slice(0, wanted);
  const last = projects.at(-1);
  return { projects, nextCursor: rows.length > wanted && last ? encodeCursor(last) : null };
}
