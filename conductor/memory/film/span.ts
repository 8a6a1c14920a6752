/** How the time of a film lies over the time of a recall. */
export interface FilmSpan {
  /** Before the recall's first moment, and after its last: waterline, titles. */
  readonly introS: number;
  readonly outroS: number;
  /** Seconds of the recall in one second of the film. */
  readonly rate: number;
  /** Of the whole film. */
  readonly seconds: number;
}

const INTRO = { share: 0.15, mostS: 8 } as const;
const OUTRO = { share: 0.19, mostS: 10 } as const;
/** A recall is never played slower than this: a few seconds of it make a short film, not a frozen one. */
const SLOWEST = 0.25;

/** A film of `seconds` over a recall of `recallS`. */
export const spanOf = (seconds: number, recallS: number): FilmSpan => {
  const introS = Math.min(INTRO.mostS, seconds * INTRO.share);
  const outroS = Math.min(OUTRO.mostS, seconds * OUTRO.share);
  const bodyS = seconds - introS - outroS;
  return { introS, outroS, rate: Math.max(SLOWEST, recallS / bodyS), seconds };
};

/** The same film once it is known that the recall ended after `recallS`: it is shorter, or as long as it was, never faster. */
export const endedAt = (span: FilmSpan, recallS: number, drawnS: number): FilmSpan => {
  const wholeS = span.introS + recallS / span.rate + span.outroS;
  const least = drawnS + span.outroS;
  return { ...span, seconds: Math.min(span.seconds, Math.max(wholeS, least)) };
};

/** The moment of the recall at a moment of the film; under 0 and beyond its end where the film is before or after it. */
export const recallAt = ({ introS, rate }: FilmSpan, filmS: number): number =>
  (filmS - introS) * rate;
