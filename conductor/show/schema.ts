import { z } from 'zod';
import { Show } from '#contracts/show';

type JsonSchema = Record<string, unknown>;

/** Cue numbers and names of scenes and memories may be written without quotes; they are read as they are written. */
const UNQUOTED = new Set(['number', 'scene', 'memory']);

const loosen = (cue: unknown): void => {
  const properties = isSchema(cue) && isSchema(cue.properties) ? cue.properties : {};
  for (const [name, schema] of Object.entries(properties)) {
    if (UNQUOTED.has(name) && isSchema(schema)) schema.type = ['string', 'number'];
  }
};

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A sub-schema by its property names; `*` steps into the items of a list or the values of a record. */
const inside = (schema: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, name) => {
    if (!isSchema(at)) return undefined;
    if (name === '*') return at.items ?? at.additionalProperties;
    return isSchema(at.properties) ? at.properties[name] : undefined;
  }, schema);

/** The JSON schema (draft 7) of `show.yaml`, for editors. */
export const showJsonSchema = (): JsonSchema => {
  const schema = z.toJSONSchema(Show, { target: 'draft-7', io: 'input' }) as JsonSchema;
  loosen(inside(schema, ['cues', '*']));
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

/** The keys that a block of the show may have, or none where any name may stand. */
export const knownKeys = (path: readonly (string | number)[]): string[] => {
  let at: unknown = showJsonSchema();
  for (const step of path) {
    if (!isSchema(at)) return [];
    const properties = isSchema(at.properties) ? at.properties : {};
    at = Object.hasOwn(properties, step) ? properties[step] : (at.items ?? at.additionalProperties);
  }
  return isSchema(at) && isSchema(at.properties) ? Object.keys(at.properties) : [];
};
