export interface LatestQuestion<Q> {
  /** Asks when nothing newer has come for a while. */
  put(question: Q): void;
  /** Forgets what rests and what is under way; a later question begins anew. */
  dispose(): void;
}

/**
 * Asks about the newest thing only: a question rests before it is asked, at most one is under way, and while it is only
 * the newest waits. An answer to something old is not told.
 */
export function createLatestQuestion<Q, A>(deps: {
  ask(question: Q): Promise<A>;
  restMs: number;
  onAnswer(answer: A, question: Q): void;
  onError(error: unknown, question: Q): void;
}): LatestQuestion<Q> {
  let waiting: { question: Q } | null = null;
  let isAsking = false;
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (waiting !== null && !isOver) {
      const { question } = waiting;
      waiting = null;
      // Something newer may have come while it was under way.
      const isNewest = (): boolean => waiting === null && timer === undefined && !isOver;
      try {
        const answer = await deps.ask(question);
        if (isNewest()) deps.onAnswer(answer, question);
      } catch (error) {
        if (isNewest()) deps.onError(error, question);
      }
    }
    isAsking = false;
  };

  return {
    put(question) {
      isOver = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = undefined;
        waiting = { question };
        void run();
      }, deps.restMs);
    },
    dispose() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}
