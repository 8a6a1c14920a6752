import type { Text } from '#contracts/ids';
import type { Lamp } from '#contracts/status';

/** What is not as it should be with the store of people. */
export interface Condition {
  readonly id: keyof typeof CONDITIONS;
  /** Why, or the name of a file; in each language as it stands within the sentence. */
  readonly detail: Text;
}

/** A file's name is the same in both languages. */
export const named = (name: string): Text => ({ en: name, ko: name });

interface Said {
  readonly level: Lamp['level'];
  readonly text: (detail: string) => Text;
}

const CONDITIONS = {
  dead: {
    level: 'fail',
    text: (why: string): Text => ({
      en: `What is kept of people cannot be reached (${why}). The show goes on without personal models; it is tried again.`,
      ko: `사람별로 보관된 자료를 쓸 수 없습니다 (${why}). 공연은 개인 모델 없이 계속되며, 다시 시도합니다.`,
    }),
  },
  memory: {
    level: 'fail',
    text: (why: string): Text => ({
      en: `What is kept of people cannot be saved: people.db cannot be written (${why}). What is learned tonight is lost when the show ends. Mend the state folder and start again.`,
      ko: `사람별 자료를 저장할 수 없습니다. people.db 에 쓸 수 없습니다 (${why}). 오늘 배운 것은 공연이 끝나면 사라집니다. 상태 폴더를 고친 뒤 다시 시작해 주세요.`,
    }),
  },
  aside: {
    level: 'warn',
    text: (file: string): Text => ({
      en: `people.db was damaged. It is set aside as ${file}, and a new one was begun. Forgetting a person does not reach that file: restore it from a copy, or delete it by hand.`,
      ko: `people.db 가 손상되어 ${file}(으)로 옮겨 두고 새로 시작했습니다. 사람을 지워도 그 파일에는 닿지 않습니다. 사본에서 되살리거나 직접 지워 주세요.`,
    }),
  },
  key: {
    level: 'fail',
    text: (why: string): Text => ({
      en: `The master key of people cannot be used. ${why}`,
      ko: `사람별 자료의 마스터 키를 쓸 수 없습니다. ${why}`,
    }),
  },
  'key-open': {
    level: 'warn',
    text: (file: string): Text => ({
      en: `Other users of this machine can read the master key of people, ${file}. Take that right away: chmod 600.`,
      ko: `이 컴퓨터의 다른 사용자가 마스터 키 ${file}을(를) 읽을 수 있습니다. chmod 600 으로 막아 주세요.`,
    }),
  },
  'wrong-key': {
    level: 'fail',
    text: (): Text => ({
      en: 'The master key is not the one that people are sealed with here. Nothing was changed; their models are not used. Name the right file with YEOUN_KEY_FILE and start again.',
      ko: '이곳의 자료를 봉인한 마스터 키가 아닙니다. 바뀐 것은 없으며, 개인 모델은 쓰이지 않습니다. YEOUN_KEY_FILE 로 맞는 파일을 지정하고 다시 시작해 주세요.',
    }),
  },
  locked: {
    level: 'warn',
    text: (): Text => ({
      en: 'People are sealed here and the master key was not given: their models are not used. Set YEOUN_KEY_FILE to its file and start again.',
      ko: '사람별 자료가 봉인되어 있는데 마스터 키가 없어 개인 모델을 쓰지 않습니다. YEOUN_KEY_FILE 로 키 파일을 지정하고 다시 시작해 주세요.',
    }),
  },
  refused: {
    level: 'fail',
    text: (why: string): Text => ({
      en: `What was learned of a person is not saved yet, the disk refuses it (${why}). It holds for tonight and is tried again. Free some space.`,
      ko: `사람에게서 배운 것을 아직 저장하지 못했습니다. 디스크가 거부합니다 (${why}). 오늘은 그대로 쓰이며 다시 시도합니다. 공간을 비워 주세요.`,
    }),
  },
  reader: {
    level: 'warn',
    text: (): Text => ({
      en: 'What was deleted of a person may still lie in people.db-wal: another program reads people.db, or the disk is full. Close that program, free some space; it is tried again every few seconds.',
      ko: '지운 자료가 아직 people.db-wal 에 남아 있을 수 있습니다. 다른 프로그램이 people.db 를 읽고 있거나 디스크가 가득 찼습니다. 그 프로그램을 닫고 공간을 비워 주세요. 몇 초마다 다시 시도합니다.',
    }),
  },
} as const satisfies Record<string, Said>;

const MOST = 2000;
const cut = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text);

/** One lamp for all that is not as it should be; null where all is well. Pure. */
export const lampOf = (conditions: readonly Condition[]): Lamp | null => {
  if (conditions.length === 0) return null;
  const said = conditions.map(({ id, detail }) => {
    const { level, text } = CONDITIONS[id];
    const [en, ko] = [text(detail.en.slice(0, 300)).en, text(detail.ko.slice(0, 300)).ko];
    return { level, text: { en, ko } };
  });
  return {
    part: 'people',
    level: said.some(({ level }) => level === 'fail') ? 'fail' : 'warn',
    text: {
      en: cut(said.map(({ text }) => text.en).join(' ')),
      ko: cut(said.map(({ text }) => text.ko).join(' ')),
    },
  };
};

/** Said in the log and by the commands where people lie in plain. */
export const IN_PLAIN = (people: number): Text => ({
  en: `What is kept of people lies in plain in the state folder (${people} ${people === 1 ? 'person' : 'people'}): whoever reads the disk reads it. Make a master key with "yeoun people key <file>" and set YEOUN_KEY_FILE; what lies in plain is then sealed.`,
  ko: `사람별 자료가 상태 폴더에 암호화되지 않은 채 있습니다 (${people}명). 디스크를 읽을 수 있는 사람은 그 내용도 읽을 수 있습니다. "yeoun people key <file>" 로 마스터 키를 만들고 YEOUN_KEY_FILE 로 지정하면 봉인됩니다.`,
});
