import type { IncomingMessage, ServerResponse } from 'node:http';
import { StandardOpenAPIHandler } from '@orpc/openapi/standard';
import type { AnyRouter } from '@orpc/server';
import type { CallContext } from '../../shared/contract/procedure.ts';
import { createCallInterceptor, createRequestInterceptor } from './interceptors.ts';
import type { InterceptorDeps } from './interceptors.ts';
import { problemOf, sendProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { readJson } from './read-json.ts';

export const API_PREFIX = '/api/v2';
const KEEP_ALIVE_MS = 15_000;

const isIterator = (body: unknown): body is AsyncIterator<unknown, unknown, void> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'next' in body;

/** The HTTP door: every procedure of the contract under `/api/v2`, JSON in and out, problem+json, server-sent events. */
export function createHttpApi(deps: InterceptorDeps & { router: AnyRouter }) {
  const handler = new StandardOpenAPIHandler<CallContext>(deps.router, {
    interceptors: [createRequestInterceptor(deps) as never],
    clientInterceptors: [createCallInterceptor(deps) as never],
    customErrorResponseBodyEncoder: problemOf,
  });
  return {
    /** Answers a guarded request. False when no procedure has this method and path. */
    async handle(request: IncomingMessage, response: ServerResponse, url: URL, context: CallContext): Promise<boolean> {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const { matched, response: answer } = await handler.handle(
        {
          method: request.method ?? 'GET',
          url,
          headers: request.headers,
          body: () => readJson(request),
          signal: gone.signal,
        },
        { context, prefix: API_PREFIX },
      );
      if (!matched) return false;
      if (isIterator(answer.body)) await sendEvents(response, answer.body);
      else if (answer.status >= 400) sendProblem(response, answer.body as Problem);
      else sendJson(response, answer.status, answer.body);
      return true;
    },
  };
}

/** Writes a JSON answer. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body ?? null);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

/** Writes a stream as server-sent events: `message` for each value, `done` at the end, `error` where it breaks. */
async function sendEvents(response: ServerResponse, events: AsyncIterator<unknown, unknown, void>): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const write = (event: string, data: unknown): void => {
    response.write(`event: ${event}\n${data === undefined ? '' : `data: ${JSON.stringify(data)}\n`}\n`);
  };
  response.write(': open\n\n');
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS).unref();
  response.once('close', () => void events.return?.());
  try {
    for (;;) {
      const { done, value } = await events.next();
      write(done === true ? 'done' : 'message', value);
      if (done === true) break;
      // A reader that does not read must not fill our memory.
      if (response.writableNeedDrain) await new Promise<void>((resolve) => onceAny(response, resolve));
    }
  } catch (error) {
    write('error', (error as { data?: unknown }).data);
  } finally {
    clearInterval(keepAlive);
    response.end();
  }
}

function onceAny(response: ServerResponse, done: () => void): void {
  response.once('drain', done);
  response.once('close', done);
}
