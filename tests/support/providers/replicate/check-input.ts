/** Checks an input against a model's schema and words the refusal as the live service does (facts page, "Errors"). Pure. */
import type { InputProperty, InputSchema } from './catalogue.ts';

export interface InvalidField {
  type: string;
  field: string;
  description: string;
}

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const isAddress = (value: unknown): boolean => typeof value === 'string' && /^(https?:\/\/|data:)/.test(value);

function checkValue(name: string, value: unknown, property: InputProperty): InvalidField | undefined {
  const refuse = (type: string, text: string): InvalidField => ({
    type,
    field: `input.${name}`,
    description: `${name} ${text}`,
  });
  if (value === null && property.nullable === true) return undefined;
  const { type = 'any' } = property;
  const isOfType = TYPES[type];
  if (isOfType !== undefined && !isOfType(value)) {
    return refuse('invalid_type', `must be of type ${type}`);
  }
  if (property.enum !== undefined && !property.enum.includes(value as string | number)) {
    return refuse(
      'enum',
      `must be one of the following: ${property.enum.map((one) => JSON.stringify(one)).join(', ')}`,
    );
  }
  if (typeof value === 'number') {
    if (property.minimum !== undefined && value < property.minimum) {
      return refuse('number_gte', `must be greater than or equal to ${property.minimum}`);
    }
    if (property.maximum !== undefined && value > property.maximum) {
      return refuse('number_lte', `must be less than or equal to ${property.maximum}`);
    }
  }
  if (typeof value === 'string' && property.maxLength !== undefined && value.length > property.maxLength) {
    return refuse('string_lte', `length must be less than or equal to ${property.maxLength}`);
  }
  if (property.format === 'uri' && !isAddress(value)) return refuse('format', "does not match format 'uri'");
  const items = property.items as { format?: string } | undefined;
  if (Array.isArray(value) && items?.format === 'uri' && !value.every(isAddress)) {
    return refuse('format', "has an item that does not match format 'uri'");
  }
  return undefined;
}

/** Empty when the input fits. */
export function checkInput(input: Readonly<Record<string, unknown>>, schema: InputSchema): InvalidField[] {
  const missing = schema.required
    .filter((name) => input[name] === undefined)
    .map((name): InvalidField => ({ type: 'required', field: 'input', description: `${name} is required` }));
  const wrong = Object.entries(input).flatMap(([name, value]): InvalidField[] => {
    const property = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
    if (property === undefined) {
      const description = `Additional property ${name} is not allowed`;
      return [{ type: 'additional_property_not_allowed', field: `input.${name}`, description }];
    }
    const found = checkValue(name, value, property);
    return found === undefined ? [] : [found];
  });
  return [...missing, ...wrong];
}

/** The body of the 422. */
export function invalidInputBody(fields: readonly InvalidField[]): Record<string, unknown> {
  return {
    detail: fields.map(({ field, description }) => `- ${field}: ${description}\n`).join(''),
    status: 422,
    title: 'Input validation failed',
    invalid_fields: fields,
  };
}
