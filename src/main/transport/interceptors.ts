import { ORPCError } from '@orpc/server';
import { AppError, ERROR_CODES, toAppError } from '../../shared/contract/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import { STATUS_OF_ERROR } from '../../shared/contract/error-status.ts';
import { inputIssuesOf } from '../../shared/contract/input-issues.ts';
import { CALLS_PER_MINUTE, mayDo } from '../../shared/contract/procedure.ts';
import type { CallContext, ErrorData, ProcedureMeta } from '../../shared/contract/procedure.ts';
import { publicDetails } from '../../shared/contract/public-details.ts';
import { describeError } from '../../shared/i18n/describe-error.ts';
import { createTranslate } from '../../shared/i18n/translate.ts';
import type { Clock } from '../platform/clock.ts';
import type { NewId } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import type { RateLimiter } from './rate-limiter.ts';

/** This room carries calls: doors, guards, and the one place where errors become answers. */

const english = createTranslate('en');
const SLOW_MS = 100;

export interface InterceptorDeps {
  log: Logger;
  clock: Clock;
  newId: NewId;
  /** R11.2's rates; bound on the HTTP door only. */
  rates?: RateLimiter;
}

const isErrorCode = (code: string): code is ErrorCode => (ERROR_CODES as readonly string[]).includes(code);

/** The error as the contract has it: code, status, an English sentence, details without paths, an id for the log. */
export function toRpcError(error: AppError, correlationId: string): ORPCError<ErrorCode, ErrorData> {
  const isInternal = error.code === 'internal';
  const details = isInternal ? {} : publicDetails(error.details);
  const message = describeError(
    { code: error.code, details: { ...(details as ErrorDetails), ...(isInternal ? { id: correlationId } : {}) } },
    english,
  );
  return new ORPCError(error.code, {
    defined: true,
    status: STATUS_OF_ERROR[error.code],
    message,
    data: { details: isInternal ? { id: correlationId } : details, retryable: error.retryable, correlationId },
  });
}

/** Anything thrown by a call, as an AppError: what the library says about inputs becomes `invalid-input` with issues. */
export function appErrorOf(thrown: unknown): AppError {
  if (!(thrown instanceof ORPCError)) return toAppError(thrown);
  if (thrown.code === 'BAD_REQUEST') {
    const { issues } = (thrown.data ?? {}) as { issues?: unknown };
    return new AppError('invalid-input', 'the input does not fit the contract', {
      issues: Array.isArray(issues) ? inputIssuesOf(issues) : [{ path: '', code: 'not-json', params: { detail: '' } }],
    });
  }
  return new AppError('internal', thrown.message, {}, { cause: thrown.cause ?? thrown });
}

const isReady = (thrown: unknown): thrown is ORPCError<ErrorCode, ErrorData> =>
  thrown instanceof ORPCError && thrown.defined && isErrorCode(String(thrown.code));

/** Chains the messages of an error and its causes: for the log only. */
function reasonsOf(error: unknown): string {
  const reasons: string[] = [];
  for (let at: unknown = error; at instanceof Error && reasons.length < 5; at = at.cause) reasons.push(at.message);
  return reasons.join(' <- ');
}

interface CallOptions {
  path: readonly string[];
  context: CallContext;
  procedure: { '~orpc': { meta: ProcedureMeta; errorMap: object } };
  next(): Promise<unknown>;
}

/** Around every call on every door: role, rate, errors, log. */
export function createCallInterceptor(deps: InterceptorDeps) {
  const { log, clock, newId, rates } = deps;

  const fail = (thrown: unknown, options: CallOptions, startedMs: number): never => {
    const correlationId = newId();
    let error = appErrorOf(thrown);
    // What a procedure does not declare, its callers cannot know: it is a fault of ours.
    if (!(error.code in options.procedure['~orpc'].errorMap))
      error = new AppError('internal', `undeclared ${error.code}: ${error.message}`, {}, { cause: error });
    const fields = {
      method: options.path.join('.'),
      ms: Math.round(clock.monotonicMs() - startedMs),
      outcome: error.code,
      door: options.context.door,
      correlationId,
    };
    if (error.code === 'internal')
      log.error('call.failed', {
        ...fields,
        reason: reasonsOf(error),
        stack: thrown instanceof Error ? thrown.stack : undefined,
      });
    else log.info('call.refused', fields);
    throw toRpcError(error, correlationId);
  };

  return async (options: CallOptions): Promise<unknown> => {
    const startedMs = clock.monotonicMs();
    const { meta } = options.procedure['~orpc'];
    try {
      if (meta.role === undefined) throw new AppError('forbidden', 'a call without a role');
      if (meta.role !== 'public' && options.context.role === 'public')
        throw new AppError('unauthorized', 'no token', {});
      if (!mayDo(options.context.role, meta.role)) throw new AppError('forbidden', `wants ${meta.role}`);
      if (meta.rate !== undefined && rates !== undefined && options.context.door === 'http') {
        const waitMs = rates.take(`${options.context.caller}:${meta.rate}`, CALLS_PER_MINUTE[meta.rate]);
        if (waitMs > 0)
          throw new AppError('rate-limited', 'too many calls', { seconds: Math.max(1, Math.ceil(waitMs / 1_000)) });
      }
      const output = await options.next();
      const ms = clock.monotonicMs() - startedMs;
      const fields = { method: options.path.join('.'), ms: Math.round(ms), outcome: 'ok', door: options.context.door };
      if (ms > SLOW_MS) log.warn('call.slow', fields);
      else log.debug('call', fields);
      return isIterator(output) ? guardIterator(output, (thrown) => fail(thrown, options, startedMs)) : output;
    } catch (thrown) {
      return fail(thrown, options, startedMs);
    }
  };
}

/** Around what happens before a call is found: a body that cannot be read is the caller's fault, all else is ours. */
export function createRequestInterceptor(deps: InterceptorDeps) {
  return async (options: { next(): Promise<unknown> }): Promise<unknown> => {
    try {
      return await options.next();
    } catch (thrown) {
      if (isReady(thrown)) throw thrown;
      const correlationId = deps.newId();
      const known = thrown instanceof ORPCError || thrown instanceof AppError;
      const error = known || !(thrown instanceof SyntaxError) ? appErrorOf(thrown) : unreadable();
      deps.log.warn('request.refused', { outcome: error.code, correlationId, reason: reasonsOf(thrown) });
      throw toRpcError(error, correlationId);
    }
  };
}

const unreadable = (): AppError =>
  new AppError('invalid-input', 'not readable', { issues: [{ path: '', code: 'not-json', params: { detail: '' } }] });

const isIterator = (value: unknown): value is AsyncIterator<unknown, unknown, void> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/** The same stream with its errors as the contract has them. `return` goes through at once, so that nothing leaks. */
function guardIterator(inner: AsyncIterator<unknown, unknown, void>, fail: (thrown: unknown) => never) {
  const outer = {
    next: () => inner.next().catch(fail),
    return: async (value?: unknown) => (await inner.return?.(value)) ?? { done: true as const, value },
    throw: async (error?: unknown) => {
      await inner.return?.(undefined);
      throw error;
    },
    [Symbol.asyncIterator]: () => outer,
  };
  return outer;
}
