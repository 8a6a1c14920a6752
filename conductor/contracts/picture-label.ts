import { z } from 'zod';
import type { Text } from './ids.ts';

/** Where a label stands in the picture. */
export const LABEL_CORNERS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const;
export const LabelCorner = z.enum(LABEL_CORNERS);
export type LabelCorner = z.infer<typeof LabelCorner>;

/** A line that is read from the audience: short in both languages. */
const LONGEST = 60;
const Line = z.string().min(1).max(LONGEST);

/** What stands on the picture while a machine's pictures are seen in it. */
export const StageLabel = z.strictObject({
  text: z.strictObject({ en: Line, ko: Line }),
  corner: LabelCorner,
});
export type StageLabel = z.infer<typeof StageLabel>;

/** The same as a show says it. */
export const ShowLabel = z.union([
  z.boolean(),
  z.strictObject({
    text: StageLabel.shape.text.optional().describe('Other words, of at most 60 characters each.'),
    corner: LabelCorner.default('bottom-right'),
  }),
]);
export type ShowLabel = z.infer<typeof ShowLabel>;

const USUAL: StageLabel['text'] = { en: 'pictures made by a machine', ko: '기계가 만든 그림' };

/** The label a show asks for; null: none. */
export const stageLabelOf = (label: ShowLabel): StageLabel | null => {
  if (label === false) return null;
  const asked = label === true ? null : label;
  return { text: asked?.text ?? USUAL, corner: asked?.corner ?? 'bottom-right' };
};

/** How a picture came to be, in the words of IPTC's Digital Source Type. */
export const MADE = {
  /** The engine alone: a network that was trained. */
  engine: 'trainedAlgorithmicMedia',
  /** A picture of the stage in which the engine's is material. */
  stageWithEngine: 'compositeWithTrainedAlgorithmicMedia',
  /** A picture of the stage from scenes alone: an algorithm that was not trained. */
  stage: 'algorithmicMedia',
} as const;
export type Made = keyof typeof MADE;

export const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** What people read of it, where their program shows a description. */
export const MADE_TEXT: Readonly<Record<Made, Text>> = {
  engine: { en: 'Made by a machine.', ko: '기계가 만든 그림입니다.' },
  stageWithEngine: {
    en: 'A picture of a stage; a machine made what is painted in it.',
    ko: '무대의 모습입니다. 그 안에 그려진 것은 기계가 만들었습니다.',
  },
  stage: {
    en: 'A picture of a stage, drawn by a program.',
    ko: '프로그램이 그린 무대의 모습입니다.',
  },
};
