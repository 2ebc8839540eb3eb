export type ByteRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' };

/** One range of RFC 9110 over `size` bytes; `end` is inclusive. Several ranges or nonsense give the whole. */
export function parseRange(header: string | null | undefined, size: number): ByteRange {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return { kind: 'whole' };
  const first = match[1] === '' ? null : Number(match[1]);
  const last = match[2] === '' ? null : Number(match[2]);
  if (first === null) {
    if (last === null || last === 0 || size === 0) return { kind: 'unsatisfiable' };
    return { kind: 'part', start: Math.max(0, size - last), end: size - 1 };
  }
  if (first >= size) return { kind: 'unsatisfiable' };
  if (last !== null && last < first) return { kind: 'whole' };
  return { kind: 'part', start: first, end: Math.min(last ?? size - 1, size - 1) };
}
