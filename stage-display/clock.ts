/**
 * The page's clock: milliseconds since the Unix epoch that never step back while the page lives.
 * The stage's only reader of the machine's time; everything else gets `now` or `dt` as an argument.
 */
export const pageNowMs = (): number => performance.timeOrigin + performance.now();
