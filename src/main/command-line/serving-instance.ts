import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import type { ErrorCode } from '../../shared/contract/errors.ts';

/** `HOME/server.json`, written 0600 by `serve` while it runs: where it is and the token for this machine's commands. */
const serverFileSchema = z.strictObject({ url: z.url(), token: z.string().min(16), pid: z.int() });

/**
 * Sends a writing command to the instance that serves this library (decision 35). Gives `undefined` when none does, so
 * that the caller opens the library itself. Throws what the instance answers.
 */
export async function askServingInstance(home: string, method: 'POST' | 'DELETE', path: string): Promise<unknown> {
  let server: z.infer<typeof serverFileSchema>;
  try {
    server = serverFileSchema.parse(JSON.parse(await readFile(join(home, 'server.json'), 'utf8')));
    // The pid may be gone while the file is still there: a killed process cleans nothing up.
    process.kill(server.pid, 0);
  } catch {
    return undefined;
  }
  const response = await fetch(new URL(path, server.url), {
    method,
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
    ...(method === 'POST' ? { body: '{}' } : {}),
  }).catch(() => undefined);
  if (response === undefined) return undefined;
  const body = (await response.json().catch(() => ({}))) as {
    code?: ErrorCode;
    message?: string;
    details?: Record<string, string>;
  };
  if (!response.ok)
    throw new AppError(body.code ?? 'internal', body.message ?? response.statusText, body.details ?? {});
  return body;
}
