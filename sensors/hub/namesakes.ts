import type { Text } from '#contracts/ids';
import type { SourceDesk } from './source-desk.ts';

/** Sources that nobody plugs in: two of them may look alike. */
const MADE_HERE = new Set(['synthetic', 'replay']);

/** What is odd about each source beside the others: two that the operator cannot tell apart. By source id. */
export const namesakes = (
  desks: Iterable<SourceDesk>,
  nowMs: number,
): ReadonlyMap<string, readonly Text[]> => {
  const byName = new Map<string, string[]>();
  for (const desk of desks) {
    const { id, kind, label } = desk.info;
    if (MADE_HERE.has(kind) || desk.state(nowMs, false) !== 'live') continue;
    byName.set(label.en, [...(byName.get(label.en) ?? []), id]);
  }
  const found = new Map<string, Text[]>();
  for (const [name, ids] of byName) {
    if (ids.length < 2) continue;
    for (const id of ids) found.set(id, [remark(name, id, ids)]);
  }
  return found;
};

const remark = (name: string, id: string, ids: readonly string[]): Text => {
  const others = ids
    .filter((other) => other !== id)
    .slice(0, 4)
    .join(', ');
  return {
    en: `Two sensors are called "${name.slice(0, 60)}": this one is ${id}, the other ${others}. Give one of them another name.`,
    ko: `"${name.slice(0, 60)}"라는 센서가 둘입니다. 이 센서는 ${id}, 다른 센서는 ${others}입니다. 한쪽의 이름을 바꿔 주세요.`,
  };
};
