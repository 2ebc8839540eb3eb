import { plainFault } from '../http/network-fault.ts';
import { ProviderError } from '../remote-port.ts';
import type { RemoteContext } from '../remote-port.ts';
import { compareInput } from './request.ts';
import { parseList } from './response.ts';
import type { Prediction } from './response.ts';
import type { Session } from './session.ts';

/** How far the two clocks may be apart. */
const SKEW_MS = 600_000;
const MAX_CLOCK_ERROR_MS = 86_400_000;
const MAX_PAGES = 40;

export interface SentCall {
  match: Readonly<Record<string, unknown>>;
  sentAtMs: number;
  knownIds: Pick<ReadonlySet<string>, 'has'>;
}

/** How much a listed prediction is the one that was sent; 0 is not. */
function likeness(prediction: Prediction, sent: SentCall): 0 | 1 | 2 | 3 {
  if (sent.knownIds.has(prediction.id) || prediction.model !== sent.match['model']) return 0;
  const verdict = compareInput(sent.match['input'], prediction.input);
  if (verdict === 'exact') return 3;
  if (verdict === 'likely') return 2;
  // Its data was taken away early: nothing is left to compare but the model and the time.
  return prediction.data_removed === true ? 1 : 0;
}

/** How far this machine's clock runs ahead of the provider's, ms; 0 where it does not or nobody can say. */
function aheadMs(dateHeader: string | undefined, nowMs: number): number {
  const theirs = Date.parse(dateHeader ?? '');
  return Number.isNaN(theirs) ? 0 : Math.min(MAX_CLOCK_ERROR_MS, Math.max(0, nowMs - theirs));
}

const unreadable = (why: string) => new ProviderError(plainFault('malformed-response', why));

/**
 * One reading of the list over the window of a lost create: the prediction that matches best and that nobody knows yet.
 * Throws ProviderError where the list cannot be read whole, because "not there" leads to paying again.
 */
export async function findLost(
  session: Session,
  sent: SentCall,
  context: RemoteContext,
): Promise<{ remoteId: string } | undefined> {
  const pathFrom = (ms: number) => `/predictions?created_after=${encodeURIComponent(new Date(ms).toISOString())}`;
  const fromMs = Math.max(0, sent.sentAtMs - SKEW_MS);
  let path = pathFrom(fromMs);
  let isWide = false;
  let best: { prediction: Prediction; score: number } | undefined;
  let unknownEntries = 0;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { answer } = await session.call({ path }, context);
    const ahead = aheadMs(answer.headers['date'], session.clock.nowMs());
    if (!isWide && ahead > SKEW_MS / 2) {
      // A clock that runs ahead asks too late: once more, over its error too.
      isWide = true;
      path = pathFrom(Math.max(0, fromMs - ahead));
      continue;
    }
    const list = parseList(answer.json);
    if (list === undefined) throw unreadable('the list cannot be read');
    unknownEntries += list.unreadable;
    for (const prediction of list.predictions) {
      const score = likeness(prediction, sent);
      if (score > (best?.score ?? 0)) best = { prediction, score };
    }
    if (best?.score === 3 || list.next === null) {
      if (best !== undefined) return { remoteId: best.prediction.id };
      if (unknownEntries > 0) throw unreadable('the list has entries that cannot be read');
      return undefined;
    }
    const { baseUrl } = session.egress;
    const next = URL.canParse(list.next, baseUrl.href) ? new URL(list.next, baseUrl.href) : null;
    if (next === null || !session.egress.isBaseOrigin(next)) throw unreadable('the list goes on at another address');
    path = next.href;
  }
  throw unreadable('the list does not end');
}
