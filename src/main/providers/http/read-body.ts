import { ProviderError } from '../remote-port.ts';
import { plainFault } from './network-fault.ts';

/** SECURITY: P6. */
export const MAX_JSON_BYTES = 5 * 1024 * 1024;
export const MAX_JSON_DEPTH = 40;

/** The whole body as text, at most `maxBytes`. Throws ProviderError `malformed-response`, or what the socket throws. */
export async function readText(body: AsyncIterable<unknown>, maxBytes: number = MAX_JSON_BYTES): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    bytes += part.length;
    // Leaving the loop destroys the stream and with it the socket.
    if (bytes > maxBytes) throw new ProviderError(plainFault('malformed-response', 'the answer is too large'));
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** Foreign JSON: depth is limited before anything is built, `__proto__` is dropped. Undefined where it is not JSON. */
export function parseForeignJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
}

/** True for what a login page or a proxy sends where JSON is due (F60). */
export function looksLikeHtml(contentType: string, text: string): boolean {
  return /^\s*(text\/html|application\/xhtml)/i.test(contentType) || /^\s*<(!doctype|html|head|body)\b/i.test(text);
}
