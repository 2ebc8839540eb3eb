import { failureOf } from '../../client/api.ts';

/** Puts a failure's code and details on the clipboard, for whoever helps. */
export function copyDetails(error: unknown): void {
  void navigator.clipboard.writeText(JSON.stringify(failureOf(error), null, 2)).catch(() => undefined);
}
