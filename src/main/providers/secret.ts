import { inspect } from 'node:util';
import { scrubSecrets } from '../platform/scrub-secrets.ts';

/** A key that shows itself as `[secret]` wherever it is printed. SECURITY: 3.6. Compared and copied by reference. */
export interface Secret {
  toString(): string;
  toJSON(): string;
}

const HIDDEN = '[secret]';
// Beside the objects, so that no property, spread or debugger print of a secret holds the text.
const texts = new WeakMap<Secret, string>();

/** Wraps the text of a key. */
export function createSecret(text: string): Secret {
  const hidden = () => HIDDEN;
  const secret = { toString: hidden, toJSON: hidden };
  Object.defineProperty(secret, inspect.custom, { value: hidden });
  texts.set(secret, text);
  return Object.freeze(secret);
}

/** The text again. Only `providers/http` may call this: it puts the text into the one header it is for. */
export function reveal(secret: Secret): string {
  const text = texts.get(secret);
  if (text === undefined) throw new TypeError('not a secret of this process');
  return text;
}

/** Takes keys out of text: the values given, in the forms they travel in, and anything shaped like a key. */
export type Scrubber = (text: string) => string;

const MIN_SECRET_CHARS = 6;

function base64Forms(text: string): string[] {
  // Inside a longer base64 text the same bytes look different at each of three offsets.
  return [0, 1, 2].map((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
    const start = offset === 0 ? 0 : offset + 1;
    const rest = (offset + Buffer.byteLength(text)) % 3;
    const end = shifted.length - (rest === 0 ? 0 : 4);
    return shifted.slice(start, end);
  });
}

/** Every spelling of a key that may stand in a text: as it is, URL-encoded, as JSON, base64, base64url, hex. */
export function secretForms(text: string): readonly string[] {
  const base64 = base64Forms(text);
  const forms = [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(text).toString('hex'),
  ];
  return [...new Set(forms)].filter((form) => form.length >= MIN_SECRET_CHARS).sort((a, b) => b.length - a.length);
}

/** A scrubber for these keys. Those shorter than six characters are too likely to be words, and are left. */
export function createScrubber(secrets: readonly Secret[]): Scrubber {
  const forms = secrets.flatMap((secret) => secretForms(texts.get(secret) ?? ''));
  return (text) => {
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, HIDDEN);
    return String(scrubSecrets(clean));
  };
}
