import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { appContract } from '../../shared/contract/app-contract.ts';

const idParameter = {
  name: 'id',
  in: 'path' as const,
  required: true,
  schema: { type: 'string' as const, format: 'uuid' },
};
const variation = {
  name: 'variation',
  in: 'query' as const,
  schema: { type: 'integer' as const, minimum: 1, maximum: 3 },
};
const bytesOf = (...types: string[]) => ({
  description: 'The file; ranges are answered with 206',
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }])),
});
const VIDEO = ['video/mp4', 'video/webm', 'video/quicktime'];

/** Routes that carry bytes stand beside the contract and are described here. */
const BYTE_ROUTES = {
  '/jobs/{id}/video': {
    get: { summary: 'The finished film', parameters: [idParameter, variation], responses: { 200: bytesOf(...VIDEO) } },
  },
  '/jobs/{id}/thumbnail': {
    get: { summary: 'The first keyframe', parameters: [idParameter], responses: { 200: bytesOf('image/png') } },
  },
  '/jobs/{id}/export': {
    get: {
      summary: 'A finished file as a download',
      parameters: [
        idParameter,
        variation,
        {
          name: 'format',
          in: 'query' as const,
          schema: { type: 'string' as const, enum: ['mp4', 'mov', 'webm', 'gif'] },
        },
        {
          name: 'quality',
          in: 'query' as const,
          schema: { type: 'string' as const, enum: ['480p', '720p', '1080p', '2160p'] },
        },
      ],
      responses: { 200: bytesOf(...VIDEO, 'image/gif') },
    },
  },
  '/upload-asset': {
    post: {
      summary: 'Takes a picture, film or sound into the library; its type is told by content',
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object' as const,
              required: ['file'],
              properties: { file: { type: 'string' as const, format: 'binary' } },
            },
          },
          'application/octet-stream': { schema: { type: 'string' as const, format: 'binary' } },
        },
      },
      responses: { 200: { description: 'The asset, as GET /assets/{id} answers it' } },
    },
  },
};

/** The OpenAPI document of the HTTP door, from the contract. */
export async function buildOpenApiDocument(version: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(appContract, {
    info: { title: 'Framewright', version },
    servers: [{ url: '/api/v2' }],
    security: [{ bearer: [] }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
  return { ...document, paths: { ...document.paths, ...BYTE_ROUTES } };
}
