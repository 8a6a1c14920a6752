/** Where the network is weak, for its card: looked at on a sheet of all matters beside their pictures. */
export const FAILURES = [
  'Each pixel knows only the noise at its own place: what has parts of a fixed form (bricks, weave, needles of ice, leaves with an edge) comes out as its colours and grain, not as its form.',
  'The pictures it learned from are 128 pixels wide. Shown larger than that, matter turns smooth: nothing finer was ever seen.',
  'Heights of photographs are a guess from how light they are: under a raking light a dark stain stands deep.',
  'A code between two matters gives a colour between them; its structure was not trained and can look like neither.',
] as const;
