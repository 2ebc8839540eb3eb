/** The routes below /v1: from a parsed request to an answer. Faults and sockets are the server's business. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Answer } from './answers.ts';
import { json, noCredit, problem, tooLarge, unauthenticated } from './answers.ts';
import type { AnswerCheck } from './check-answer.ts';
import type { CatalogueModel } from './catalogue.ts';
import { checkInput, invalidInputBody } from './check-input.ts';
import type { FaultPoint } from './fault-kinds.ts';
import type { DrawnFault } from './fault-plan.ts';
import { listPage } from './list-page.ts';
import { parseUpload } from './read-body.ts';
import type { Prediction, ReplicateServerOptions } from './server-types.ts';
import type { Upload, World } from './world.ts';

const MAX_FILE_BYTES = 100_000_000;
const DURATION = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?$/;
const MIN_CANCEL_AFTER_S = 5;

export interface ApiRequest {
  method: string;
  /** Below /v1, without query. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: Buffer | 'too-large';
  token: string | undefined;
  fault: DrawnFault | undefined;
}

export interface ApiReply {
  answer: Answer;
  /** What a create started. */
  created?: Prediction;
}

export interface ApiRoutes {
  handle(request: ApiRequest): Promise<ApiReply>;
  /** A link of `/files/{id}/download` that holds for an hour. */
  signedDownload(id: string): string;
}

/** Which kind of call a request is. */
export function pointOf(method: string, path: string): FaultPoint {
  if (path.startsWith('/delivery/')) return 'download';
  const call = `${method} ${path}`;
  if (/^POST \/(models\/[^/]+\/[^/]+\/)?predictions$/.test(call)) return 'create';
  if (/^POST \/predictions\/[^/]+\/cancel$/.test(call)) return 'cancel';
  if (/^GET \/predictions\/[^/]+$/.test(call)) return 'poll';
  if (call === 'GET /predictions') return 'list';
  if (call === 'POST /files') return 'upload';
  if (call === 'GET /account') return 'account';
  return /^GET \/models\/[^/]+\/[^/]+$/.test(call) ? 'model' : 'other';
}

/** Ms of a `Cancel-After` header, null without one, undefined when it is none. */
export function cancelAfterMs(header: string | undefined): number | null | undefined {
  if (header === undefined) return null;
  const match = header === '' ? null : DURATION.exec(header);
  if (match === null) return undefined;
  const [hours, minutes, seconds] = [1, 2, 3].map((part) => Number(match[part] ?? 0));
  const total = (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  return total < MIN_CANCEL_AFTER_S ? undefined : total * 1_000;
}

function headerOf(request: ApiRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

function parseJson(body: Buffer | 'too-large'): Record<string, unknown> | undefined {
  try {
    const value: unknown = body === 'too-large' ? undefined : JSON.parse(body.toString());
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

const notFound = (detail = 'The requested resource could not be found.'): Answer => problem(404, 'Not found', detail);
const fileNotFound = (): Answer => problem(404, 'Not found', 'File not found');
const badVersion = (): Answer =>
  problem(
    422,
    'Invalid version or not permitted',
    "The specified version does not exist (or perhaps you don't have permission to use it?)",
  );

function wireUpload(upload: Upload, base: string): Record<string, unknown> {
  return {
    id: upload.id,
    urls: { get: `${base}/files/${upload.id}` },
    content_type: upload.contentType,
    size: upload.size,
    checksums: { sha256: upload.sha256 },
    metadata: upload.metadata,
    created_at: new Date(upload.createdAtMs).toISOString(),
    expires_at: new Date(upload.expiresAtMs).toISOString(),
  };
}

function wireModel(model: CatalogueModel): Record<string, unknown> {
  return {
    url: `https://replicate.com/${model.id}`,
    owner: model.owner,
    name: model.name,
    description: null,
    visibility: 'public',
    github_url: null,
    paper_url: null,
    license_url: null,
    run_count: 1_000,
    is_official: model.official,
    cover_image_url: null,
    default_example: null,
    latest_version: {
      id: model.versionId,
      created_at: '2026-08-22T00:00:00.000Z',
      cog_version: '0.16.0',
      openapi_schema: {
        openapi: '3.0.2',
        info: { title: 'Cog', version: '0.1.0' },
        components: {
          schemas: {
            Input: model.inputSchema,
            Output:
              model.outputShape === 'array'
                ? { type: 'array', items: { type: 'string', format: 'uri' }, title: 'Output' }
                : { type: 'string', format: 'uri', title: 'Output' },
          },
        },
      },
    },
  };
}

/** `place.base` ends in /v1. `waitFor` resolves when the prediction has ended or the ms have passed. */
export function createApiRoutes(deps: {
  options: ReplicateServerOptions;
  catalogue: Map<string, CatalogueModel>;
  retired: Set<string>;
  tokens: Set<string>;
  world: World;
  check: AnswerCheck;
  place: { base: string };
  nowMs: () => number;
  waitFor: (one: Prediction, ms: number) => Promise<void>;
}): ApiRoutes {
  const { options, catalogue, retired, world, check, place, nowMs } = deps;
  const secret = 'files-signing-secret';
  const owner = 'test-studio';

  const modelAt = (id: string): CatalogueModel | Answer => {
    if (retired.has(id)) return notFound(`The model ${id} is no longer available.`);
    return catalogue.get(id) ?? notFound();
  };
  const byVersion = (version: string): CatalogueModel | Answer => {
    const [id, hash] = version.includes('/') ? version.split(':') : [undefined, version];
    for (const model of catalogue.values()) {
      if (id !== undefined && model.id !== id) continue;
      if (retired.has(model.id)) continue;
      // Only official models may be named without a version.
      if (hash === undefined ? model.official : model.versionId === hash) return model;
    }
    return badVersion();
  };

  const create = async (request: ApiRequest, named: string | undefined): Promise<ApiReply> => {
    const body = parseJson(request.body);
    if (body === undefined) return { answer: problem(400, 'Bad request', 'The request body is not a JSON object') };
    let target = named === undefined ? undefined : modelAt(named);
    if (target !== undefined && 'official' in target && !target.official) target = notFound();
    if (target !== undefined && 'status' in target) return { answer: target };

    const schema = named === undefined ? 'schemas_version_prediction_request' : 'schemas_prediction_request';
    const wrong = check.body(schema, body);
    if (wrong.length > 0) {
      const fields = wrong.map((description) => ({ type: 'invalid', field: 'body', description }));
      return { answer: json(422, invalidInputBody(fields)) };
    }
    const model = target ?? byVersion(String(body['version']));
    if ('status' in model) return { answer: model };
    const input = body['input'] as Record<string, unknown>;
    const fields = checkInput(input, model.inputSchema);
    if (fields.length > 0) return { answer: json(422, invalidInputBody(fields)) };
    const deadlineAfterMs = cancelAfterMs(headerOf(request, 'cancel-after'));
    if (deadlineAfterMs === undefined) {
      return { answer: problem(422, 'Invalid header', 'Cancel-After must be a duration of at least 5 seconds') };
    }
    const { creditMicroUsd } = options;
    if (creditMicroUsd !== undefined && world.spentMicroUsd() >= creditMicroUsd) return { answer: noCredit() };

    const token = request.token ?? '';
    const created = world.create({ model, input, token, deadlineAfterMs, fault: request.fault });
    const prefer = /^wait(?:=([1-9]\d?))?$/.exec(headerOf(request, 'prefer') ?? '');
    if (prefer !== null) await deps.waitFor(created, Math.min(60, Number(prefer[1] ?? 60)) * 1_000);
    const wire = world.wire(created);
    const isOpen = wire['status'] === 'starting' || wire['status'] === 'processing';
    return { answer: json(prefer !== null && isOpen ? 202 : 201, wire), created };
  };

  const predictionAt = (request: ApiRequest, id: string, act: (one: Prediction) => void): Answer => {
    const one = world.find(id);
    if (one === undefined || one.token !== request.token) return notFound();
    act(one);
    return json(200, world.wire(one));
  };

  const upload = async (request: ApiRequest): Promise<Answer> => {
    if (request.body === 'too-large') return tooLarge();
    const parts = await parseUpload(headerOf(request, 'content-type') ?? '', request.body);
    if (parts === undefined) return problem(400, 'Bad request', 'The part content is missing');
    if (parts.bytes.length > MAX_FILE_BYTES) return tooLarge();
    if (Buffer.byteLength(parts.name) > 255) return problem(422, 'Invalid', 'The file name is too long');
    return json(201, wireUpload(world.addUpload({ ...parts, owner }), place.base));
  };

  const fileAt = (method: string, id: string): Answer => {
    const found = world.uploads.get(id);
    if (found === undefined || found.expiresAtMs <= nowMs()) return fileNotFound();
    if (method === 'GET') return json(200, wireUpload(found, place.base));
    world.uploads.delete(id);
    return { status: 204, headers: {}, body: Buffer.alloc(0) };
  };

  const signatureOf = (id: string, expiry: string): Buffer =>
    createHmac('sha256', secret).update(`${owner} ${id} ${expiry}`).digest();

  const download = (id: string, query: URLSearchParams): Answer => {
    const expiry = query.get('expiry') ?? '';
    const given = Buffer.from(query.get('signature') ?? '', 'base64');
    const wanted = signatureOf(id, expiry);
    const found = world.uploads.get(id);
    const fits = given.length === wanted.length && timingSafeEqual(given, wanted) && query.get('owner') === owner;
    if (!fits || Number(expiry) * 1_000 <= nowMs() || found === undefined || found.bytes === null)
      return fileNotFound();
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: found.bytes };
  };

  const modelRoute = (id: string): Answer => {
    const model = modelAt(id);
    return 'status' in model ? model : json(200, wireModel(model));
  };

  const route = async (request: ApiRequest): Promise<ApiReply> => {
    const { method, path, query } = request;
    const [, head = '', id = '', third = '', fourth = ''] = path.split('/').map(decodeURIComponent);
    switch (pointOf(method, path)) {
      case 'create':
        return create(request, head === 'models' ? `${id}/${third}` : undefined);
      case 'cancel':
        return { answer: predictionAt(request, id, (one) => world.cancel(one)) };
      case 'poll':
        return { answer: predictionAt(request, id, () => undefined) };
      case 'list':
        return { answer: listPage(query, world, request.token ?? '', place.base, nowMs()) };
      case 'upload':
        return { answer: await upload(request) };
      case 'account':
        return { answer: json(200, { type: 'user', username: owner, name: 'Test Studio' }) };
      case 'model':
        return { answer: modelRoute(`${id}/${third}`) };
      default:
        break;
    }
    const call = `${method} /${head}`;
    if (call === 'GET /hardware') return { answer: json(200, [{ name: 'Nvidia L40S GPU', sku: 'gpu-l40s' }]) };
    if (call === 'GET /files' && third === 'download' && fourth === '') return { answer: download(id, query) };
    if ((call === 'GET /files' || call === 'DELETE /files') && id !== '' && third === '') {
      return { answer: fileAt(method, id) };
    }
    if (call === 'GET /files' && id === '') {
      const results = [...world.uploads.values()].filter((one) => one.expiresAtMs > nowMs()).toReversed();
      const wire = results.slice(0, 100).map((one) => wireUpload(one, place.base));
      return { answer: json(200, { next: null, previous: null, results: wire }) };
    }
    return { answer: notFound() };
  };

  return {
    signedDownload: (id) => {
      const expiry = String(Math.floor(nowMs() / 1_000) + 3_600);
      const query = new URLSearchParams({ owner, expiry, signature: signatureOf(id, expiry).toString('base64') });
      return `${place.base}/files/${id}/download?${query.toString()}`;
    },
    handle: async (request) => {
      const isSigned = /^\/files\/[^/]+\/download$/.test(request.path);
      if (!isSigned && (request.token === undefined || !deps.tokens.has(request.token))) {
        return { answer: unauthenticated() };
      }
      return route(request);
    },
  };
}
