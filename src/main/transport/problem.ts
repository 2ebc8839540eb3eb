import type { ServerResponse } from 'node:http';
import { STATUS_OF_ERROR } from '../../shared/contract/error-status.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import { toRpcError } from './interceptors.ts';

/** RFC 9457 with our members: what every error of the HTTP door looks like. */
export interface Problem {
  type: 'about:blank';
  status: number;
  code: string;
  message: string;
  details: unknown;
  retryable: boolean;
  correlationId: string | null;
}

interface CodedError {
  code: string;
  status: number;
  message: string;
  data?: unknown;
}

/** Body of an error answer. */
export function problemOf(error: CodedError): Problem {
  const data = (error.data ?? {}) as { details?: unknown; retryable?: unknown; correlationId?: unknown };
  return {
    type: 'about:blank',
    status: error.status,
    code: error.code,
    message: error.message,
    details: data.details ?? {},
    retryable: data.retryable === true,
    correlationId: typeof data.correlationId === 'string' ? data.correlationId : null,
  };
}

/** Writes an error answer, with `Retry-After` where waiting helps. Does nothing when the answer has begun. */
export function sendProblem(response: ServerResponse, problem: Problem): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const body = JSON.stringify(problem);
  const seconds = (problem.details as { seconds?: unknown } | null)?.seconds;
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...(problem.status === 429 && typeof seconds === 'number' ? { 'retry-after': String(seconds) } : {}),
    ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** The same for an AppError of a route that carries bytes. */
export function sendAppError(response: ServerResponse, error: AppError, correlationId: string, status?: number): void {
  const coded = toRpcError(error, correlationId);
  sendProblem(response, {
    ...problemOf({ code: coded.code, status: coded.status, message: coded.message, data: coded.data }),
    status: status ?? STATUS_OF_ERROR[error.code],
  });
}
