/** `GET /predictions`: newest first, 100 per page, with a cursor that keeps the window. */
import type { Answer } from './answers.ts';
import { json, problem } from './answers.ts';
import type { World } from './world.ts';

const PAGE = 100;

interface Cursor {
  after: string | null;
  before: string | null;
  /** Sequence number of the first prediction of the page. */
  from: number;
}

function readCursor(text: string): Cursor | undefined {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as Partial<Cursor>;
    if (typeof value.from !== 'number') return undefined;
    return { after: value.after ?? null, before: value.before ?? null, from: value.from };
  } catch {
    return undefined;
  }
}

function timeOf(text: string | null): number | undefined {
  return text === null ? undefined : Date.parse(text);
}

/** Of one key only: `created_after` counts from that moment on, `created_before` up to it. */
export function listPage(query: URLSearchParams, world: World, token: string, base: string, nowMs: number): Answer {
  const given = query.get('cursor');
  const fresh: Cursor = {
    after: query.get('created_after'),
    before: query.get('created_before'),
    from: Number.MAX_SAFE_INTEGER,
  };
  const cursor = given === null ? fresh : readCursor(given);
  if (cursor === undefined) return problem(400, 'Bad request', 'The cursor is not valid');
  const [afterMs, beforeMs] = [timeOf(cursor.after), timeOf(cursor.before)];
  if (Number.isNaN(afterMs) || Number.isNaN(beforeMs)) {
    return problem(422, 'Invalid query', 'created_after and created_before must be date-times in ISO 8601 format');
  }
  const source = query.get('source');
  if (source !== null && source !== 'web') return problem(422, 'Invalid query', 'source must be web');
  const window = world
    .listed(nowMs)
    .filter(
      (one) =>
        one.token === token &&
        source === null &&
        (afterMs === undefined || one.createdAtMs >= afterMs) &&
        (beforeMs === undefined || one.createdAtMs < beforeMs),
    );
  const start = window.findIndex((one) => one.sequence <= cursor.from);
  const page = start < 0 ? [] : window.slice(start, start + PAGE);
  const linkTo = (index: number): string | null => {
    const first = window[index];
    if (first === undefined) return null;
    const text = JSON.stringify({ ...cursor, from: first.sequence } satisfies Cursor);
    return `${base}/predictions?cursor=${Buffer.from(text).toString('base64url')}`;
  };
  const next = start < 0 ? null : linkTo(start + PAGE);
  const previous = start <= 0 ? null : linkTo(Math.max(0, start - PAGE));
  return json(200, { next, previous, results: page.map((one) => world.wire(one)) });
}
