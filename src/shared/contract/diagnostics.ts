import { z } from 'zod';
import { timeMsSchema } from '../model/ids.ts';
import { countInput, errorsOf, noInput, procedure } from './procedure.ts';

/** Levels of the log, least first. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevelName = (typeof LOG_LEVELS)[number];

export const logEntrySchema = z.strictObject({
  /** Null for a line without a readable time. */
  timeMs: timeMsSchema.nullable(),
  level: z.enum(LOG_LEVELS),
  event: z.string(),
  /** The other fields as JSON text, secrets scrubbed; empty where there are none. */
  details: z.string(),
});
export type LogEntry = z.infer<typeof logEntrySchema>;

/** Parts of a library's folder, as a person thinks of them. */
export const STORAGE_KINDS = ['database', 'store', 'exports', 'cache', 'backups', 'logs'] as const;

export const storageSchema = z.strictObject({
  /** Folder of the library, for the person at this machine. */
  home: z.string(),
  kinds: z.array(z.strictObject({ kind: z.enum(STORAGE_KINDS), bytes: z.int().min(0), files: z.int().min(0) })),
  freeBytes: z.int().min(0),
  diskBytes: z.int().min(0),
  /** Processor cores: what `auto` render lanes follow. */
  cores: z.int().min(1),
});
export type StorageUse = z.infer<typeof storageSchema>;

export const backupViewSchema = z.strictObject({
  name: z.string(),
  bytes: z.int().min(0),
  createdAtMs: timeMsSchema,
  /** `manual`, `daily`, `before-20`: why it was made. */
  reason: z.string(),
});
export type BackupView = z.infer<typeof backupViewSchema>;

export const integrityViewSchema = z.strictObject({
  isOk: z.boolean(),
  checkedAtMs: timeMsSchema,
  databaseFaults: z.int().min(0),
  danglingReferences: z.int().min(0),
  searchFaults: z.int().min(0),
  /** Files that some row needs. */
  contents: z.int().min(0),
  /** Needed files that are missing or damaged, at most a hundred. */
  contentFaults: z.array(
    z.strictObject({ names: z.array(z.string()), fault: z.enum(['missing', 'wrong-size', 'wrong-hash']) }),
  ),
  /** Litter: half-written files and contents that nothing needs. */
  litter: z.int().min(0),
});
export type IntegrityView = z.infer<typeof integrityViewSchema>;

/**
 * What the library noticed when it was opened: its journal was gone, and its last changes may be too (F30); it lies on a
 * network share or in a folder that a program copies (F31).
 */
export const LIBRARY_NOTICES = ['journal-missing', 'network-folder', 'sync-folder'] as const;
export type LibraryNotice = (typeof LIBRARY_NOTICES)[number];

export const noticesSchema = z.strictObject({
  library: z.array(z.enum(LIBRARY_NOTICES)),
  /** Purchases that the library had lost and knows again; `alone`: their work is not in it any more. */
  purchases: z.strictObject({ calls: z.int().min(0), alone: z.int().min(0) }),
});

/** State of the library and of this machine, for the person who owns both. */
export const diagnosticsContract = {
  notices: procedure
    .meta({ role: 'owner' })
    .route({ method: 'GET', path: '/diagnostics/notices', summary: 'What was noticed when the library was opened' })
    .input(noInput)
    .output(noticesSchema),
  report: procedure
    .meta({ role: 'owner' })
    .route({
      method: 'GET',
      path: '/diagnostics/report',
      summary: 'Text for support: no prompts, no names, no secrets',
    })
    .input(noInput)
    .output(z.strictObject({ text: z.string() })),
  log: procedure
    .meta({ role: 'owner' })
    .route({ method: 'GET', path: '/diagnostics/log', summary: 'Last lines of the log, oldest first' })
    .input(
      z
        .strictObject({
          limit: countInput(5_000).optional(),
          /** This level and those above it. */
          level: z.enum(LOG_LEVELS).optional(),
          query: z.string().max(200).optional(),
        })
        .optional(),
    )
    .output(z.strictObject({ entries: z.array(logEntrySchema), isCut: z.boolean() })),
  storage: procedure
    .meta({ role: 'owner' })
    .route({ method: 'GET', path: '/diagnostics/storage', summary: 'Size of the library by kind, and free space' })
    .input(noInput)
    .output(storageSchema),
  backups: procedure
    .meta({ role: 'owner' })
    .route({ method: 'GET', path: '/diagnostics/backups', summary: 'Copies of the database, newest first' })
    .input(noInput)
    .output(z.strictObject({ backups: z.array(backupViewSchema), kept: z.int().min(1) })),
  backupNow: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/diagnostics/backups', summary: 'Makes a copy of the database now' })
    .errors(errorsOf('not-writable', 'library-corrupt'))
    .input(noInput)
    .output(backupViewSchema),
  checkBackup: procedure
    .meta({ role: 'owner' })
    .route({ method: 'POST', path: '/diagnostics/backups/check', summary: 'Reads a copy from end to end' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ name: z.string().min(1).max(200) }))
    .output(z.strictObject({ name: z.string(), isOk: z.boolean() })),
  integrity: procedure
    .meta({ role: 'owner' })
    .route({
      method: 'POST',
      path: '/diagnostics/integrity',
      summary: 'Compares the database with itself and with the files; deep reads every file',
    })
    .input(z.strictObject({ isDeep: z.boolean().optional() }).optional())
    .output(integrityViewSchema),
};
