import type { RunStage, RunState } from '../../shared/model/run-terms.ts';
import type { Translate } from '../../shared/i18n/translate.ts';

/** What a run says about itself while it works; the same record goes out as one JSON line with `--json`. */
export interface RunProgress {
  projectId: string;
  runId: string;
  state: RunState;
  stage: RunStage;
  /** 0…1 over the whole run. */
  fraction: number;
  currentScene: number | null;
  scenes: number;
  etaMs: number | null;
  costMicroUsd: number;
}

export interface ProgressPrinter {
  event(name: string, fields?: Readonly<Record<string, unknown>>): void;
  progress(progress: RunProgress): void;
  /** A line for people that stays on the screen; nothing with `--json`. */
  line(text: string): void;
  /** Ends the bar, so that the next output starts on a line of its own. */
  end(): void;
}

const BAR_CELLS = 24;

/** `3 s`, `1:05 min`: short, the same in both languages' digits. */
export function formatEta(etaMs: number): string {
  const seconds = Math.max(1, Math.round(etaMs / 1000));
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/** One line of a progress bar: cells, percent, stage, scene, time left. */
export function formatBar(progress: RunProgress, t: Translate): string {
  const done = Math.round(progress.fraction * BAR_CELLS);
  const cells = `${'█'.repeat(done)}${'░'.repeat(BAR_CELLS - done)}`;
  const percent = `${Math.floor(progress.fraction * 100)}%`.padStart(4);
  const scene = progress.currentScene === null ? '' : ` ${progress.currentScene}/${progress.scenes}`;
  const eta = progress.etaMs === null ? '' : ` · ${t('cli.eta', { time: formatEta(progress.etaMs) })}`;
  return `${cells} ${percent} ${t(`stage.${progress.stage}`)}${scene}${eta}`;
}

/**
 * Progress goes to stderr: a bar that redraws itself on a terminal, one line per stage where it is no terminal, one JSON
 * line per event with `json`.
 */
export function createProgressPrinter(options: {
  write: (text: string) => void;
  terminal: boolean;
  json: boolean;
  t: Translate;
}): ProgressPrinter {
  const { write, terminal, json, t } = options;
  let barShown = false;
  let lastStage = '';
  const clear = (): void => {
    if (barShown) write('\r\u001b[2K');
    barShown = false;
  };
  return {
    event(name, fields = {}) {
      if (json) write(`${JSON.stringify({ event: name, ...fields })}\n`);
    },
    progress(progress) {
      if (json) {
        write(`${JSON.stringify({ event: 'progress', ...progress })}\n`);
      } else if (terminal) {
        clear();
        write(formatBar(progress, t));
        barShown = true;
      } else if (progress.stage !== lastStage) {
        write(`${t(`stage.${progress.stage}`)}\n`);
      }
      lastStage = progress.stage;
    },
    line(text) {
      if (json) return;
      clear();
      write(`${text}\n`);
    },
    end: clear,
  };
}
