/** Numbers in rows and columns, row after row. */
export interface Table {
  readonly rows: number;
  readonly cols: number;
  /** rows x cols. */
  readonly data: Float64Array;
}

/** A table of rows of the same length. Throws a RangeError where one is longer or shorter. */
export const tableOf = (rows: readonly ArrayLike<number>[]): Table => {
  const cols = rows[0]?.length ?? 0;
  const data = new Float64Array(rows.length * cols);
  rows.forEach((row, i) => {
    if (row.length !== cols) throw new RangeError(`row ${i} has ${row.length} values, not ${cols}`);
    data.set(row, i * cols);
  });
  return { rows: rows.length, cols, data };
};

/** One row, not copied. */
export const rowOf = ({ cols, data }: Table, i: number): Float64Array =>
  data.subarray(i * cols, (i + 1) * cols);

/** The rows at these places, in this order. */
export const pick = (table: Table, places: readonly number[]): Table => {
  const data = new Float64Array(places.length * table.cols);
  places.forEach((place, i) => {
    data.set(rowOf(table, place), i * table.cols);
  });
  return { rows: places.length, cols: table.cols, data };
};

/** The columns at these places, in this order. */
export const columns = (table: Table, places: readonly number[]): Table => {
  const data = new Float64Array(table.rows * places.length);
  for (let i = 0; i < table.rows; i++)
    places.forEach((place, j) => {
      data[i * places.length + j] = table.data[i * table.cols + place] ?? Number.NaN;
    });
  return { rows: table.rows, cols: places.length, data };
};

/** A list's values at these places. */
export const picked = <T>(values: ArrayLike<T>, places: readonly number[]): T[] =>
  places.map((place) => {
    if (place < 0 || place >= values.length) throw new RangeError(`no value at ${place}`);
    return values[place] as T;
  });
