/** What the desktop needs to know of work under way: progress on the task bar, no sleep, a question before quitting. */
export interface ActiveWork {
  /** Jobs that run or wait for their turn. */
  jobs: number;
  /** 0…1 over all of them. */
  fraction: number;
}

/** Something came to its end, or waits for a person. */
export interface RestedRun {
  runId: string;
  projectId: string;
  projectName: string;
  outcome: 'finished' | 'failed' | 'waits-for-approval' | 'cancelled';
}

export interface WorkPort {
  active(): ActiveWork;
  /** Called when the number of jobs or the progress changes. */
  onChange(listener: () => void): void;
  onRest(listener: (run: RestedRun) => void): void;
  /** Cancels every open run that works; what is finished is kept. */
  cancelAll(): void;
}
