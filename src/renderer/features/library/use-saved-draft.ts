import { useEffect, useRef, useState } from 'react';

export type SaveWord = 'idle' | 'saving' | 'saved' | 'failed';

/**
 * A draft of something the library keeps, saved with every finished change. What comes from elsewhere shows up as soon as
 * nothing of our own is on its way; a save that failed keeps the draft.
 */
export function useSavedDraft<T>(stored: T, write: (draft: T) => Promise<unknown>) {
  const [draft, setDraft] = useState(stored);
  const [state, setState] = useState<SaveWord>('idle');
  const [error, setError] = useState<unknown>(null);
  const isDirty = useRef(false);
  const line = useRef<Promise<void>>(Promise.resolve());
  const storedText = JSON.stringify(stored);
  useEffect(() => {
    if (!isDirty.current) setDraft(JSON.parse(storedText) as T);
  }, [storedText]);

  const change = (wanted: T): void => {
    isDirty.current = true;
    setDraft(wanted);
  };
  const send = async (wanted: T): Promise<void> => {
    try {
      await write(wanted);
      isDirty.current = false;
      setError(null);
      setState('saved');
    } catch (thrown) {
      setError(thrown);
      setState('failed');
    }
  };
  const commit = (wanted: T): void => {
    if (JSON.stringify(wanted) === storedText && !isDirty.current) return;
    change(wanted);
    setState('saving');
    // One after the other: the last change is the one that stays.
    line.current = line.current.then(() => send(wanted));
  };
  return { draft, change, commit, state, error };
}
