import { FORBIDDEN_NAMES } from '#contracts/edit';

type Path = readonly (string | number)[];

/** True where a path steps out of plain data. */
export const leadsOut = (path: Path): boolean =>
  path.some((step) => FORBIDDEN_NAMES.has(String(step)));

/** True where a value has such a name anywhere inside. */
export const namesOut = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(namesOut);
  return Object.entries(value).some(([key, inner]) => FORBIDDEN_NAMES.has(key) || namesOut(inner));
};
