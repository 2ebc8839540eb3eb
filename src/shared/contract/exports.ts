import { z } from 'zod';
import { exportSettingsSchema } from '../model/export-settings.ts';
import { idSchema, timeMsSchema } from '../model/ids.ts';
import { exportFormatSchema, qualitySchema } from '../model/shot-terms.ts';
import { countInput, errorsOf, procedure } from './procedure.ts';
import { failureSchema } from './views.ts';

/** Words for an export as a whole. `partly-done`: some files are there, others failed. */
export const EXPORT_STATES = [
  'paused',
  'queued',
  'running',
  'retrying',
  'cancelling',
  'done',
  'partly-done',
  'failed',
  'cancelled',
  'interrupted',
] as const;
export const exportStateSchema = z.enum(EXPORT_STATES);
export type ExportState = z.infer<typeof exportStateSchema>;

/** Words for one file. `stitching` joins the shots, `encoding` makes the format, `checking` probes what was written. */
export const EXPORT_FILE_STATES = [
  'waiting',
  'stitching',
  'encoding',
  'checking',
  'done',
  'failed',
  'cancelled',
] as const;
export const exportFileStateSchema = z.enum(EXPORT_FILE_STATES);

export const exportFileSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(['film', 'captions']),
  /** The name it has, or will have where nothing of that name is there yet. */
  name: z.string(),
  format: z.union([exportFormatSchema, z.literal('srt')]),
  quality: qualitySchema.nullable(),
  variation: z.int().min(1),
  state: exportFileStateSchema,
  fraction: z.number().min(0).max(1),
  bytes: z.int().min(0).nullable(),
  /** What ffprobe found in the finished file; null before. */
  facts: z
    .strictObject({
      durationMs: z.int().min(0),
      widthPx: z.int(),
      heightPx: z.int(),
      codec: z.string(),
      hasSound: z.boolean(),
    })
    .nullable(),
  /** For `/media/films/<id>`; null before it is done and for captions. */
  fileId: idSchema.nullable(),
  isFromCache: z.boolean(),
  finishedAtMs: timeMsSchema.nullable(),
  failure: failureSchema.nullable(),
});
export type ExportFileView = z.infer<typeof exportFileSchema>;

export const exportViewSchema = z.strictObject({
  exportId: idSchema,
  projectId: idSchema,
  projectName: z.string(),
  state: exportStateSchema,
  settings: exportSettingsSchema,
  files: z.array(exportFileSchema),
  fraction: z.number().min(0).max(1),
  etaMs: z.number().nullable(),
  /** Seconds of film made in a second, of the file under work. */
  speed: z.number().nullable(),
  filmDurationMs: z.int().min(0).nullable(),
  attempts: z.int().min(0),
  /** Where the files go, for a door that may show it. */
  folder: z.string().nullable(),
  error: failureSchema.nullable(),
  createdAtMs: timeMsSchema,
  startedAtMs: timeMsSchema.nullable(),
  finishedAtMs: timeMsSchema.nullable(),
});
export type ExportView = z.infer<typeof exportViewSchema>;

/** What a person should know before an export. `stop` says that it cannot be made as it is. */
export const EXPORT_NOTES = [
  'no-shots',
  'in-trash',
  'missing-segments',
  'segments-coming',
  'missing-media',
  'shot-too-long',
  'disk-too-small',
  'disk-tight',
  'unapproved-shots',
  'run-open',
  'larger-than-segments',
  'target-small',
] as const;
export const exportNoteSchema = z.strictObject({
  code: z.enum(EXPORT_NOTES),
  level: z.enum(['stop', 'warn', 'info']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ExportNote = z.infer<typeof exportNoteSchema>;

export const exportEstimateSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      key: z.string(),
      kind: z.enum(['film', 'captions']),
      name: z.string(),
      format: z.union([exportFormatSchema, z.literal('srt')]),
      quality: qualitySchema.nullable(),
      variation: z.int().min(1),
      widthPx: z.int().nullable(),
      heightPx: z.int().nullable(),
      bytes: z.int().min(0),
      /** The file lies in the cache: its size is known and it is there at once. */
      isMade: z.boolean(),
      /** Time to make it. */
      makeMs: z.int().min(0),
    }),
  ),
  bytes: z.int().min(0),
  makeMs: z.int().min(0),
  freeBytes: z.int().min(0).nullable(),
  filmDurationMs: z.int().min(0),
  variations: z.array(z.int().min(1)),
  hasCaptions: z.boolean(),
  notes: z.array(exportNoteSchema),
  canExport: z.boolean(),
});
export type ExportEstimate = z.infer<typeof exportEstimateSchema>;

const one = z.strictObject({ exportId: idSchema });
const wish = z.strictObject({ projectId: idSchema, settings: exportSettingsSchema });

/** Finished files out of a project whose segments are there: no new pass through the stages. */
export const exportsContract = {
  start: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/exports', summary: 'Make files of a project' })
    .errors(errorsOf('not-found', 'not-possible-now', 'not-writable', 'media-missing'))
    .input(
      wish.extend({
        /** Folder that a person chose in a dialog of this machine (`system.chooseFolder`); else the library's own. */
        folderId: idSchema.optional(),
      }),
    )
    .output(one),
  view: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/exports/{exportId}' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(exportViewSchema),
  list: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/exports', summary: 'Newest first' })
    .input(z.strictObject({ projectId: idSchema.optional(), limit: countInput(100).optional() }).optional())
    .output(z.strictObject({ exports: z.array(exportViewSchema) })),
  cancel: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/exports/{exportId}/cancel', summary: 'Stop; finished files stay' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(exportViewSchema),
  retry: procedure
    .meta({ role: 'editor', rate: 'render' })
    .route({ method: 'POST', path: '/exports/{exportId}/retry', summary: 'What failed or was cancelled, again' })
    .errors(errorsOf('not-found', 'not-possible-now', 'conflict'))
    .input(one)
    .output(exportViewSchema),
  estimate: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'POST', path: '/exports/estimate', summary: 'Sizes, time, free disk and what to know before' })
    .errors(errorsOf('not-found'))
    .input(wish.extend({ folderId: idSchema.optional() }))
    .output(exportEstimateSchema),
  frame: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/exports/{exportId}/frame', summary: 'The picture that is being made now' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(
      z.strictObject({
        /** A JPEG of at most 640 pixels' width in base64; null where nothing is being made. */
        jpegBase64: z.string().nullable(),
        frame: z.int().min(0).nullable(),
      }),
    ),
  captions: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/exports/{exportId}/captions/{variation}', summary: 'The captions as SRT' })
    .errors(errorsOf('not-found', 'media-missing'))
    .input(one.extend({ variation: countInput(3) }))
    .output(z.strictObject({ name: z.string(), text: z.string() })),
};
