import { useCallback, useEffect, useRef, useState } from 'react';
import { useBriefDesk, useLeaving } from './brief-desk.tsx';

/** Typing goes on in the field; the document gets it when the fingers rest. */
const REST_MS = 300;

export interface Typed<T> {
  value: T;
  onType: (value: T) => void;
  /** Leaving the field: hands over, and ends the step of undo. */
  onBlur: () => void;
  /** Why what stands in the field is not taken; it stays there to be mended. */
  fault: string | undefined;
}

interface TypedOptions<T> {
  /** Names the field while nobody sees it. */
  path: string;
  stored: T;
  commit: (value: T) => void;
  /** Why a value cannot be stored. */
  faultOf?: (value: T) => string | undefined;
  /** What is stored of what was typed: without the spaces around it. */
  clean?: (value: T) => T;
}

/**
 * A field that may hold what the document cannot: too long, too small, not finished. It is handed over when it can be, and
 * what was typed is never changed under the fingers. A change from elsewhere (undo, another window) wins over
 * what has rested in the field, not over what is being typed.
 */
export function useTyped<T>({ path, stored, commit, faultOf, clean }: TypedOptions<T>): Typed<T> {
  const { editor, left } = useBriefDesk();
  const [local, setLocal] = useState(() => (left.get(path) ?? null) as { value: T } | null);
  const waiting = useRef(local);
  const handed = useRef(stored);
  const timer = useRef<number>(undefined);
  const letGo = useRef<(() => void) | null>(null);
  const latest = useRef({ commit, faultOf, clean });
  useEffect(() => {
    latest.current = { commit, faultOf, clean };
  });

  /** It rests no longer: handed over, overtaken, or not to be taken, which the field itself says. */
  const release = useCallback(() => {
    letGo.current?.();
    letGo.current = null;
  }, []);
  const hand = useCallback(() => {
    window.clearTimeout(timer.current);
    const typed = waiting.current;
    if (typed === null) return release();
    const value = latest.current.clean?.(typed.value) ?? typed.value;
    if (latest.current.faultOf?.(value) !== undefined) return release();
    waiting.current = null;
    handed.current = value;
    latest.current.commit(value);
    release();
  }, [release]);

  useLeaving(hand);
  useEffect(
    () => () => {
      // Handed over just before, or not to be handed over.
      if (waiting.current === null) left.delete(path);
      else left.set(path, waiting.current);
    },
    [left, path],
  );

  useEffect(() => {
    if (Object.is(stored, handed.current)) return;
    handed.current = stored;
    const typed = waiting.current;
    // Fingers that are at it right now have the last word; the history keeps what came between.
    if (typed !== null && latest.current.faultOf?.(latest.current.clean?.(typed.value) ?? typed.value) === undefined)
      return;
    waiting.current = null;
    window.clearTimeout(timer.current);
    release();
    setLocal(null);
  }, [stored, release]);

  const onType = useCallback(
    (value: T) => {
      waiting.current = { value };
      setLocal({ value });
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(hand, REST_MS);
      letGo.current ??= editor.autosave.hold(hand);
    },
    [hand, editor],
  );
  const onBlur = useCallback(() => {
    hand();
    if (waiting.current === null) setLocal(null);
    editor.seal();
  }, [hand, editor]);

  const value = local === null ? stored : local.value;
  return { value, onType, onBlur, fault: local === null ? undefined : faultOf?.(clean?.(local.value) ?? local.value) };
}
