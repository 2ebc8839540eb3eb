/** Shapes of keys that vendors give out: Replicate, Google, OpenAI-like, JWT, bearer headers. */
const KEY_SHAPES = [
  /\br8_[A-Za-z0-9]{20,}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,}\b/g,
  /\bsk-[A-Za-z0-9_-]{20,}\b/g,
  /\bkey_[A-Za-z0-9]{40,}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
  /\bBearer\s+[A-Za-z0-9._~+/=-]{12,}/gi,
];
const HIDDEN = '[secret]';
const MAX_DEPTH = 6;

function scrubText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 8) clean = clean.replaceAll(secret, HIDDEN);
  for (const shape of KEY_SHAPES) clean = clean.replace(shape, HIDDEN);
  return clean;
}

/**
 * A copy of a value in which no string holds a known key value or anything shaped like a key (reliability.md 3.6).
 * Errors become plain records; what is nested deeper than six levels is cut.
 */
export function scrubSecrets(value: unknown, secrets: readonly string[] = [], depth = 0): unknown {
  if (typeof value === 'string') return scrubText(value, secrets);
  if (value === null || typeof value !== 'object') return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Error) {
    const code = 'code' in value ? { code: String(value.code) } : {};
    return {
      name: value.name,
      ...code,
      message: scrubText(value.message, secrets),
      stack: scrubText(value.stack ?? '', secrets),
    };
  }
  if (Array.isArray(value)) return value.map((item) => scrubSecrets(item, secrets, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, scrubSecrets(item, secrets, depth + 1)]));
}
