import { describe, expect, it } from 'vitest';
import { createHistory } from '../editor/history.ts';
import type { History } from '../editor/history.ts';
import { offerUndo } from './undo-toast.ts';

function setUp() {
  const history: History = createHistory(() => 0);
  const undone: string[] = [];
  const closed: string[] = [];
  const offers: (() => void)[] = [];
  const record = (label: string): void => {
    const diff = { shots: { added: { [label]: { id: label } }, updated: {}, removed: {} } };
    history.record({ label, params: {}, diff, selection: null, mergeKey: null });
  };
  const undo = (): void => {
    const { done } = history.undo((diff) => diff);
    if (done !== null) undone.push(done.entry.label);
  };
  const offer = (text: string): void =>
    offerUndo(
      {
        editor: { history },
        undo,
        toasts: {
          manager: { close: (id?: string) => void closed.push(id ?? '') },
          undo: (title, _label, onUndo) => {
            offers.push(onUndo);
            return title;
          },
        },
      },
      text,
      'Undo',
    );
  return { record, undo, offer, undone, closed, offers };
}

describe('a toast that offers to undo', () => {
  it('takes back the step that it names', () => {
    const { record, offer, offers, undone } = setUp();
    record('typed');
    record('deleted');
    offer('Shot deleted');
    offers[0]?.();
    expect(undone).toEqual(['deleted']);
  });

  it('goes when another step was made, and then takes nothing back', () => {
    const { record, offer, offers, undone, closed } = setUp();
    record('deleted');
    offer('Shot deleted');
    expect(closed).toEqual([]);
    record('typed');
    expect(closed).toEqual(['Shot deleted']);
    offers[0]?.();
    expect(undone).toEqual([]);
  });

  it('goes when its step was taken back by the key', () => {
    const { record, undo, offer, offers, undone, closed } = setUp();
    record('typed');
    record('deleted');
    offer('Shot deleted');
    undo();
    expect(closed).toEqual(['Shot deleted']);
    offers[0]?.();
    expect(undone).toEqual(['deleted']);
  });
});
