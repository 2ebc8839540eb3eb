/** Checks answers against the published OpenAPI document (the reduced copy beside this file). */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Answer } from './answers.ts';

type Schema = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, { schema?: Schema }>>;
interface Operation {
  responses: Readonly<Record<string, { content?: Content }>>;
}
export interface OpenApi {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: { schemas: Readonly<Record<string, Schema>> };
}

export interface AnswerCheck {
  /** What is wrong with an answer to `GET /predictions/abc` and so on; empty when it is as published. */
  answer(method: string, path: string, answer: Answer): string[];
  /** What is wrong with a body against one of `components.schemas`. */
  body(schema: string, value: unknown): string[];
}

/** The document as it lies beside this file. */
export function readOpenApi(): OpenApi {
  return JSON.parse(readFileSync(new URL('spec/openapi.json', import.meta.url), 'utf8')) as OpenApi;
}

/**
 * Mends the one place where the document contradicts itself: `version` is `oneOf` "any string" and the string
 * "hidden", so that "hidden" itself would match twice.
 */
function mended(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mended);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]): [string, unknown] => [
    key === 'oneOf' ? 'anyOf' : key,
    key === '$ref' && typeof one === 'string' ? one.replace(/^#/, 'openapi#') : mended(one),
  ]);
  return Object.fromEntries(entries);
}

function pathPattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}

export function createAnswerCheck(document: OpenApi = readOpenApi()): AnswerCheck {
  const ajv = new Ajv({ strict: false, allErrors: true });
  // CommonJS under NodeNext: the function sits below `default` for the type checker, on the module for Node.
  (addFormats as unknown as (target: Ajv) => void)(ajv);
  ajv.addSchema(mended(document) as Schema, 'openapi');
  const templates = Object.keys(document.paths).map((template) => ({ template, pattern: pathPattern(template) }));
  const known = new Map<string, ReturnType<Ajv['compile']>>();

  const errorsOf = (pointer: string, value: unknown): string[] => {
    let check = known.get(pointer);
    if (check === undefined) {
      check = ajv.compile({ $ref: `openapi#${pointer}` });
      known.set(pointer, check);
    }
    if (check(value) === true) return [];
    return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`.trim());
  };
  const escaped = (text: string): string => encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));

  return {
    body: (schema, value) => errorsOf(`/components/schemas/${schema}`, value),
    answer: (method, path, { status, headers, body }) => {
      const route = templates.find(({ pattern }) => pattern.test(path));
      const name = method.toLowerCase();
      const operation = route === undefined ? undefined : document.paths[route.template]?.[name];
      if (route === undefined || operation === undefined) return [`${method} ${path} is not in the document`];
      const response = operation.responses[String(status)];
      // Errors such as 401 or 422 are live facts that the document does not describe.
      if (response === undefined) return status >= 400 ? [] : [`${method} ${path} does not answer ${status}`];
      if (response.content === undefined) return body.length === 0 ? [] : ['this answer has no body'];
      const type = (headers['content-type'] ?? '').split(';')[0] ?? '';
      if (response.content[type] === undefined) return [`${type || 'no type'} is not published for ${status}`];
      if (!type.endsWith('json')) return [];
      const at = ['paths', route.template, name, 'responses', String(status), 'content', type, 'schema'];
      return errorsOf(`/${at.map(escaped).join('/')}`, JSON.parse(body.toString()));
    },
  };
}
