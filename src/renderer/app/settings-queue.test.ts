import { describe, expect, it } from 'vitest';
import { readUiSettings } from '../../shared/model/ui-settings.ts';
import type { UiSettingsPatch } from '../../shared/model/ui-settings.ts';
import { createSettingsQueue } from './settings-queue.ts';

const stored = readUiSettings({});
const AWAY = new Error('away');

/** A queue over a library that answers when the test says so. */
function setUp() {
  const asked: { patch: UiSettingsPatch; settle: (error?: unknown) => Promise<void> }[] = [];
  const refused: unknown[] = [];
  const queue = createSettingsQueue({
    send: (patch) =>
      new Promise<void>((resolve, reject) => {
        asked.push({
          patch,
          async settle(error) {
            if (error === undefined) resolve();
            else reject(error);
            await new Promise((done) => setTimeout(done));
          },
        });
      }),
    isAway: (error) => error === AWAY,
  });
  queue.onRefused((error) => refused.push(error));
  return { queue, asked, refused };
}

describe('createSettingsQueue', () => {
  it('keeps a choice while the library is away, over every answer, and sends it when it is back', async () => {
    const { queue, asked, refused } = setUp();
    queue.choose({ theme: 'light' });
    await asked[0]?.settle(AWAY);
    expect(queue.over(stored).theme).toBe('light');
    queue.wake();
    await asked[1]?.settle();
    expect(asked.map(({ patch }) => patch)).toEqual([{ theme: 'light' }, { theme: 'light' }]);
    expect(queue.over(stored)).toEqual(stored);
    expect(refused).toEqual([]);
  });

  it('sends in order, one at a time, and an answer between two choices takes neither back', async () => {
    const { queue, asked } = setUp();
    queue.choose({ theme: 'light' });
    queue.choose({ theme: 'contrast' });
    expect(asked).toHaveLength(1);
    expect(queue.over(stored).theme).toBe('contrast');
    await asked[0]?.settle();
    expect(queue.over({ ...stored, theme: 'light' }).theme).toBe('contrast');
    await asked[1]?.settle();
    expect(asked.map(({ patch }) => patch.theme)).toEqual(['light', 'contrast']);
  });

  it('gives up what the library refuses, says so, and goes on with the next', async () => {
    const { queue, asked, refused } = setUp();
    queue.choose({ theme: 'light' });
    queue.choose({ density: 'compact' });
    await asked[0]?.settle(new Error('refused'));
    expect(refused).toHaveLength(1);
    expect(queue.over(stored)).toMatchObject({ theme: stored.theme, density: 'compact' });
    await asked[1]?.settle();
    expect(asked).toHaveLength(2);
  });
});
