import { useEffect, useRef, useState } from 'react';

export type SaveWord = 'idle' | 'saving' | 'saved' | 'failed';

/**
 * A draft of something the library keeps, saved with every finished change and when the fields go. What comes from
 * elsewhere shows up as soon as nothing of our own is waiting; a save that failed keeps the draft.
 */
export function useSavedDraft<T>(stored: T, write: (draft: T) => Promise<unknown>) {
  const [draft, setDraft] = useState(stored);
  const [state, setState] = useState<SaveWord>('idle');
  const [error, setError] = useState<unknown>(null);
  const newest = useRef(stored);
  // Counted, because typing goes on while a save is under way: its answer is that of an older draft.
  const typed = useRef(0);
  const sent = useRef(0);
  const saved = useRef(0);
  const line = useRef<Promise<void>>(Promise.resolve());
  const storedText = JSON.stringify(stored);
  const show = (wanted: T): void => {
    newest.current = wanted;
    setDraft(wanted);
  };
  useEffect(() => {
    if (saved.current === typed.current) show(JSON.parse(storedText) as T);
  }, [storedText]);

  const change = (wanted: T): void => {
    typed.current += 1;
    show(wanted);
  };
  const send = async (wanted: T, version: number): Promise<void> => {
    try {
      await write(wanted);
      saved.current = version;
      setError(null);
      if (sent.current === version) setState('saved');
    } catch (thrown) {
      setError(thrown);
      setState('failed');
    }
  };
  const commit = (wanted: T): void => {
    if (JSON.stringify(wanted) === storedText && saved.current === typed.current) return;
    change(wanted);
    const version = typed.current;
    sent.current = version;
    setState('saving');
    // One after the other: the last change is the one that stays.
    line.current = line.current.then(() => send(wanted, version));
  };

  const leave = useRef(() => undefined as void);
  useEffect(() => {
    leave.current = () => {
      // A screen key takes the fields away without a blur. What was sent and refused is tried once more.
      const isSent = sent.current === typed.current && state !== 'failed';
      if (!isSent && JSON.stringify(newest.current) !== storedText) commit(newest.current);
    };
  });
  useEffect(() => () => leave.current(), []);
  /** The newest draft: a handler may be older than the last letter. */
  const now = (): T => newest.current;
  return { draft, now, change, commit, state, error };
}
