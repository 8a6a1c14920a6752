import { t } from './text.ts';

/** Words of the booth, for who runs the house. */
export const VISIT_WORDS = {
  booth: t('Booth', '부스'),
  boothNobody: t('nobody is there', '아무도 없음'),
  boothRecorded: t('recorded visitor', '기록된 방문객'),
  boothCalls: t('calls for somebody', '직원을 부릅니다'),
  boothLeaves: t('nobody touches it; lets go in {time}', '반응이 없어 {time} 뒤 놓아줍니다'),
  boothSince: t('for {time}', '{time}째'),
  boothCount: t(
    '{visits} visits, {finished} finished, {away} walked away',
    '방문 {visits}, 마침 {finished}, 자리 비움 {away}',
  ),
  boothHelped: t('Helped', '도왔음'),
  boothEnd: t('End the visit', '방문 끝내기'),
  boothEndSure: t('Let everything go?', '모두 놓아줄까요?'),
  v_welcome: t('welcome', '맞이'),
  v_notice: t('notice', '안내'),
  v_age: t('age', '나이'),
  v_consent: t('consent', '동의'),
  v_words: t('words', '말과 글'),
  v_questions: t('questions', '질문'),
  v_sketch: t('sketch', '그림'),
  v_music: t('music', '음악'),
  v_sensors: t('sensors', '센서'),
  v_rest: t('rest', '쉼'),
  v_recall: t('recall', '회상'),
  v_film: t('film', '영상'),
  v_after: t('what becomes of it', '남길지 정하기'),
  v_farewell: t('farewell', '배웅'),
} as const;
