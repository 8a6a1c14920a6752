/** Places, buildings, ways and vehicles. One line a meaning: English words | Korean roots | what it brings. */
export const PLACES_WORDS = `
home | | house .5, panes .3, warm .1
house cottage farmhouse cabin hut | 집 시골집 집앞 오두막 초가집 농가 산장 우리집 | house 1.2, panes .4, s.wood .5, brown .2
village town hamlet countryside | 마을 동네 시골 고향 읍내 촌 | house .9, hills .4, panes .4, fence .3, g.earth .4
hanok palace temple shrine pagoda pavilion | 한옥 궁궐 절 사찰 기와집 정자 암자 대청 | roofedge .9, house .6, s.wood .9, w.wood .5, brown .4
porch eaves veranda | 마루 툇마루 처마 대청마루 평상 | roofedge 1.4, boards .6, s.wood .9, g.wood .9, brown .4
room bedroom livingroom indoors inside | 방 안방 실내 거실 방안 골방 사랑방 외갓집 외가 | room 1, w.plaster .5, lamp .4, g.wood .5
kitchen stove oven pot cooking cooked kettle soup cauldron broth rice-cooker | 부엌 주방 가마솥 솥 냄비 주전자 국 찌개 밥솥 뚝배기 | room 1.2, table .9, steam 1.3, lamp 1, lamps .4, w.plaster .6, brown .5, s.metal .4, warm .3
table breakfast dinner meal bread tea coffee bowl | 식탁 밥상 밥 빵 차 커피 그릇 찻잔 탁자 상에 | table 1, room .5, lamp .4, s.wood .7, brown .3, steam .15
bed blanket pillow asleep quilt | 침대 이불 베개 요 담요 잠자리 | bed 1.1, room .7, s.cloth 1, lamp .3, white .3
window windows pane glass | 창문 창 유리창 창가 창밖 유리 | glass .4, panes .4
curtain curtains | 커튼 | curtain 1.1, s.cloth .8, room .3
door doorway paper-door | 문 대문 창호지 미닫이 문창호지 문풍지 창호 | panes .5, room .6, w.paper .9
paper letter letters page notebook | 종이 편지 엽서 공책 | w.paper .9, s.paper .9, white .3, table .3
wall walls | 벽 담 담벼락 돌담 | w.plaster .8, fence .4
corridor hallway passage ward | 복도 통로 병동 회랑 | corridor 1.6, tiles .6, g.tile 1, w.plaster .8, tube .5
hospital clinic surgery doctor nurse | 병원 병실 수술 수술실 응급실 의사 간호사 중환자실 | corridor .9, tube 1, w.plaster .7, g.tile .7, tiles .4, silver .3, green .25
school classroom schoolyard class pupils | 학교 교실 운동장 교정 등굣길 초등학교 중학교 고등학교 수업 학교가 | house .6, g.earth .5, fence .4, day .15, tree .2
church chapel cathedral altar | 교회 성당 예배당 미사 | church 1.1, nave .45, g.stone 1, s.stone 1, w.stone 1, candles .3
stained-glass stained glass | 스테인드글라스 | nave .8, panes .3, violet .5, red .3, blue .4
funeral mourning grave cemetery tomb | 장례 장례식 장례식장 빈소 무덤 산소 묘지 영정 조문 | candles .6, steam .3, white .6, black .6, room .6, lamp .2, grey .8, warm -.7, w.plaster .8
wedding bride bridal veil | 결혼 결혼식 신부 면사포 혼례 웨딩 | veil 1.3, white 1.3, s.cloth 1.2, bright .4, dawn .2
library bookshop books bookshelf book | 도서관 책 서점 책장 헌책방 서재 | shelf 1.3, room .9, lamp .6, s.paper .6, w.wood .6, brown .7
workshop shed garage bench tools carpenter planed sawdust shavings boards | 작업장 공방 헛간 창고 목공소 대패 톱밥 연장 | room 1, table 1, lamp .9, lamps .5, w.wood 1.2, s.wood 1.2, g.wood .8, brown 1, motes .5
attic loft roof rafters | 다락 다락방 지붕 | room 1, motes 1, w.wood 1.2, g.wood 1, s.cloth .4, golden .5, brown .7, panes .6
dust dusty | 먼지 뽀얀 | motes .9
basement cellar | 지하실 지하 반지하 | room 1, w.stone .8, night .4, lamp .4
stairs staircase steps stairway | 계단 층계 돌계단 | stairs 1.3, s.stone .7, g.stone .6
rooftop roofs | 옥상 지붕들 건물꼭대기 꼭대기 | city 1, down .3, g.stone .7, day .3
laundry washing clothesline linen sheets | 빨래 빨랫줄 이불을 널 | cloths 1.4, s.cloth 1.2, white .9, wind .4, bright .3
city downtown skyline skyscraper buildings apartment apartments | 도시 시내 빌딩 아파트 건물 도심 서울 부산 | city 1.3, panes .6, g.asphalt .6, silver .2
street streets avenue pavement | 거리 길거리 보도 인도 | road .8, city .5, lamps .3, g.asphalt .8
alley alleyway lane | 골목 골목길 뒷골목 | alley 1.4, lamps .6, g.stone .7, s.brick .6, near .3
walk walked walking crossed | 걸어 걸었 걷던 건너 건넜 | figure .5
road path way trail walk walked walking | 길 산길 오솔길 걸어 걸었 걷던 길을 | road .8, g.earth .4
highway car drive driving drove taxi | 고속도로 자동차 차를 운전 드라이브 택시 승용차 | frame .9, glass .4, road 1, travel .8, g.asphalt .9, lamps .2
bus buses windscreen windshield | 버스 차창 앞유리 막차 시내버스 | frame 1.4, glass .8, road .8, travel .7, g.asphalt .8, shoulders .3
seat seats | 좌석 뒷자리 의자 자리 | shoulders .5
train trains railway carriage rails platform station | 기차 열차 철길 기찻길 기차역 역 플랫폼 전철 | frame .8, glass .4, rails .8, travel 1, poles .7, g.rock .3
subway metro underground | 지하철 | tunnel .8, tube .9, rails .7, travel .8, shoulders .4
tunnel | 터널 굴을 굴 | tunnel 1.3, travel .5, s.stone .8, black .3
bridge viaduct | 다리 교량 철교 돌다리 | bridge 1.3, wet .5, s.stone .8, g.water .4
boat ship ferry sail sailing rowboat rowing rowed oar oars fishing | 배 나룻배 돛단배 고깃배 여객선 어선 돛 낚시 | boat 1.3, wet .8, g.water .9, teal .3
harbour harbor port pier dock lighthouse | 항구 부두 방파제 선착장 등대 포구 | tower .9, boat .7, wet .7, g.water .8, lamps .4
airport airplane plane flight | 공항 비행기 활주로 | frame .6, glass .4, up .4, clouds .7, blue .4
market stall bazaar | 시장 장터 좌판 오일장 야시장 | crowd 1, lamps .7, bokeh .5, orange .4, s.cloth .6
cafe bar restaurant pub | 카페 술집 식당 다방 포장마차 | room .8, bokeh .6, lamp .8, table .7, brown .3
concert theatre theater stage dance hall cinema | 공연 극장 무대 콘서트 영화관 무도회 | crowd .9, shoulders .6, bokeh .5, lamp .5, violet .4, black .4
factory chimney warehouse mine | 공장 굴뚝 탄광 광산 | tower 1, city .4, s.rust .9, g.asphalt .5, orange .5, grey .4, steam .3
farm barn stable cattle | 농장 외양간 축사 목장 | house .8, fence .8, g.straw .7, s.wood .7, brown .5
playground swing slide carousel ferris fair funfair wheel amusement | 놀이터 그네 미끄럼틀 놀이공원 유원지 관람차 회전목마 | wheel 1.2, crowd .3, bokeh .3, rose .3, g.earth .4
park bench | 공원 벤치 | tree .9, g.grass .8, road .4, green .4
camp camping tent | 캠핑 텐트 야영 | campfire .7, night .3, g.grass .5, forest .4
well fountain | 우물 분수 샘 | wet .4, rocks .4, g.stone .6
pool swim swimming swam bathed | 수영 수영장 헤엄 멱 | wet 1, g.water 1.1, teal .9, bright .2
bath bathhouse spa sauna | 목욕 목욕탕 온천 사우나 | room .8, steam 1.1, wet .7, g.tile .8, w.tile .9, tiles .5
war battlefield ruin ruins trench | 전쟁 폐허 전쟁터 피난 | rocks .8, steam .6, g.earth .8, black .6, red .3, storm .4
prison cell | 감옥 교도소 감방 | corridor .8, w.stone 1, g.stone 1, bright -.4, fence .4
`;
