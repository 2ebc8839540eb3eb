import { deepEqual } from '../util/deep-equal.ts';

/**
 * Changes of one record as [from, to] per field. A field that holds an object with the same keys before and after is
 * written by path (`picture.camera.size`), so that turning one control costs bytes, not the whole picture. Arrays and
 * objects whose keys differ change as one. Pure; nothing given is modified.
 */
export type FieldChange = readonly [from: unknown, to: unknown];
export type FieldChanges = Readonly<Record<string, FieldChange>>;
export type JsonRecord = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keysOf = (record: JsonRecord): string[] => Object.keys(record).filter((key) => record[key] !== undefined);

function haveSameKeys(a: JsonRecord, b: JsonRecord): boolean {
  const keys = keysOf(a);
  return keys.length === keysOf(b).length && keys.every((key) => b[key] !== undefined);
}

function collect(before: unknown, after: unknown, path: string, changes: Record<string, FieldChange>): void {
  if (before === after) return;
  if (isRecord(before) && isRecord(after) && haveSameKeys(before, after)) {
    for (const key of keysOf(before)) collect(before[key], after[key], path === '' ? key : `${path}.${key}`, changes);
    return;
  }
  if (!deepEqual(before, after)) changes[path] = [before, after];
}

/** What it takes to turn `before` into `after`; both have the same fields. Empty where nothing differs. */
export function fieldChanges(before: JsonRecord, after: JsonRecord): FieldChanges {
  const changes: Record<string, FieldChange> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    collect(before[key], after[key], key, changes);
  }
  return changes;
}

/** The value at a path, `undefined` where the path leads nowhere. */
export function valueAt(record: unknown, path: string): unknown {
  let value: unknown = record;
  for (const key of path.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function withValue(value: unknown, keys: readonly string[], to: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return to;
  const record = isRecord(value) ? value : {};
  return { ...record, [key]: withValue(Object.hasOwn(record, key) ? record[key] : undefined, rest, to) };
}

/** The record with every `to` in its place. Objects on the way are copied, the rest is shared. */
export function withFields<R extends JsonRecord>(record: R, changes: FieldChanges): R {
  let next: unknown = record;
  for (const [path, [, to]] of Object.entries(changes)) next = withValue(next, path.split('.'), to);
  return next as R;
}

/** The same changes the other way round. */
export function reverseFields(changes: FieldChanges): FieldChanges {
  return Object.fromEntries(Object.entries(changes).map(([path, [from, to]]) => [path, [to, from] as const]));
}

const isInside = (path: string, of: string): boolean => path.startsWith(`${of}.`);
const under = (path: string, of: string): string => path.slice(of.length + 1);

/** `first`, then `second`, as one. Fields that are back where they were are left out. */
export function squashFields(first: FieldChanges, second: FieldChanges): FieldChanges {
  const merged: Record<string, FieldChange> = { ...first };
  for (const [path, [from, to]] of Object.entries(second)) {
    const same = merged[path];
    const whole = Object.keys(merged).find((other) => isInside(path, other));
    if (same !== undefined) merged[path] = [same[0], to];
    else if (whole !== undefined) {
      // A part of what `first` replaced as a whole.
      const [wholeFrom, wholeTo] = merged[whole] as FieldChange;
      merged[whole] = [wholeFrom, withValue(wholeTo, under(path, whole).split('.'), to)];
    } else {
      // The whole of which `first` changed parts: the old whole is what `second` found, with those parts put back.
      let original = from;
      for (const part of Object.keys(merged).filter((other) => isInside(other, path))) {
        original = withValue(original, under(part, path).split('.'), (merged[part] as FieldChange)[0]);
        delete merged[part];
      }
      merged[path] = [original, to];
    }
  }
  return Object.fromEntries(Object.entries(merged).filter(([, [from, to]]) => !deepEqual(from, to)));
}
