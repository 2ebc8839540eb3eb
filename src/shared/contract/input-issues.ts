/** One fault of an input, as `describeIssue` of shared/i18n reads it. */
export interface InputIssue {
  path: string;
  code: string;
  params: Record<string, string | number>;
}

interface SchemaIssue {
  code?: string;
  path?: readonly (PropertyKey | { key: PropertyKey })[];
  message?: string;
  expected?: unknown;
  keys?: readonly string[];
  minimum?: unknown;
  maximum?: unknown;
  origin?: unknown;
  values?: readonly unknown[];
  format?: unknown;
  input?: unknown;
  errors?: readonly (readonly SchemaIssue[])[];
}

const MOST = 50;

/** The faults that a schema found, without a word of what was given. */
export function inputIssuesOf(issues: readonly unknown[]): InputIssue[] {
  return issues.slice(0, MOST).flatMap((issue) => oneIssue(issue as SchemaIssue));
}

function oneIssue(issue: SchemaIssue): InputIssue[] {
  const path = (issue.path ?? [])
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .join('.')
    .slice(0, 300);
  const one = (code: string, params: InputIssue['params'] = {}): InputIssue[] => [{ path, code, params }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return (issue.keys ?? []).slice(0, MOST).map((key) => ({
        path: [path, key]
          .filter((part) => part !== '')
          .join('.')
          .slice(0, 300),
        code: 'unknown-field',
        params: {},
      }));
    case 'invalid_type':
      return /received undefined/.test(issue.message ?? '')
        ? one('required')
        : one('wrong-type', { expected: String(issue.expected) });
    case 'too_small':
      return one(issue.origin === 'string' || issue.origin === 'array' ? 'too-short' : 'too-small', {
        limit: Number(issue.minimum),
      });
    case 'too_big':
      return one(issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-large', {
        limit: Number(issue.maximum),
      });
    case 'invalid_value':
      return one('not-a-choice', { choices: (issue.values ?? []).map(String).join(', ') });
    case 'invalid_format':
      return one('format', { expected: String(issue.format) });
    case 'invalid_union': {
      const first = issue.errors?.[0]?.[0];
      return first === undefined
        ? one('other', { detail: 'not one of the shapes' })
        : oneIssue({ ...first, path: [...(issue.path ?? []), ...(first.path ?? [])] });
    }
    default:
      return one('other', { detail: 'not valid' });
  }
}
