import type { ErrorDetails } from './errors.ts';

const ABSOLUTE_PATH = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;

/** Details that may leave the process: of an absolute path only the name, and nothing deeper than a list of faults. */
export function publicDetails(details: ErrorDetails): Record<string, unknown> {
  const clean = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return ABSOLUTE_PATH.test(value) ? (value.split(/[\\/]/).at(-1) ?? '') : value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : null;
    if (typeof value === 'boolean' || value === null) return value;
    if (depth >= 5) return null;
    if (Array.isArray(value)) return value.slice(0, 100).map((entry) => clean(entry, depth + 1));
    if (typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, clean(entry, depth + 1)]));
    return null;
  };
  return clean(details, 0) as Record<string, unknown>;
}

/** A view with the details of every failure in it as they may leave the machine. Pure; the value itself stays as it is. */
export function withPublicFailures<T>(view: T): T {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, entry]): [string, unknown] =>
      key === 'details' && 'code' in value && typeof entry === 'object' && entry !== null
        ? [key, publicDetails(entry as ErrorDetails)]
        : [key, clean(entry)],
    );
    return Object.fromEntries(entries);
  };
  return clean(view) as T;
}
