/** The models of the server: input schemas of the published copies, official or community, and what they make. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface FieldSpec {
  type?: string;
  format?: string;
  enum?: readonly (string | number)[];
  default?: unknown;
  min?: number;
  max?: number;
  maxLength?: number;
  items?: unknown;
  nullable?: boolean;
  required?: boolean;
  deprecated?: boolean;
}

interface ModelSpec {
  input: Readonly<Record<string, FieldSpec>>;
  outputShape: string;
}

export interface CatalogueModel {
  id: string;
  owner: string;
  name: string;
  official: boolean;
  /** 64 hex digits. */
  versionId: string;
  kind: 'image' | 'video' | 'other';
  outputShape: 'string' | 'array';
  /** JSON Schema of the input, as `latest_version.openapi_schema.components.schemas.Input` gives it. */
  inputSchema: InputSchema;
}

export interface InputSchema {
  type: 'object';
  title: 'Input';
  required: string[];
  properties: Record<string, InputProperty>;
}

export interface InputProperty {
  type?: string;
  format?: string;
  enum?: readonly (string | number)[];
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  items?: unknown;
  nullable?: boolean;
  deprecated?: boolean;
  title: string;
  'x-order': number;
}

/** Versions that are written down in public; every other one is the hash of the model's name. */
const KNOWN_VERSIONS: Readonly<Record<string, string>> = {
  'lucataco/real-esrgan-video': '3e56ce4b57863bd03048b42bc09bdd4db20d427cca5fde9d8ae4dc60e1bb4775',
  'jaaari/kokoro-82m': 'f559560eb822dc509045f3921a1921234918b91739db4bf3daab2169b71c7a13',
};
const COMMUNITY_OWNERS = new Set(['lucataco', 'jaaari', 'zsxkib', 'philz1337x', 'meta']);
const IMAGE_MODELS = /^(black-forest-labs\/|google\/nano-banana)/;
const SOUND_MODELS = /(musicgen|lyria|speech|kokoro|mmaudio)/;

function propertyOf(name: string, order: number, field: FieldSpec): InputProperty {
  const { required: _required, min, max, ...rest } = field;
  return {
    ...rest,
    ...(rest.type === undefined && rest.enum !== undefined ? { type: typeof rest.enum[0] } : {}),
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
    title: name,
    'x-order': order,
  };
}

function modelOf(id: string, spec: ModelSpec): CatalogueModel {
  const [owner = '', name = ''] = id.split('/');
  const fields = Object.entries(spec.input);
  return {
    id,
    owner,
    name,
    official: !COMMUNITY_OWNERS.has(owner),
    versionId: KNOWN_VERSIONS[id] ?? createHash('sha256').update(id).digest('hex'),
    kind: IMAGE_MODELS.test(id) ? 'image' : SOUND_MODELS.test(id) ? 'other' : 'video',
    outputShape: spec.outputShape.startsWith('array') ? 'array' : 'string',
    inputSchema: {
      type: 'object',
      title: 'Input',
      required: fields.filter(([, field]) => field.required === true).map(([field]) => field),
      properties: Object.fromEntries(fields.map(([field, one], order) => [field, propertyOf(field, order, one)])),
    },
  };
}

/** All models by id, read once per call from the copy beside this file. */
export function loadCatalogue(only?: readonly string[]): Map<string, CatalogueModel> {
  const text = readFileSync(new URL('spec/models.json', import.meta.url), 'utf8');
  const { models } = JSON.parse(text) as { models: Record<string, ModelSpec> };
  const wanted = Object.entries(models).filter(([id]) => only === undefined || only.includes(id));
  return new Map(wanted.map(([id, spec]) => [id, modelOf(id, spec)]));
}
