import { z } from 'zod';
import { assetRoleSchema } from '../model/brief.ts';
import { idSchema, timeMsSchema } from '../model/ids.ts';
import { errorsOf, procedure } from './procedure.ts';

/** A file of the library as the window shows it. */
export const libraryAssetSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['image', 'video', 'audio', 'other']),
  mime: z.string(),
  bytes: z.int().min(0),
  widthPx: z.int().nullable(),
  heightPx: z.int().nullable(),
  durationMs: z.int().nullable(),
  source: z.enum(['upload', 'import', 'made']),
  createdAtMs: timeMsSchema,
});
export type LibraryAsset = z.infer<typeof libraryAssetSchema>;

/** A file that a project's brief names; `path` is what the brief calls it. */
export const projectAssetSchema = z.strictObject({
  path: z.string(),
  role: assetRoleSchema,
  /** Null: the file is not in the library. */
  asset: libraryAssetSchema.nullable(),
});
export type ProjectAssetView = z.infer<typeof projectAssetSchema>;

/** A chunk as base64 stays under the largest message of every door. */
export const UPLOAD_CHUNK_BYTES = 512 * 1024;
const chunkText = z.string().max(Math.ceil(UPLOAD_CHUNK_BYTES / 3) * 4);

const uploadErrors = errorsOf(
  'not-found',
  'not-possible-now',
  'cancelled',
  'unsupported-media',
  'broken-media',
  'media-too-large',
  'not-writable',
  'media-missing',
  'ffmpeg-missing',
  'ffmpeg-failed',
  'ffmpeg-killed',
  'ffmpeg-stalled',
);
const one = z.strictObject({ uploadId: idSchema });

/** Files of the library and of briefs. Bytes come in chunks, so that a port and a socket carry them as well. */
export const assetsContract = {
  ofProject: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/projects/{projectId}/assets', summary: 'Files that the brief names, with roles' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ projectId: idSchema }))
    .output(z.strictObject({ assets: z.array(projectAssetSchema) })),
  get: procedure
    .meta({ role: 'reviewer' })
    .route({ method: 'GET', path: '/library/assets/{assetId}' })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ assetId: idSchema }))
    .output(libraryAssetSchema),
  readChunk: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'POST',
      path: '/library/assets/{assetId}/chunk',
      summary: "A file's bytes from a place on, as base64",
    })
    .errors(errorsOf('not-found', 'media-missing'))
    .input(z.strictObject({ assetId: idSchema, fromByte: z.int().min(0) }))
    .output(z.strictObject({ base64: chunkText, totalBytes: z.int().min(0) })),
  beginUpload: procedure
    .meta({ role: 'editor', rate: 'upload' })
    .route({ method: 'POST', path: '/uploads', summary: 'Announces a file; refused at once where it is too large' })
    .errors(uploadErrors)
    .input(z.strictObject({ name: z.string().max(1_000), bytes: z.int().min(0) }))
    .output(one),
  sendChunk: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/uploads/{uploadId}/chunk', summary: 'The next bytes, as base64, in order' })
    .errors(uploadErrors)
    .input(z.strictObject({ uploadId: idSchema, base64: chunkText }))
    .output(z.strictObject({ receivedBytes: z.int().min(0) })),
  finishUpload: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/uploads/{uploadId}/finish', summary: 'The file is whole: what it is, by content' })
    .errors(uploadErrors)
    .input(one)
    .output(libraryAssetSchema),
  cancelUpload: procedure
    .meta({ role: 'editor' })
    .route({ method: 'POST', path: '/uploads/{uploadId}/cancel' })
    .input(one)
    .output(one),
};
