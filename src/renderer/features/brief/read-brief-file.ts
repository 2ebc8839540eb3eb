import type { CheckedBrief } from '../../../shared/contract/briefs.ts';
import { filesNamedBy } from '../../../shared/model/brief-files.ts';
import { DRAFT_PROMPT_MAX_CHARS } from '../../../shared/model/brief.ts';
import type { Brief } from '../../../shared/model/brief.ts';
import { briefRecordOf } from '../../../shared/model/document.ts';
import type { BriefRecord } from '../../../shared/model/document.ts';
import { deepEqual } from '../../../shared/util/deep-equal.ts';
import type { Api } from '../../client/api.ts';
import type { BriefFields } from '../../editor/commands/brief.ts';
import type { ReadFile } from './import-dialog.tsx';

/** A file of words: larger ones are no brief. */
const TEXT_MAX_BYTES = 600_000;

const isJson = (file: File, text: string): boolean => /\.json$/i.test(file.name) || /^\uFEFF?\s*\{/.test(text);

/** Whether a file is a brief to read rather than media to keep: by its name, since the system often tells no type. */
export const isBriefFile = (file: Pick<File, 'name' | 'type'>): boolean =>
  /\.(json|txt|md|fountain)$/i.test(file.name) ||
  file.type === 'application/json' ||
  file.type.startsWith('text/plain');

const tooLong = (limit: number, found: number): CheckedBrief => ({
  brief: null,
  issues: [{ path: 'prompt', code: 'too-long', params: { limit, found } }],
  normalised: [],
});

/** Fields of the brief that a file gives; what it leaves out stays as it is. */
export function fieldsOfFile(brief: Brief, given: ReadonlySet<string>, projectId: string): Partial<BriefFields> {
  const record = briefRecordOf(projectId, brief);
  // Files lie beside the brief file and do not come with it; what names one is left as it is here.
  const { music: _music, ...audio } = record.audio;
  const { logo: _logo, ...brand } = record.brand;
  const fields = { ...record, audio, brand } as BriefRecord;
  return Object.fromEntries(
    Object.entries(fields).filter(([field]) => given.has(field) && field !== 'id' && field !== 'assets'),
  ) as Partial<BriefFields>;
}

/** The fields that the text of a brief file names. */
export function givenFields(text: string): ReadonlySet<string> {
  try {
    return new Set(Object.keys(JSON.parse(text.replace(/^\uFEFF/, '')) as object));
  } catch {
    return new Set();
  }
}

/** Reads and checks a brief file against the brief that is there. Rejects with what the system or the library says. */
export async function readBriefFile(
  api: Pick<Api, 'briefs'>,
  file: File,
  present: BriefRecord,
  name: string,
): Promise<ReadFile & { fields: Partial<BriefFields>; newName: string | null }> {
  const nothing = { name: file.name, text: null, changes: [], missing: [], fields: {}, newName: null };
  if (file.size > TEXT_MAX_BYTES) return { ...nothing, checked: tooLong(DRAFT_PROMPT_MAX_CHARS, file.size) };
  const text = await file.text();
  if (!isJson(file, text)) {
    const prompt = text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');
    if (prompt.length > DRAFT_PROMPT_MAX_CHARS)
      return { ...nothing, checked: tooLong(DRAFT_PROMPT_MAX_CHARS, prompt.length) };
    const changes: (keyof Brief)[] = prompt === present.prompt ? [] : ['prompt'];
    return {
      ...nothing,
      text: prompt,
      changes,
      fields: { prompt },
      checked: { brief: null, issues: [], normalised: [] },
    };
  }
  const checked = await api.briefs.check({ text });
  if (checked.brief === null) return { ...nothing, checked };
  const { brief } = checked;
  const fields = fieldsOfFile(brief, givenFields(text), present.id);
  const changes = (Object.keys(fields) as (keyof BriefFields)[]).filter(
    (field) => !deepEqual(fields[field], present[field]),
  );
  const newName = brief.name !== undefined && brief.name !== name ? brief.name : null;
  return {
    ...nothing,
    checked,
    fields,
    newName,
    changes: [...(newName === null ? [] : (['name'] as const)), ...changes],
    missing: filesNamedBy(brief).map(({ path }) => path),
  };
}
