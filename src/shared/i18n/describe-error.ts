import type { ErrorCode, ErrorDetails } from '../contract/errors.ts';
import { isMessageKey } from './translate.ts';
import type { MessageParams, Translate } from './translate.ts';

interface FieldIssue {
  path?: string;
  code?: string;
  params?: unknown;
}

function asParams(details: ErrorDetails): MessageParams {
  return Object.fromEntries(
    Object.entries(details).filter(
      (pair): pair is [string, string | number | boolean | null] => typeof pair[1] !== 'object' || pair[1] === null,
    ),
  );
}

/** One sentence part for one field: `"duration" must be at most 180`. */
export function describeIssue(issue: FieldIssue, t: Translate): string {
  const params = typeof issue.params === 'object' && issue.params !== null ? (issue.params as MessageParams) : {};
  const key = `issue.${issue.code ?? 'other'}`;
  const field = issue.path ?? '';
  return t(isMessageKey(key) ? key : 'issue.other', { field, detail: issue.code ?? '', ...params });
}

/** The sentence a person reads for an error code and its details, in the language of `t`. */
export function describeError(error: { code: ErrorCode; details: ErrorDetails }, t: Translate): string {
  const { issues } = error.details;
  const given = asParams(error.details);
  // Rooms name the object by what it is; the sentences have one word for it.
  const charged = `charged.${String(given.charged)}`;
  const params: MessageParams = {
    ...given,
    ...(isMessageKey(charged) ? { charged: t(charged, given) } : {}),
    what: given.what ?? given.path ?? given.file ?? given.name ?? '',
  };
  if (error.code === 'invalid-input' && Array.isArray(issues)) {
    return t('error.invalid-input', { what: issues.map((issue: FieldIssue) => describeIssue(issue, t)).join('; ') });
  }
  if (error.code === 'unsupported-media' && given.reason === 'unknown') {
    return t('error.unsupported-media', { ...params, found: t('media.unknown-data') });
  }
  if (error.code === 'not-possible-now') {
    const word = (prefix: string, code: unknown): string => {
      const key = `${prefix}.${String(code)}`;
      return isMessageKey(key) ? t(key) : String(code);
    };
    return t('error.not-possible-now', {
      ...params,
      what: word('verb', params.what),
      state: word('state', params.state ?? ''),
    });
  }
  if (error.code === 'library-busy') {
    const { address } = params;
    return t('error.library-busy', {
      ...params,
      at: typeof address === 'string' && address !== '' ? ` (${address})` : '',
    });
  }
  return t(`error.${error.code}`, params);
}
