import type { RunService } from '../generation/run-service.ts';
import type { DeliveryDeps } from '../generation/finish-film-job.ts';
import type { GenerationDeps } from '../generation/generation-deps.ts';
import type { StartChoices } from '../generation/start-options.ts';
import type { FilmMaker } from '../generation/film-maker.ts';
import type { Library } from '../library/open-library.ts';
import type { JobEngine } from '../jobs/job-types.ts';
import type { Money } from '../money/money.ts';
import type { MediaTools } from '../media/media-types.ts';
import type { AssetRole, Brief } from '../../shared/model/brief.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import type { ProgressPrinter } from './progress-printer.ts';

/** What commands that write work with: the whole app, composed. */
export interface CommandServices
  extends
    Omit<StartChoices, 'imageProviders' | 'videoProviders' | 'planners'>,
    Pick<GenerationDeps, 'imageProviders' | 'videoProviders' | 'planners'> {
  library: Library;
  /** Takes a named file into the library: checked by content, bounded by size. */
  importFile(path: string, signal: AbortSignal): Promise<{ id: string }>;
  /** A project of a checked brief with its files. Gives its id. */
  createProject(brief: Brief, files: readonly { assetId: string; role: AssetRole; briefPath: string }[]): string;
  trashProject(projectId: string): void;
  runs: RunService;
  engine: JobEngine;
  money: Pick<Money, 'onSoftPassed'>;
  tools: MediaTools;
  films: FilmMaker;
  delivery: DeliveryDeps;
}

/** The terminal, as a parameter. */
export interface CommandIo {
  t: Translate;
  json: boolean;
  printer: ProgressPrinter;
  /** Results: stdout. */
  out(text: string): void;
  cwd: string;
  stdin: AsyncIterable<Uint8Array>;
  signal: AbortSignal;
}

export const EXIT = { done: 0, failed: 1, wrongInput: 2, partial: 3, budget: 4, cancelled: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
