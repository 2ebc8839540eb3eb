import { ProviderError } from '../remote-port.ts';
import type { ProviderFault } from '../remote-port.ts';
import type { Egress, EgressAnswer, EgressRequest, OnceRequest } from './egress.ts';
import { networkFault, plainFault } from './network-fault.ts';
import { looksLikeHtml, parseForeignJson, readText } from './read-body.ts';

/** An answer that was read to its end. `json` is undefined where the body is not JSON. */
export interface JsonAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  json: unknown;
  text: string;
}

async function readAnswer(answer: EgressAnswer): Promise<JsonAnswer> {
  const encoding = answer.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    answer.body.on('error', () => undefined).destroy();
    throw new ProviderError(plainFault('malformed-response', `unasked encoding ${encoding}`, answer.status));
  }
  const text = await readText(answer.body);
  return { status: answer.status, headers: answer.headers, text, json: parseForeignJson(text) };
}

const isGood = (status: number): boolean => status >= 200 && status < 300;

function unreadable(answer: JsonAnswer): ProviderFault {
  const isPortal = looksLikeHtml(answer.headers['content-type'] ?? '', answer.text);
  return isPortal
    ? plainFault('portal', 'a web page came where data was due', answer.status)
    : plainFault('malformed-response', 'the answer cannot be read', answer.status);
}

/**
 * A read, a cancel or an upload: what may be repeated. Any HTTP status is an answer; a good one that is not JSON is
 * not. Throws ProviderError; an abort rejects with the signal's reason.
 */
export async function exchangeJson(egress: Egress, request: EgressRequest): Promise<JsonAnswer> {
  const opened = await egress.open(request);
  let answer: JsonAnswer;
  try {
    answer = await readAnswer(opened);
  } catch (error) {
    if (request.signal.aborted) throw request.signal.reason;
    throw error instanceof ProviderError ? error : new ProviderError(networkFault(error));
  }
  if (isGood(answer.status) && answer.json === undefined) throw new ProviderError(unreadable(answer));
  return answer;
}

/** What is known after the one POST of a paid call (F36, F38–F40, F60, F61). */
export type CreateExchange =
  | { kind: 'answered'; answer: JsonAnswer }
  | { kind: 'not-sent'; fault: ProviderFault }
  | { kind: 'unknown'; fault: ProviderFault };

const MAYBE_STARTED: ReadonlySet<number> = new Set([408, 409]);

/**
 * The one POST of a paid call. `answered` means a readable 2xx, or a 4xx other than 408 and 409, which is proof that
 * nothing was started. `not-sent` is proof that no complete request left. All else is `unknown`. Never throws for what
 * happens on the network.
 */
export async function createOnce(egress: Egress, request: OnceRequest): Promise<CreateExchange> {
  const result = await egress.once(request);
  if (result.kind === 'broken') {
    const fault = request.signal.aborted
      ? plainFault('unavailable', 'given up while it was being sent')
      : networkFault(result.error);
    return { kind: result.complete ? 'unknown' : 'not-sent', fault };
  }
  const { status } = result.answer;
  let answer: JsonAnswer;
  try {
    answer = await readAnswer(result.answer);
  } catch (error) {
    const fault = { ...networkFault(error), status };
    // The status line alone already says that it was refused.
    return isRefusal(status)
      ? { kind: 'answered', answer: { status, headers: result.answer.headers, json: undefined, text: '' } }
      : { kind: 'unknown', fault };
  }
  if (isRefusal(status) || (isGood(status) && answer.json !== undefined)) return { kind: 'answered', answer };
  if (isGood(status)) return { kind: 'unknown', fault: unreadable(answer) };
  return { kind: 'unknown', fault: plainFault(status === 408 ? 'timeout' : 'unavailable', `HTTP ${status}`, status) };
}

function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && !MAYBE_STARTED.has(status);
}
