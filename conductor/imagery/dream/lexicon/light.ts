/** Hours, light, weather, colour. One line a meaning: English words | Korean roots | what it brings. */
export const LIGHT_WORDS = `
night nights midnight nighttime | 밤 한밤 밤중 심야 밤늦 자정 밤새 캄캄 | night 1.5, blue .25, bright -.3
evening evenings | 저녁 저녁녘 | dusk .9, golden .3
dusk twilight sundown nightfall gloaming | 황혼 땅거미 해질 어스름 | dusk 1.4, violet .3
sunset sunsets afterglow | 노을 석양 저녁놀 해넘이 일몰 | dusk 1.2, golden .5, sun .5, orange .9, red .4, clouds .3
sunrise daybreak | 해돋이 일출 동틀 해뜨 | dawn 1.3, sun .7, golden .4, orange .5, rose .3, clouds .2
dawn | 새벽 새벽녘 동트 여명 | dawn 1.1, blue .2
morning mornings | 아침 아침녘 오전 | dawn .6, day .4
noon midday | 정오 한낮 대낮 | day 1, bright .5
afternoon afternoons | 오후 | golden .7, day .3
day daylight daytime | 낮 | day .5
golden amber honey | 황금 황금빛 금빛 금색 호박색 | golden 1, gold 1.1
dark darkness black pitch | 어둠 어두 어둡 까만 검은 검고 검게 시커멓 새까 | black .8, bright -.8, night .3
light lights lit bright shining shone glow glowing glowed | 빛 불빛 환한 환하 밝은 밝게 빛나 반짝 | bright .4, lamps .2
shadow shadows shade | 그림자 그늘 | bright -.3, black .2
lamp lamps streetlamp streetlight lantern lanterns bulb | 등불 램프 전등 가로등 등잔 호롱불 백열등 전구 랜턴 | lamps 1.2, lamp .7, night .4, bokeh .2
candle candles candlelight | 촛불 양초 초 | candles 1.3, nave .1, lamp .9, fire .3, bright -.2
fluorescent neon tube tubes led | 형광등 네온 네온사인 | tube 1.4, warm -.2
fire flame flames blaze burning burned bonfire campfire driftwood hearth | 불 모닥불 불꽃 화톳불 캠프파이어 장작 아궁이 군불 불을 | campfire 1.2, fire 1.5, sparks .9, red .4, orange .5
spark sparks ember embers firework fireworks | 불똥 불씨 폭죽 불꽃놀이 | sparks 1.1, fire .6, night .5
firefly fireflies | 반딧불 반딧불이 | motes 1.2, night 1, green .4
rain rainy raining rained drizzle downpour pouring shower umbrella puddle puddles | 비 빗소리 빗방울 빗물 장마 장마철 소나기 비가 가랑비 이슬비 우산 낙숫물 물웅덩이 장대비 | rain 1.4, wet .7, grey .6, haze .2, silver .5, warm -.2
snow snowy snowing snowed snowfall snowflake snowflakes blizzard snowman | 눈 첫눈 함박눈 눈송이 눈사람 설경 눈밭 눈이 눈길 눈보라 폭설 | flakes 1.1, g.snow 1.6, snowlight 1.1, white .8, s.bark .3, warm -.3
fog foggy mist misty haze hazy | 안개 안개낀 뿌연 뿌옇 물안개 흐릿 희뿌 아지랑이 | haze 1.6, grey .7, white .5, bright .15
steam vapour vapor steaming smoke smoky incense | 김 수증기 김이 연기 향 향이 증기 | steam 1.2, haze .2
storm stormy thunder lightning tempest typhoon hurricane | 폭풍 태풍 천둥 번개 폭풍우 벼락 비바람 | storm 1.6, clouds 1, wind .8, rain .3, waves .4, black .5, teal .2
wind windy breeze gust blowing blew | 바람 산들바람 바람이 강풍 돌풍 나부 | wind .9
cold freezing chill chilly | 추운 추워 춥 차가 쌀쌀 시린 | warm -.6, snowlight .3, blue .3
warm warmth cozy cosy | 따뜻 따스 포근 온기 훈훈 | warm .7, lamp .2
hot heat | 더운 뜨거 더위 무더 | warm .7, haze .2, golden .3
grey gray overcast cloudy dull | 회색 잿빛 흐린 흐리 | grey 1.1, silver .8
white pale | 하얀 하얗 흰 새하얀 새하얗 하양 희게 | white 1.1, bright .3
red scarlet crimson | 빨간 빨갛 붉은 붉게 빨강 붉 | red 1.2
pink | 분홍 핑크 연분홍 | rose 1.3
orange | 주황 귤 귤색 오렌지 | orange 1.2
yellow gold | 노란 노랗 노랑 샛노 | gold 1.2
green | 초록 푸른빛 녹색 연두 초록빛 | green 1.3
blue | 파란 파랗 푸른 푸르 파랑 새파란 쪽빛 남색 | blue 1.2
turquoise teal | 청록 옥색 비취 | teal 1.2
purple violet | 보라 보랏빛 자주 | violet 1.2
brown | 갈색 고동색 밤색 | brown 1
silver silvery | 은빛 은색 | silver 1.3
coloured colored colours rainbow | 무지개 알록달록 색색 | rose .4, blue .3, gold .3
`;
