import { z } from 'zod';
import {
  briefRecordSchema,
  chosenRecordSchema,
  documentDiffSchema,
  projectRecordSchema,
  sceneRecordSchema,
  shotRecordSchema,
  takeSummarySchema,
} from '../model/document.ts';
import { documentChangeSchema, entrySelectionSchema, labelParamsSchema } from '../model/document-change.ts';
import { fpsSchema } from '../model/frame-time.ts';
import { idSchema, timeMsSchema } from '../model/ids.ts';
import { aspectRatioSchema } from '../model/shot-terms.ts';
import { countInput, errorsOf, procedure } from './procedure.ts';

const one = z.strictObject({ projectId: idSchema });
const revisionSchema = z.int().min(0);

export const loadedDocumentSchema = z.strictObject({
  frame: z.strictObject({ projectId: idSchema, fps: fpsSchema, ratio: aspectRatioSchema }),
  revision: revisionSchema,
  /** Differs when takes have come since. */
  resultsMark: z.string(),
  status: z.string(),
  tables: z.strictObject({
    project: z.record(z.string(), projectRecordSchema),
    brief: z.record(z.string(), briefRecordSchema),
    scenes: z.record(z.string(), sceneRecordSchema),
    shots: z.record(z.string(), shotRecordSchema),
    chosen: z.record(z.string(), chosenRecordSchema),
  }),
  takes: z.array(takeSummarySchema),
  approvedShotIds: z.array(idSchema),
});

export const documentEntrySchema = z.strictObject({
  revision: revisionSchema,
  /** The change that wrote it; null where another service did. */
  changeId: z.string().nullable(),
  label: z.string(),
  params: labelParamsSchema,
  personId: z.string().nullable(),
  createdAtMs: timeMsSchema,
  selection: entrySelectionSchema.nullable(),
  diff: documentDiffSchema,
});

const steppedSchema = z.strictObject({
  revision: revisionSchema,
  /** Null: there was nothing left. */
  label: z.string().nullable(),
  params: labelParamsSchema,
  diff: documentDiffSchema,
  selection: entrySelectionSchema.nullable(),
});

/** A project's document: its records, changes of them, undo and redo. */
export const documentsContract = {
  load: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/documents/{projectId}', summary: 'Records of a project by id, at one revision' })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(loadedDocumentSchema),
  pulse: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/documents/{projectId}/pulse',
      summary: 'Whether anything has happened since a load',
    })
    .errors(errorsOf('not-found'))
    .input(one)
    .output(z.strictObject({ revision: revisionSchema, resultsMark: z.string() })),
  applyDiff: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/documents/{projectId}/diff',
      summary: 'One change, made on a revision; refused when the document has moved on',
    })
    .errors(errorsOf('not-found', 'conflict', 'not-possible-now'))
    .input(z.strictObject({ projectId: idSchema, baseRevision: revisionSchema, change: documentChangeSchema }))
    .output(z.strictObject({ revision: revisionSchema, isRepeated: z.boolean(), voidedShotIds: z.array(idSchema) })),
  undo: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/documents/{projectId}/undo',
      summary: 'Takes the newest step back, as a new revision',
    })
    .errors(errorsOf('not-found', 'conflict', 'not-possible-now'))
    .input(one)
    .output(steppedSchema),
  redo: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/documents/{projectId}/redo', summary: 'Makes the step that was taken back again' })
    .errors(errorsOf('not-found', 'conflict', 'not-possible-now'))
    .input(one)
    .output(steppedSchema),
  history: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/documents/{projectId}/history',
      summary: 'Steps that undo and redo would take, newest first',
    })
    .errors(errorsOf('not-found'))
    .input(
      z.strictObject({
        projectId: idSchema,
        limit: countInput(500).optional(),
        /** Revision of the entry to go on from. */
        undoFrom: z.coerce.number().int().min(1).optional(),
        redoFrom: z.coerce.number().int().min(1).optional(),
      }),
    )
    .output(
      z.strictObject({
        undo: z.array(documentEntrySchema),
        redo: z.array(documentEntrySchema),
      }),
    ),
};
