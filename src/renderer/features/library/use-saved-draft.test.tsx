import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it } from 'vitest';
import { useSavedDraft } from './use-saved-draft.ts';

interface Words {
  voice: string;
  style: string;
}

/** Fields over a store whose answers come when the test says so. */
async function setUp() {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const writes: { words: Words; answer: () => Promise<void>; refuse: () => Promise<void> }[] = [];
  let stored: Words = { voice: '', style: '' };
  let fields: ReturnType<typeof useSavedDraft<Words>> | undefined;
  const root = createRoot(document.createElement('div'));
  function Probe({ words }: { words: Words }) {
    fields = useSavedDraft(
      words,
      (wanted) =>
        new Promise<void>((resolve, reject) => {
          writes.push({
            words: wanted,
            answer: () =>
              act(async () => {
                stored = wanted;
                root.render(<Probe words={stored} />);
                resolve();
              }),
            refuse: () => act(async () => reject(new Error('full'))),
          });
        }),
    );
    return null;
  }
  await act(async () => root.render(<Probe words={stored} />));
  const now = () => {
    if (fields === undefined) throw new Error('not drawn');
    return fields;
  };
  return { writes, now, leave: () => act(async () => root.unmount()) };
}

describe('a draft that is saved', () => {
  it('keeps what is typed while an earlier save is under way', async () => {
    const { writes, now } = await setUp();
    await act(async () => now().commit({ voice: 'warm', style: '' }));
    await act(async () => now().change({ voice: 'warm', style: 'neon' }));
    await writes[0]?.answer();
    expect(now().draft).toEqual({ voice: 'warm', style: 'neon' });
    await act(async () => now().commit(now().draft));
    await writes[1]?.answer();
    expect(writes.map(({ words }) => words.style)).toEqual(['', 'neon']);
    expect(now().state).toBe('saved');
  });
  it('hands over what was typed when the fields go without a blur', async () => {
    const { writes, now, leave } = await setUp();
    await act(async () => now().change({ voice: 'wa', style: '' }));
    await act(async () => now().change({ voice: 'warm', style: '' }));
    await leave();
    expect(writes.map(({ words }) => words.voice)).toEqual(['warm']);
  });
  it('tries a refused save once more on the way out, and sends nothing twice', async () => {
    const refused = await setUp();
    await act(async () => refused.now().commit({ voice: 'warm', style: '' }));
    await refused.writes[0]?.refuse();
    expect(refused.now().state).toBe('failed');
    await refused.leave();
    expect(refused.writes).toHaveLength(2);
    const sent = await setUp();
    await act(async () => sent.now().commit({ voice: 'warm', style: '' }));
    await sent.leave();
    expect(sent.writes).toHaveLength(1);
  });
});
