import type { OpenTarget } from '../../shared/contract/shell-bridge.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { RestedRun, WorkPort } from '../platform/work-port.ts';

/** Shows work under way outside the window: task bar, no sleep, one notification per batch (ux.md 4.1, 11–13). */

export interface WorkSigns {
  /** 0…1; null: nothing runs. `error`: something failed and nobody has looked yet. */
  progress(fraction: number | null, mode: 'normal' | 'error'): void;
  /** Batches that ended unseen. */
  badge(count: number): void;
  keepAwake(isWanted: boolean): void;
  notify(message: { title: string; body: string; target: OpenTarget }): void;
  isFocused(): boolean;
}

const NAMES_SHOWN = 3;
const WORDS = {
  finished: ['desktop.done-title', 'desktop.done-many'],
  failed: ['desktop.failed-title', 'desktop.failed-many'],
  'waits-for-approval': ['desktop.approve-title', 'desktop.approve-many'],
} as const;

/** Title, body and place to go of a batch; null where a person ended everything in it. */
export function messageOfBatch(
  runs: readonly RestedRun[],
  t: Translate,
): { title: string; body: string; target: OpenTarget } | null {
  const told = runs.filter(({ outcome }) => outcome !== 'cancelled');
  // What needs a person comes first.
  const order = ['failed', 'waits-for-approval', 'finished', 'cancelled'];
  const [first] = told.toSorted((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  if (first === undefined || first.outcome === 'cancelled') return null;
  const isMixed = told.some(({ outcome }) => outcome !== first.outcome);
  const [one, many] = WORDS[first.outcome];
  const names = [...new Set(told.map(({ projectName }) => projectName))];
  const body = names.slice(0, NAMES_SHOWN).join(', ') + (names.length > NAMES_SHOWN ? ' …' : '');
  const count = told.length;
  return {
    title: count === 1 ? t(one) : t(isMixed ? 'desktop.ended-many' : many, { count }),
    body,
    target: { kind: 'run', id: first.runId, projectId: first.projectId },
  };
}

/** Follows the work. `seen`: call it when the window gets the focus. */
export function watchWork(deps: { work: WorkPort; signs: WorkSigns; words: () => Translate; onIdle(): void }) {
  const { work, signs } = deps;
  let batch: RestedRun[] = [];
  let unseen = 0;
  let hasFailed = false;
  let wasActive = false;

  const show = (): void => {
    const { jobs, fraction } = work.active();
    const isActive = jobs > 0;
    if (isActive !== wasActive) signs.keepAwake(isActive);
    signs.progress(isActive ? fraction : hasFailed ? 1 : null, hasFailed ? 'error' : 'normal');
    if (wasActive && !isActive) {
      endBatch();
      deps.onIdle();
    }
    wasActive = isActive;
  };
  const endBatch = (): void => {
    const ended = batch;
    batch = [];
    const message = messageOfBatch(ended, deps.words());
    if (message === null || signs.isFocused()) return;
    unseen += 1;
    signs.badge(unseen);
    signs.notify(message);
  };
  work.onRest((run) => {
    batch.push(run);
    if (run.outcome === 'failed' && !signs.isFocused()) hasFailed = true;
  });
  work.onChange(show);

  return {
    seen(): void {
      unseen = 0;
      hasFailed = false;
      signs.badge(0);
      show();
    },
  };
}
