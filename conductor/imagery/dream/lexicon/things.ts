/** People, animals, things, movement, feeling of a place. One line a meaning: English words | Korean roots | what it brings. */
export const THINGS = `
dog puppy dogs hound | 개 강아지 개가 멍멍이 바둑이 누렁이 | dog 1.3
cat kitten cats | 고양이 야옹이 | dog .7, near .1
horse horses cow cows sheep goat deer | 말이 소가 양떼 염소 사슴 송아지 | dog .9, fence .4, g.grass .4
bird birds gull gulls crow swallow seagull heron goose geese crane | 새 갈매기 까마귀 제비 기러기 두루미 새들 참새 까치 | birds 1.2, up .15, wind .2
butterfly butterflies bee bees dragonfly | 나비 벌 잠자리 | petals .4, gold .2, day .2
fish whale | 물고기 고래 생선 | wet .3, g.water .3, teal .2
grandmother granny grandma nana | 할머니 외할머니 할매 | lamp .15, warm .3
grandfather grandpa granddad | 할아버지 외할아버지 할배 | brown .15, warm .2
mother mom mum mama mommy | 어머니 엄마 어무이 | figure .5, warm .2
father dad papa daddy | 아버지 아빠 아부지 | figure .5
brother sister friend friends sibling lover husband wife | 동생 형 누나 언니 오빠 친구 애인 남편 아내 연인 | figure .4
child children kids kid boy girl baby | 아이 아이들 아기 소년 소녀 꼬마 | figure .4, bright .1
people crowd crowded everybody | 사람들 군중 인파 모두들 | crowd .8
alone lonely solitary | 혼자 홀로 외로 쓸쓸 | figure .5, haze .15, near -.2
family | 가족 식구 | figure .3, warm .3
piano violin guitar music song sang singing | 피아노 바이올린 기타 노래 음악 가락 | lamp .3, room .3, motes .2
dress clothes coat scarf | 옷 치마 코트 목도리 저고리 한복 | s.cloth .5
cloth fabric silk sail flag flags | 천 비단 깃발 보자기 | cloths .8, s.cloth 1, wind .3
bicycle bike cycling | 자전거 | road .6, travel .3, poles .2
pole poles telegraph wire wires | 전봇대 전신주 전깃줄 전선 | poles 1.4
fence gate | 울타리 철조망 담장 | fence 1
stone stones | 돌 조약돌 자갈 | g.stone .9, s.stone .7, rocks .3
iron rust rusty metal steel | 쇠 녹슨 철 고철 강철 | s.rust .9, s.metal .7, orange .5, orange .2
brick bricks | 벽돌 | w.brick 1, s.brick 1, red .3
wood wooden timber plank | 나무로 목재 판자 널빤지 | s.wood .9, w.wood .6, boards .4
clock watch | 시계 | lamp .1
mirror | 거울 | wet .3, silver .4
kite balloon | 연 연날리 풍선 | up .5, wind .4, day .3
ball football soccer game | 공 축구 야구 공놀이 | g.grass .5, day .2
salt sugar | 소금 염전 설탕 | white .5, g.snow .2
oil | 기름 | brown .2, black .2
blood | 피 | red .6
bell | 종 종소리 | church .3
ashes ash | 재 잿더미 | g.earth .5, silver .4, grey .3
dream dreams dreamt | 꿈 꿈에서 꿈속 | haze .5, violet .3
silence silent quiet still calm | 고요 조용 적막 잔잔 침묵 | haze .2, wind -.3
run ran running chased chase jump jumped | 뛰 달리 달렸 뛰어다 뛰놀 쫓 | wind .2, travel .1
climb climbing climbed up steep | 오르 올라 등산 가파른 올랐 | up .5, hills .3
summit above high top | 높은 위에서 꼭대기 | down .2, ridge .2
under below beneath | 아래 밑에 | near .2
lay lying lie | 누워 누우 누웠 | up .3
fell falling flutter fluttered | 흩날 떨어 날리 휘날 펄럭 흔들 | wind .3
crossing | 넘어 | near .1
waiting waited wait | 기다 기다려 기다리 | figure .3, haze .1
sit sat sitting | 앉아 앉은 앉 | near .15
grey-haired old ancient | 오래된 낡은 옛 옛날 | brown .3, haze .15, s.wood .2
new | 새로운 | bright .1
narrow small tiny | 좁은 작은 | near .3
wide vast endless open huge | 넓은 끝없 드넓 광활 펼쳐 | down -.1, hills .2, haze .1
empty bare | 빈 텅 텅빈 | haze .15
deep | 깊은 깊이 | bright -.2
wet | 젖은 젖어 축축 | wet .5
dry | 마른 바싹 | wet -.4, g.earth .3
sad tears crying cried grief | 슬픈 눈물 울었 슬픔 울던 | rain .15, grey .3, blue .2, haze .2
happy joy laughed laughing love loved | 행복 기쁜 웃 사랑 즐거 | golden .2, warm .3, bright .3
afraid fear scared lost | 무서 두려 길을잃 겁 | black .4, bright -.4, haze .2
pain hurt sick ill | 아픈 아파 병든 | red .2, tube .2, grey .2
death died dead dying | 죽음 죽은 돌아가 돌아가셨 | black .5, white .4, haze .3
peace rest | 평화 쉬던 평온 | wet .2, dawn .2, haze .2
journey travel travelled trip | 여행 떠나 떠났 길떠 | travel .5, road .5
return came back | 돌아온 돌아오 | road .2
phone computer screen internet | 전화 휴대폰 컴퓨터 화면 | tube .5, blue .5, room .5, black .3
robot machine | 기계 로봇 | s.metal .8, tube .4, silver .4
space rocket astronaut | 우주 로켓 | stars 1, night 1, black .4
`;
