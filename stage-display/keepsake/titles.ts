import '@fontsource/gowun-batang/400.css';

/** Gowun Batang comes with the program (SIL Open Font License 1.1): a title looks the same on every machine. */
const FAMILY = '"Gowun Batang", "Noto Serif KR", "Noto Serif CJK KR", Batang, serif';
const INK = 'rgba(232, 224, 208, 0.92)';
const DARK = 'rgba(0, 0, 0, 0.55)';
/** Sizes as shares of the picture's shorter side; where the first line stands, from the top. */
const LARGE = 0.058;
const SMALL = 0.034;
const LEAD = 1.9;
const MIDDLE = 0.33;
const WIDEST = 0.86;

/** Loads what letters these lines need: a font comes in many small files. */
export const loadLetters = async (lines: readonly string[]): Promise<void> => {
  // Letters that do not come are drawn with the next font: a film is worth more than its letters.
  for (const line of lines) await document.fonts.load('40px "Gowun Batang"', line).catch(() => {});
};

/** Lines of letters as large as the picture: the first large, the others small, in the middle of its width. Drawn once. */
export const title = (
  lines: readonly string[],
  width: number,
  height: number,
): OffscreenCanvas | null => {
  const flat = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!flat || lines.every((line) => line === '')) return null;
  const short = Math.min(width, height);
  flat.textAlign = 'center';
  flat.textBaseline = 'middle';
  flat.fillStyle = INK;
  flat.shadowColor = DARK;
  flat.shadowBlur = short * 0.02;
  let y = MIDDLE * height;
  for (const [i, line] of lines.entries()) {
    const px = short * (i === 0 ? LARGE : SMALL);
    flat.font = `${px}px ${FAMILY}`;
    flat.letterSpacing = `${px * 0.06}px`;
    flat.fillText(line, width / 2, y, width * WIDEST);
    y += px * LEAD;
  }
  return flat.canvas;
};
