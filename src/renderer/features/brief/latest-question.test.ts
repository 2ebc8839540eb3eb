import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLatestQuestion } from './latest-question.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Answers come when they are let go. */
function desk() {
  const open: { question: string; answer(): void; fail(): void }[] = [];
  const answers: string[] = [];
  const errors: string[] = [];
  const asker = createLatestQuestion<string, string>({
    restMs: 450,
    ask: (question) =>
      new Promise((resolve, reject) => {
        open.push({ question, answer: () => resolve(question), fail: () => reject(new Error(question)) });
      }),
    onAnswer: (answer) => answers.push(answer),
    onError: (_error, question) => errors.push(question),
  });
  return { asker, open, answers, errors };
}
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe('createLatestQuestion', () => {
  it('asks once for many keys, after they rest', async () => {
    const { asker, open } = desk();
    for (const text of ['A', 'A c', 'A ca', 'A cat']) {
      asker.put(text);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(open).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(50);
    expect(open.map(({ question }) => question)).toEqual(['A cat']);
  });

  it('has one question under way, and then only the newest', async () => {
    const { asker, open, answers } = desk();
    for (const text of ['one', 'two', 'three']) {
      asker.put(text);
      await vi.advanceTimersByTimeAsync(450);
    }
    expect(open.map(({ question }) => question)).toEqual(['one']);
    open[0]?.answer();
    await settle();
    expect(open.map(({ question }) => question)).toEqual(['one', 'three']);
    open[1]?.answer();
    await settle();
    // The answer about "one" was old when it came.
    expect(answers).toEqual(['three']);
  });

  it('tells no answer while newer words still rest', async () => {
    const { asker, open, answers } = desk();
    asker.put('one');
    await vi.advanceTimersByTimeAsync(450);
    asker.put('two');
    open[0]?.answer();
    await settle();
    expect(answers).toEqual([]);
    await vi.advanceTimersByTimeAsync(450);
    open[1]?.answer();
    await settle();
    expect(answers).toEqual(['two']);
  });

  it('goes on after a failure, and is silent when it is over', async () => {
    const { asker, open, answers, errors } = desk();
    asker.put('one');
    await vi.advanceTimersByTimeAsync(450);
    open[0]?.fail();
    await settle();
    expect(errors).toEqual(['one']);
    asker.put('two');
    await vi.advanceTimersByTimeAsync(450);
    asker.dispose();
    open[1]?.answer();
    await settle();
    expect(answers).toEqual([]);
  });
});
