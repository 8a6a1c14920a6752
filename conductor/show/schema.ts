import { z } from 'zod';
import { Show } from '#contracts/show';
import { AS_WRITTEN } from './yaml-checks.ts';

type JsonSchema = Record<string, unknown>;

/** Names may be written without quotes; they are read as they are written. Steps through everything below. */
const loosen = (schema: unknown): void => {
  if (Array.isArray(schema)) for (const one of schema) loosen(one);
  if (!isSchema(schema)) return;
  for (const [name, inner] of Object.entries(isSchema(schema.properties) ? schema.properties : {}))
    if (AS_WRITTEN.has(name) && isSchema(inner) && inner.type === 'string' && !inner.enum)
      inner.type = ['string', 'number'];
  for (const inner of Object.values(schema)) loosen(inner);
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The JSON schema (draft 7) of `show.yaml`, for editors. */
export const showJsonSchema = (): JsonSchema => {
  const schema = z.toJSONSchema(Show, { target: 'draft-7', io: 'input' }) as JsonSchema;
  loosen(schema);
  const { $schema, ...rest } = schema;
  return {
    $schema,
    $id: 'https://yeoun.invalid/show.schema.json',
    title: 'A show of Yeoun (show.yaml)',
    description: 'Scenes, what moves them, and the cue list. Generated: do not edit.',
    ...rest,
  };
};

/** The text of `shows/show.schema.json`. */
export const showSchemaText = (): string => `${JSON.stringify(showJsonSchema(), null, 2)}\n`;

/** The kinds of block that may stand in one place: one, or those of a choice. */
const branches = (schema: unknown): JsonSchema[] => {
  if (!isSchema(schema)) return [];
  const choice = schema.anyOf ?? schema.oneOf;
  return Array.isArray(choice) ? choice.flatMap(branches) : [schema];
};

const propertiesOf = (schema: JsonSchema): JsonSchema =>
  isSchema(schema.properties) ? schema.properties : {};

const inside = (schema: JsonSchema, step: string | number): JsonSchema[] => {
  const properties = propertiesOf(schema);
  if (Object.hasOwn(properties, step)) return branches(properties[step]);
  return branches(schema.items ?? schema.additionalProperties);
};

const blocksAt = (path: readonly (string | number)[]): JsonSchema[] =>
  path.reduce<JsonSchema[]>((at, step) => at.flatMap((s) => inside(s, step)), [showJsonSchema()]);

/** The keys that a block of the show may have, or none where any name may stand. */
export const knownKeys = (path: readonly (string | number)[]): string[] => [
  ...new Set(blocksAt(path).flatMap((block) => Object.keys(propertiesOf(block)))),
];

/** The values of the key that says which kind of block it is: `do` of a sound, `kind` of a device. */
export const knownKinds = (path: readonly (string | number)[], key: string): string[] =>
  blocksAt(path).flatMap((block) => {
    const kind = propertiesOf(block)[key];
    return isSchema(kind) && typeof kind.const === 'string' ? [kind.const] : [];
  });
