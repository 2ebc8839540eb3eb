import { useEffect, useRef, useState } from 'react';

export type SaveWord = 'idle' | 'saving' | 'saved' | 'failed';

/**
 * A draft of something the library keeps, saved with every finished change. What comes from elsewhere shows up as soon as
 * nothing of our own is on its way; a save that failed keeps the draft.
 */
export function useSavedDraft<T>(stored: T, save: (draft: T) => Promise<T>) {
  const [draft, setDraft] = useState(stored);
  const [state, setState] = useState<SaveWord>('idle');
  const [error, setError] = useState<unknown>(null);
  const isDirty = useRef(false);
  const line = useRef<Promise<void>>(Promise.resolve());
  const storedText = JSON.stringify(stored);
  useEffect(() => {
    if (!isDirty.current) setDraft(JSON.parse(storedText) as T);
  }, [storedText]);

  const change = (next: T): void => {
    isDirty.current = true;
    setDraft(next);
  };
  const commit = (next: T): void => {
    if (JSON.stringify(next) === storedText && !isDirty.current) return;
    change(next);
    setState('saving');
    // One after the other: the last change is the one that stays.
    line.current = line.current.then(async () => {
      try {
        await save(next);
        isDirty.current = false;
        setError(null);
        setState('saved');
      } catch (thrown) {
        setError(thrown);
        setState('failed');
      }
    });
  };
  return { draft, change, commit, state, error };
}
