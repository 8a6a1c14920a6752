/** How large letters may be made, in turn: 1 is as the screen has it. */
export const SIZES: readonly number[] = [1, 1.4, 2];

export const sizeAfter = (size: number): number =>
  SIZES[(SIZES.indexOf(size) + 1) % SIZES.length] ?? 1;
