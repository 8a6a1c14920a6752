/** Small statistics of one window; samples that are not finite are passed over. */

/** Arithmetic mean, NaN for none. */
export const meanOf = (x: ArrayLike<number>): number => {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    if (!Number.isFinite(v)) continue;
    sum += v;
    count++;
  }
  return count > 0 ? sum / count : Number.NaN;
};

/** Standard deviation (of the population), NaN for none. */
export const spreadOf = (x: ArrayLike<number>): number => {
  const mean = meanOf(x);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i] as number;
    if (!Number.isFinite(v)) continue;
    sum += (v - mean) ** 2;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : Number.NaN;
};

/** Least-squares slope of `y` over `t`, NaN where fewer than two times differ. */
export const slopeOf = (y: ArrayLike<number>, t: (i: number) => number): number => {
  let [n, st, sy, stt, sty] = [0, 0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    const v = y[i] as number;
    if (!Number.isFinite(v)) continue;
    const u = t(i);
    n++;
    st += u;
    sy += v;
    stt += u * u;
    sty += u * v;
  }
  const wide = n * stt - st * st;
  return wide > 0 ? (n * sty - st * sy) / wide : Number.NaN;
};

/** Share of samples that are finite. */
export const finiteShare = (x: ArrayLike<number>): number => {
  let count = 0;
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i] as number)) count++;
  return x.length > 0 ? count / x.length : 0;
};

/** Fills what is missing by a straight line between its neighbours; ends repeat. Nothing finite: zeros. */
export const bridged = (x: Float64Array): Float64Array => {
  const out = Float64Array.from(x);
  let before = -1;
  for (let i = 0; i <= out.length; i++) {
    if (i < out.length && !Number.isFinite(x[i] as number)) continue;
    const left = before < 0 ? ((x[i] as number | undefined) ?? 0) : (x[before] as number);
    const right = i < out.length ? (x[i] as number) : left;
    for (let k = before + 1; k < i; k++)
      out[k] = left + ((right - left) * (k - before)) / (i - before);
    before = i;
  }
  return out;
};

/** The logarithm of a size that may be nothing. */
export const logOf = (size: number, floor: number): number => Math.log(Math.max(0, size) + floor);
