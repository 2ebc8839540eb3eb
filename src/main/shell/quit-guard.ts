/** Asks before work is lost or left: quitting, and closing the last window (ux.md 4.1, 16). */

export type QuitChoice = 'background' | 'cancel' | 'stay';

export interface QuitGuardDeps {
  /** How many jobs run or wait. */
  activeJobs(): number;
  /** Resolves when the page's edits are in the library, or after it was waited for long enough. */
  saved(): Promise<void>;
  ask(jobs: number): Promise<QuitChoice>;
  cancelAll(): void;
  /** Hides the window; the work goes on. */
  hide(): void;
  /** Asks the app to quit; `mayQuit` then says yes. */
  quit(): void;
}

export interface QuitGuard {
  /** Whether the app may quit now. False: the question is asked, and `quit` is called when the answer allows it. */
  mayQuit(): boolean;
  /** The work has come to an end: an app that finishes in the background quits. */
  onIdle(): void;
  /** A person brought the window back: nothing is to be quit behind it any more. */
  stayOpen(): void;
  isInBackground(): boolean;
}

/** One guard for the app. */
export function createQuitGuard(deps: QuitGuardDeps): QuitGuard {
  let state: 'open' | 'asking' | 'background' | 'quitting' = 'open';
  const leave = (): void => {
    state = 'quitting';
    deps.quit();
  };
  const decide = async (): Promise<void> => {
    await deps.saved();
    const jobs = deps.activeJobs();
    if (jobs === 0) {
      leave();
      return;
    }
    const choice = await deps.ask(jobs);
    if (choice === 'stay') state = 'open';
    else if (choice === 'cancel') {
      deps.cancelAll();
      leave();
    } else if (deps.activeJobs() === 0) leave();
    else {
      state = 'background';
      deps.hide();
    }
  };
  return {
    mayQuit() {
      if (state === 'quitting') return true;
      if (state === 'asking') return false;
      state = 'asking';
      decide().catch(leave);
      return false;
    },
    onIdle() {
      if (state === 'background') leave();
    },
    stayOpen() {
      if (state === 'background') state = 'open';
    },
    isInBackground: () => state === 'background',
  };
}
