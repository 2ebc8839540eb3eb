/** Every fault that the server can cause, by name (rows F33–F61 of the fault catalogue). Pure data. */

export type FaultPoint = 'create' | 'poll' | 'list' | 'cancel' | 'upload' | 'download' | 'account' | 'model' | 'other';

/**
 * When a fault strikes: on arrival; once the body is read; after the work is done (a create is charged by then); on the
 * wire of the answer; or in the run that a create started.
 */
type FaultPhase = 'arrival' | 'read' | 'done' | 'wire' | 'run';

interface FaultRow {
  scenario: string;
  phase: FaultPhase;
  points: readonly FaultPoint[];
  /** Only runs of this kind can have it. */
  media?: 'image' | 'video';
  /** False: what it breaks stays broken until a person acts, so a seed draws it only when asked to. */
  passes?: false;
}

const READS: readonly FaultPoint[] = ['poll', 'list', 'download', 'account', 'model'];
const CALLS: readonly FaultPoint[] = ['create', 'poll', 'list', 'cancel', 'upload', 'account', 'model'];
const ALL: readonly FaultPoint[] = [...CALLS, 'download'];
const CREATE: readonly FaultPoint[] = ['create'];
const DOWNLOAD: readonly FaultPoint[] = ['download'];
const JSON_READS: readonly FaultPoint[] = ['poll', 'list', 'account', 'model'];

function row(scenario: string, phase: FaultPhase, points: readonly FaultPoint[], rest: Partial<FaultRow> = {}) {
  return { scenario, phase, points, ...rest } satisfies FaultRow;
}

export const FAULTS = {
  'rate-limit-header': row('F33', 'read', ALL),
  'rate-limit-date': row('F34', 'read', ALL),
  'rate-limit-body': row('F35', 'read', ALL),
  'rate-limit-text': row('F35', 'read', ALL),
  'rate-limit-bare': row('F35', 'read', ALL),
  'error-500': row('F37', 'read', ALL),
  'error-502': row('F37', 'read', ALL),
  'error-503': row('F37', 'read', ALL),
  'error-504': row('F37', 'read', ALL),
  'error-500-after-charge': row('F38', 'done', CREATE),
  'error-502-after-charge': row('F38', 'done', CREATE),
  'error-503-after-charge': row('F38', 'done', CREATE),
  'error-504-after-charge': row('F38', 'done', CREATE),
  'reset-before-read': row('F38', 'arrival', ALL),
  'reset-after-read': row('F38', 'read', ALL),
  'reset-after-charge': row('F38', 'done', [...CREATE, 'cancel', 'upload']),
  'reset-mid-answer': row('F38', 'wire', ALL),
  hang: row('F40', 'read', ALL),
  'hang-after-charge': row('F40', 'done', [...CREATE, 'cancel', 'upload']),
  'slow-loris': row('F41', 'wire', ALL),
  'truncated-length': row('F42', 'wire', ALL),
  'truncated-chunked': row('F42', 'wire', ALL),
  'bytes-html': row('F43', 'done', DOWNLOAD),
  'bytes-png': row('F43', 'done', DOWNLOAD),
  'bytes-zero': row('F43', 'done', DOWNLOAD),
  'url-expired-403': row('F44', 'read', DOWNLOAD),
  'url-expired-404': row('F44', 'read', DOWNLOAD),
  'url-expired-410': row('F44', 'read', DOWNLOAD),
  'data-removed': row('F44', 'run', CREATE),
  'video-7.2s': row('F45', 'run', CREATE, { media: 'video' }),
  'video-8.9s': row('F45', 'run', CREATE, { media: 'video' }),
  'media-wrong-size': row('F46', 'run', CREATE),
  'video-wrong-rate': row('F46', 'run', CREATE, { media: 'video' }),
  'media-black': row('F46', 'run', CREATE),
  'video-frozen': row('F46', 'run', CREATE, { media: 'video' }),
  /** A sound track without a sound; a clip that was ordered without one has none anyway. */
  'video-silent': row('F46', 'run', CREATE, { media: 'video' }),
  'content-refused': row('F47', 'run', CREATE),
  'content-refused-charged': row('F47', 'run', CREATE),
  'partial-output': row('F48', 'run', CREATE, { media: 'image' }),
  'run-failed': row('F47', 'run', CREATE),
  'run-failed-charged': row('F47', 'run', CREATE),
  'cancelled-outside': row('F49', 'run', CREATE),
  /** The answer waits for `release()`: the race of F50 and F51. */
  'hold-answer': row('F50', 'done', [...CREATE, 'poll', 'cancel'], { passes: false }),
  'aborted-in-queue': row('F52', 'run', CREATE),
  'deadline-while-running': row('F52', 'run', CREATE),
  'unknown-status': row('F53', 'done', ['poll']),
  'renamed-field': row('F53', 'done', ['poll']),
  'extra-null': row('F53', 'done', ['poll']),
  'model-retired': row('F54', 'read', ['create', 'model'], { passes: false }),
  unauthorized: row('F55', 'read', CALLS, { passes: false }),
  forbidden: row('F55', 'read', CALLS, { passes: false }),
  'no-credit': row('F56', 'read', CREATE, { passes: false }),
  'spend-limit': row('F56', 'read', CREATE, { passes: false }),
  'captive-portal': row('F60', 'read', ALL),
  'not-json': row('F60', 'done', JSON_READS),
  'redirect-loopback': row('F60', 'read', ALL),
  'redirect-link-local': row('F60', 'read', ALL),
  'redirect-metadata': row('F60', 'read', ALL),
  'output-loopback': row('F60', 'run', CREATE),
  'output-link-local': row('F60', 'run', CREATE),
  'output-file-url': row('F60', 'run', CREATE),
  'endless-body': row('F43', 'wire', READS),
  'gzip-bomb': row('F43', 'wire', READS),
  'deep-json': row('F53', 'done', JSON_READS),
  'upload-reset': row('F61', 'arrival', ['upload', 'create']),
  'upload-too-large': row('F61', 'read', ['upload']),
  'late-listing': row('F38', 'run', CREATE),
} as const satisfies Record<string, FaultRow>;

export type FaultKind = keyof typeof FAULTS;

/** All names, in the order of the table. */
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

/** The row of one kind. */
export function faultRow(kind: FaultKind): FaultRow {
  return FAULTS[kind];
}

/** What a seed draws by default: kinds after which the same key, account and model still work. */
export const PASSING_FAULTS: readonly FaultKind[] = FAULT_KINDS.filter((kind) => faultRow(kind).passes !== false);

export interface ScriptedFault {
  kind: FaultKind;
  /** Where it strikes; absent: the first point that the kind knows. `any`: at every point of its row. */
  at?: FaultPoint | 'any';
  /** Which matching request, counted from when the fault was scripted, starting at 1 (default). */
  nth?: number;
  /** How many matching requests from then on; default 1. Give a huge one for "from now on". */
  times?: number;
  /** The path (with query) must contain this. */
  path?: string;
  /** Seconds of a rate limit (default 1). */
  retryAfterSeconds?: number;
  /** Bytes before a reset or a cut, or of an endless body (default per kind). */
  bytes?: number;
  /** Ms between bytes, of a late listing, or until something happens (default per kind). */
  delayMs?: number;
  /** Ms before the list shows what this create started, beside what else the fault does (`late-listing` has `delayMs`). */
  listDelayMs?: number;
  /** Taken away for good: after an expired address the prediction itself says `data_removed`. */
  gone?: boolean;
  /** Free text of a failed run. */
  message?: string;
}

/** One fault that struck. */
export interface FaultRecord {
  kind: FaultKind;
  point: FaultPoint;
  path: string;
  atMs: number;
  source: 'script' | 'seed';
  predictionId: string | null;
}
