/** Rounds each row to 255 even levels: value = scale * level. A row of zeros stays one. */
export const in8Bits = (
  table: Float32Array,
  columns: number,
): { levels: Int8Array; scales: Float32Array } => {
  const levels = new Int8Array(table.length);
  const scales = Float32Array.from({ length: table.length / columns }, (_, r) => {
    const row = table.subarray(r * columns, (r + 1) * columns);
    const scale = row.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 127;
    if (scale > 0)
      row.forEach((v, k) => {
        levels[r * columns + k] = Math.round(v / scale);
      });
    return scale;
  });
  return { levels, scales };
};
