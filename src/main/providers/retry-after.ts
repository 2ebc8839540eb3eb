const MIN_MS = 1_000;
const MAX_MS = 3_600_000;

const clampMs = (ms: number): number => Math.min(MAX_MS, Math.max(MIN_MS, Math.round(ms)));

function fromSeconds(value: unknown): number | null {
  const seconds = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0 ? clampMs(seconds * 1_000) : null;
}

function fromHeader(value: string | undefined, nowMs: number): number | null {
  if (value === undefined) return null;
  // Digits first: Date.parse('120') is the year 120 (F34).
  const seconds = fromSeconds(value);
  if (seconds !== null) return seconds;
  if (!/[A-Za-z]{3}/.test(value)) return null;
  const dateMs = Date.parse(value);
  return Number.isNaN(dateMs) ? null : clampMs(dateMs - nowMs);
}

const TEXT_HINTS = [
  /resets? in ~?\s*(\d+(?:\.\d+)?)\s*s/i,
  /available in ~?\s*(\d+(?:\.\d+)?)\s*s/i,
  /retry (?:again )?in ~?\s*(\d+(?:\.\d+)?)\s*s/i,
];

function fromText(text: string | undefined): number | null {
  for (const hint of TEXT_HINTS) {
    const found = hint.exec(text ?? '')?.[1];
    if (found !== undefined) return fromSeconds(found);
  }
  return null;
}

/**
 * How long a provider asks to wait, ms between 1 s and 1 h; null where it does not say (F33–F35). The body's own field
 * wins over the header, the header over the words. A date in the past is 1 s.
 */
export function retryAfterMs(answer: {
  /** Value of `retry_after` of the body. */
  body?: unknown;
  /** Value of the header `Retry-After`: seconds or an HTTP date. */
  header?: string | undefined;
  text?: string | undefined;
  nowMs: number;
}): number | null {
  return fromSeconds(answer.body) ?? fromHeader(answer.header, answer.nowMs) ?? fromText(answer.text);
}
