/** Land, water and what grows. One line a meaning: English words | Korean roots | what it brings. */
export const NATURE = `
sunflower | 해바라기 | stems 1.6, heads 1.4, gold 1.5, g.grass 1, s.leaves 1, golden .5, day .3, green .5
flower blossom bloom blooming wildflower daisy poppy tulip cosmos | 꽃 코스모스 들꽃 야생화 튤립 민들레 개나리 진달래 철쭉 | stems 1, heads .8, rose .8, g.grass .7, s.leaves .7, day .3
rose roses peony camellia | 장미 동백 모란 작약 | stems 1, heads 1, red 1, s.leaves .7, g.grass .5
chrysanthemum lily lilies | 국화 백합 | stems .8, heads 1, white 1.3, s.leaves .5
lavender violet violets wisteria hydrangea iris | 라벤더 제비꽃 등나무 수국 붓꽃 | stems 1, heads .6, violet 1.4, s.leaves .6, g.grass .6
cherry sakura | 벚꽃 벚나무 벗꽃 | petals 1.2, tree 1, branches .7, rose 1.6, dawn .35, s.leaves .6, g.asphalt .2, bright .4
petal petals | 꽃잎 | petals 1.2, rose .8
plum apricot magnolia peach | 매화 살구 목련 복숭아 | petals .5, branches .8, rose .9, tree .5, dawn .2
garden gardens yard backyard lawn | 정원 마당 뜰 앞마당 꽃밭 화단 텃밭 | g.grass 1, stems .5, heads .3, green .6, day .3, house .3
field fields meadow meadows prairie pasture | 들판 들 초원 벌판 풀밭 목초지 잔디 | g.grass 1.2, reeds .7, hills .4, green .5, day .3, wind .2
wheat grain barley corn rye oats harvest | 밀밭 보리 보리밭 옥수수 추수 | reeds 1.4, gold 1.4, g.straw 1.3, s.straw 1, furrows .4, golden .4, wind .4
rice paddy paddies | 논 논물 논두렁 모내기 벼 들녘 | furrows .9, wet .75, green .5, g.silt .9, hills .5, s.grass .6
orchard orchards | 과수원 과일나무 | tree 1.3, fence .2, g.grass .9, s.leaves .8, green .4
apple apples fruit pear | 사과 사과나무 과일 배나무 감나무 홍시 | tree .8, red .4, g.grass .5, s.leaves .6
tree trees oak willow elm maple | 나무 나무들 버드나무 느티나무 참나무 은행나무 단풍나무 가로수 | tree 1, s.bark .8, s.leaves .5, g.grass .4, green .4
branch branches twig twigs bough | 가지 나뭇가지 | branches 1, s.bark .8
forest forests woods woodland jungle | 숲 숲길 숲속 수풀 밀림 산림 | trunks 1.2, forest .7, s.bark 1, g.moss .8, green .7, haze .25, grey .2
birch birches aspen | 자작나무 자작 | trunks 1.4, s.paper 2.4, white .6, g.leaves .7
pine pines fir spruce cedar | 소나무 솔숲 전나무 잣나무 삼나무 | trunks .9, forest .9, s.bark 1, g.moss .5, green .7, teal .3
bamboo | 대나무 대숲 대밭 죽림 | trunks 1.4, reeds .6, green 1.6, s.grass .9, g.leaves .7, wind .2
trunk trunks stem stems log logs | 줄기 둥치 통나무 | trunks .5, s.bark .6
leaf leaves foliage | 잎 나뭇잎 이파리 잎사귀 | fallen .5, s.leaves 1, g.leaves .8, green .3
autumn october november fallen foliage | 가을 단풍 낙엽 시월 십일월 | fallen 1, trunks .5, forest .3, orange 1.2, gold .5, s.leaves 1, g.leaves 1, golden .35
spring april may | 봄 봄날 사월 오월 | green .5, rose .3, dawn .2, day .2, bright .2
summer july august june | 여름 한여름 칠월 팔월 여름날 | day .5, green .6, golden .25, bright .3, warm .3, s.leaves .3
winter december january february | 겨울 한겨울 섣달 겨울날 | snowlight .6, g.snow .5, white .3, warm -.4, blue .2
grass grasses | 풀 풀숲 갈대밭 | g.grass 1, reeds .8, green .5
reed reeds rush rushes silvergrass pampas | 갈대 억새 부들 | reeds 1.4, s.straw .8, g.silt .5, wind .5, silver .4
moss mossy fern ferns lichen | 이끼 고사리 | g.moss 1.2, s.moss 1, green .9
hay straw haystack | 건초 볏짚 짚 | g.straw 1, s.straw 1, gold .6
mountain mountains peak peaks summit alps | 산 산봉우리 봉우리 산꼭대기 정상 산맥 능선 지리산 설악산 한라산 백두산 | ridge 1.4, g.rock .7, s.rock .8, blue .3, down .15
hill hills hillside slope | 언덕 비탈 오르막 고개 동산 | hills 1, g.grass .5, up .15
valley gorge canyon ravine | 골짜기 계곡 협곡 | ridge .8, rocks .8, s.rock .8, wet .2, green .3
cliff cliffs rock rocks boulder stones | 절벽 바위 벼랑 돌 바윗돌 | rocks 1, s.rock 1.2, g.rock .9, silver .3
sky skies | 하늘 창공 | up .7, blue .35, clouds .2
cloud clouds | 구름 뭉게구름 먹구름 운해 구름바다 | clouds 1.1, haze .2, grey .2, up .2
sea ocean seaside | 바다 바닷가 해변가 대양 동해 서해 남해 바닷물 | waves 1.2, wet 1, g.water 1.5, teal .8, blue .5, shore .3, wind .2
wave waves surf tide | 파도 물결 너울 | waves 1.2, wet .8, g.water 1, wind .4, teal .3
beach shore sand sands coast | 해변 모래 모래밭 백사장 바닷가 해안 | g.sand 1.3, shore .6, wet .3, waves .4, gold .2
desert dune dunes sahara | 사막 모래언덕 사구 | g.sand 1.8, hills .8, s.sand 1, gold .7, orange .3
lake lakes pond lagoon | 호수 호숫가 연못 저수지 못 | wet 1.1, g.water 1.3, forest .4, hills .3, teal .4, shore .3
river rivers stream streams brook creek | 강 강물 냇가 개울 시내 시냇물 강가 냇물 한강 | wet .9, g.water 1.2, shore 1, reeds .6, hills .3, teal .4
waterfall cascade | 폭포 폭포수 | fall 1.6, rocks .9, s.rock 1, g.water 1, wet .6, teal .3, steam .3
water | 물 물가 물속 | wet .7, g.water 1, teal .2
ice icy frozen froze frost frosty glacier | 얼음 빙판 빙하 서리 성에 얼어붙 얼었 꽁꽁 언 | g.ice 1.9, wet .5, snowlight .4, blue .9, warm -.8, white .2
mud tideflat mudflat swamp marsh | 갯벌 진흙 뻘 펄 늪 개펄 썰물 | g.silt 1.8, wet .85, silver 1, shore .5, grey .4, down .2
clam clams shell shells | 조개 소라 굴껍데기 | g.silt .6, wet .3, silver .3
earth soil dirt ground dust | 흙 땅 흙길 먼지 | g.earth 1.1, brown .7
island isle | 섬 외딴섬 제주 제주도 | shore 1, hills .4, wet .6, g.water .7, teal .4
cave cavern grotto | 동굴 굴속 | tunnel .9, s.rock 1, g.rock .9, night .3
volcano lava | 화산 용암 | ridge 1, fire 1, red .8, g.rock 1
star stars milky constellation galaxy | 별 별빛 은하수 별자리 | stars 1.4, night 1.2, up .6, blue .3
moon moonlight moonlit crescent | 달 달빛 보름달 초승달 달밤 달그림자 | moondisc 1.1, moon 1.4, blue .4
sun sunlight sunny sunshine sunbeam | 해 햇빛 햇살 태양 볕 햇볕 | sun .8, golden .5, day .5, gold .3, warm .3
horizon | 지평선 수평선 | shore .5, dusk .1
`;
