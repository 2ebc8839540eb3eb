import type { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { PROMPT_MAX_CHARS, briefSchema } from '../../shared/model/brief.ts';
import type { Brief } from '../../shared/model/brief.ts';
import { judgeToxicity } from './toxicity.ts';

/** R1.2: the rim where a brief comes in. Parses, names every fault by field, and says what it mended. Pure. */

/** One fault: `path` is `brand.palette.2`, `code` and `params` make a sentence in any language. */
export interface BriefIssue {
  path: string;
  code:
    | 'required'
    | 'unknown-field'
    | 'wrong-type'
    | 'too-short'
    | 'too-long'
    | 'too-small'
    | 'too-large'
    | 'not-a-choice'
    | 'format'
    | 'toxic'
    | 'other';
  params: Record<string, string | number>;
}

/** What was taken out or replaced because no screen shows it; the visible words are as typed. */
export interface BriefNormalisation {
  path: string;
  code: 'bom-removed' | 'control-characters-removed' | 'lone-surrogates-replaced' | 'line-breaks-unified';
  count: number;
}

export interface ParsedBrief {
  brief: Brief;
  normalised: BriefNormalisation[];
  /** 0…1; over the limit the brief is refused. */
  toxicity: number;
}

export interface BriefInputOptions {
  /** A provider's shorter limit; never above `PROMPT_MAX_CHARS`. */
  promptMaxChars?: number;
  /** From which score a brief is refused. */
  toxicityLimit?: number;
}

const DEEPEST = 8;
const BOM = /^\uFEFF+/;
// Everything below the space but tab and line feed, DEL and C1: no screen shows them, and they break logs and argument lists.
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
const LINE_BREAKS = /\r\n?|\u2028|\u2029/g;
const LONE_SURROGATES = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A brief from outside (file, form, API). Throws AppError `invalid-input` whose `details.issues` name every field.
 * Invisible control characters are taken out and reported in `normalised`; nothing visible changes.
 */
export function parseBriefInput(input: unknown, options: BriefInputOptions = {}): ParsedBrief {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw refusal([{ path: 'brief', code: 'wrong-type', params: { expected: 'object', received: typeName(input) } }]);
  }
  const normalised: BriefNormalisation[] = [];
  const cleaned = cleanValue(input, '', normalised, 0);
  const parsed = briefSchema.safeParse(cleaned);
  const limit = Math.min(options.promptMaxChars ?? PROMPT_MAX_CHARS, PROMPT_MAX_CHARS);
  if (!parsed.success) throw refusal(parsed.error.issues.flatMap((issue) => issuesOf(issue, cleaned)));
  const brief = parsed.data;
  if (brief.prompt.length > limit) {
    throw refusal([{ path: 'prompt', code: 'too-long', params: { limit, found: brief.prompt.length } }]);
  }
  const judged = judgeBrief(brief);
  if (judged.score >= (options.toxicityLimit ?? 0.8)) {
    throw refusal([{ path: judged.path, code: 'toxic', params: { score: judged.score, category: judged.category } }]);
  }
  return { brief, normalised, toxicity: judged.score };
}

function refusal(issues: BriefIssue[]): AppError {
  const first = issues[0];
  const where = first === undefined || first.path === '' ? 'the brief' : first.path;
  return new AppError('invalid-input', `brief refused: ${where} ${first?.code ?? 'other'}`, { issues });
}

function typeName(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function cleanValue(value: unknown, path: string, mended: BriefNormalisation[], depth: number): unknown {
  if (typeof value === 'string') return cleanText(value, path, mended);
  if (depth >= DEEPEST || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return value.map((entry, index) => cleanValue(entry, joinPath(path, index), mended, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, cleanValue(entry, joinPath(path, key), mended, depth + 1)]),
  );
}

function cleanText(text: string, path: string, mended: BriefNormalisation[]): string {
  let clean = text;
  const apply = (code: BriefNormalisation['code'], pattern: RegExp, replacement: string): void => {
    let count = 0;
    clean = clean.replace(pattern, () => {
      count += 1;
      return replacement;
    });
    if (count > 0) mended.push({ path, code, count });
  };
  apply('bom-removed', BOM, '');
  apply('line-breaks-unified', LINE_BREAKS, '\n');
  apply('lone-surrogates-replaced', LONE_SURROGATES, '\uFFFD');
  apply('control-characters-removed', CONTROLS, '');
  return clean;
}

function joinPath(path: string, key: PropertyKey): string {
  return path === '' ? String(key) : `${path}.${String(key)}`;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

type Issue = z.core.$ZodIssue;

function issuesOf(issue: Issue, input: unknown): BriefIssue[] {
  const path = issue.path.reduce<string>((joined, key) => joinPath(joined, key), '');
  const value = valueAt(input, issue.path);
  const one = (code: BriefIssue['code'], params: BriefIssue['params'] = {}): BriefIssue[] => [{ path, code, params }];
  if (issue.code !== 'unrecognized_keys' && value === undefined) return one('required');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => {
        const near = nearestField(key, path);
        return {
          path: joinPath(path, key).slice(0, 300),
          code: 'unknown-field',
          params: near === null ? {} : { suggestion: near },
        };
      });
    case 'invalid_type':
      return one('wrong-type', { expected: issue.expected, received: typeName(value) });
    case 'too_small': {
      const isLength = issue.origin === 'string' || issue.origin === 'array';
      return one(isLength ? 'too-short' : 'too-small', { limit: Number(issue.minimum), ...found(value) });
    }
    case 'too_big': {
      const isLength = issue.origin === 'string' || issue.origin === 'array';
      return one(isLength ? 'too-long' : 'too-large', { limit: Number(issue.maximum), ...found(value) });
    }
    case 'invalid_value':
      return one('not-a-choice', { choices: issue.values.map(String).join(', '), ...found(value) });
    case 'invalid_union': {
      const choices = issue.errors
        .flat()
        .flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));
      return choices.length > 0
        ? one('not-a-choice', { choices: choices.join(', '), ...found(value) })
        : one('other', { detail: issue.message });
    }
    case 'invalid_format':
      return one('format', { expected: path.startsWith('brand.palette') ? '#RRGGBB' : issue.format, ...found(value) });
    default:
      return one('other', { detail: issue.message });
  }
}

/** The number given, or the length of the text or list given. */
function found(value: unknown): Record<string, number> {
  if (typeof value === 'number') return { found: value };
  if (typeof value === 'string' || Array.isArray(value)) return { found: value.length };
  return {};
}

/** The known field that a mistyped one was probably meant to be, or null. */
function nearestField(key: string, parent: string): string | null {
  if (key.length > 40) return null;
  const shape: Record<string, readonly string[]> = {
    '': Object.keys(briefSchema.shape),
    brand: ['voice', 'visualStyle', 'palette', 'forbidden', 'logo'],
    campaign: ['objective', 'keyMessages', 'cta', 'doNotMention'],
    audio: ['music', 'musicStyle', 'musicVolume', 'voiceOver'],
  };
  const fields = shape[parent] ?? (/^assets\.\d+$/.test(parent) ? ['path', 'role'] : []);
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, '');
  const ranked = fields
    .map((field) => ({ field, distance: editDistance(plain(key), plain(field)) }))
    .toSorted((a, b) => a.distance - b.distance);
  const nearest = ranked[0];
  return nearest !== undefined && nearest.distance <= Math.max(1, Math.floor(nearest.field.length / 3))
    ? nearest.field
    : null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function judgeBrief(brief: Brief): { path: string; score: number; category: string } {
  const texts: [string, string | undefined][] = [
    ['prompt', brief.prompt],
    ['name', brief.name],
    ['campaign.cta', brief.campaign.cta],
    ['campaign.objective', brief.campaign.objective],
    ['campaign.keyMessages', brief.campaign.keyMessages?.join('\n')],
    ['audio.voiceOver', brief.audio.voiceOver],
    ['brand.visualStyle', brief.brand.visualStyle],
  ];
  return texts
    .map(([path, text]) => ({ path, ...judgeToxicity(text ?? '') }))
    .reduce((worst, next) => (next.score > worst.score ? next : worst));
}
