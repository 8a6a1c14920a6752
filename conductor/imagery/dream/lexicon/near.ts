/** Words near a word of the lexicon, each with its nearness in tenths; made by training/dream-words/near.ts from GloVe (PDDL). */
export const NEAR_WORDS = `
afternoon: session6 shortly7 overnight7 yesterday7
airplane: crash7 airline6 planes7 helicopter6 boeing6 crashed6 crashes6 airplanes7 cockpit6 airliner7 jetliner7 hangar6
airport: flights6 terminal6 airports7 heathrow7
alps: alpine6
altar: statue6 marble6 pulpit6
amusement: attraction6 attractions7 rides6 disneyland6
apartment: manhattan7 residence6 mansion7 rented7 motel6 dormitory6 condominium6
apartments: homes7 housing6 houses7 rooms7 hotels6 residential7 rent6 rental6 rented7 tenants7 residences7 flats6 rents6 dwellings6 cabins6 condominium6 renting6 bedrooms6 condo6
apple: software6 microsoft7 google6 intel6 dell6 packard6 hewlett6 iphone6 netscape6 compaq6 ipod6 macintosh6 blackberry6
apples: fruits6 tomatoes7 potatoes7 nuts6 grapes7 ripe6 bananas7 carrots6 olives6 oranges7
asleep: sleep6 sleeping6 slept7 woke7 awake7 waking6
autumn: till6
avenue: corner6 mall6 madison6 plaza6 intersection7 boulevard8 parkway6 avenues6 midtown7
bamboo: sticks6 cane6
bar: bars7
barn: tavern6
basement: floor7 dorm6
bath: baths6
beach: resort6 palm7 beaches6 lauderdale6
bed: sleep6 sleeping7 beside6 beds7 slept6 couch6
bedroom: bathroom7 closet6 upstairs8 bedrooms7 condo6
bench: locker6
black: wearing6 wore6 collar6
blaze: explosion6 fires7 firefighters6 ignited6 engulfed6 wildfires6 wildfire7
blew: struck6 blast6 blow6 exploded7 burst6 blown6 stormed6 ripped7 smashed6 detonated6 tore6 blows6
blooming: flowering6
blowing: blow6 blown6 blows6 crashing6 pounding6 blasting6
blue: wore6
boat: crew7 ships7 boats8 vessel8 cruise6 vessels6 craft6 sank6 fishermen6 sailors6 sinking6 tanker6 yacht7 boarded6 barge7 freighter6 capsized7
book: read7 journal6 writer6 stories7 writing7 subject6 author7 collection7 article7 novel8 write6 edition6 reference6 writes6 biography7 inspired6 literature6 guide6 publication7 publishing6 entitled6 fiction7 literary6 comic6 titled7 describes7 publisher6 poetry7 readers6 authors6 tale6 bible6 novels7 translated6 explains6 fantasy6 translation6 publish6 edited6 poem6 illustrated7 reader6 poems6 reads6 writings6 diary6 essay7 memoir7 autobiography7 essays6 memoirs6 anthology6 nonfiction6
books: newspapers6 stories7 writing7 author6 collection7 novel6 notes6 write6 papers7 literature6 publication6 articles7 copies6 publishing7 pages7 fiction7 poetry6 print6 publications7 readers6 authors6 magazines7 bible6 novels7 printed6 collections6 volumes6 publish6 edited6 illustrated6 publishers6 editions6 poems6 writings6 texts6 essay6 journals6 essays7 manuscripts6 illustrations6 textbooks6 paperback6 nonfiction6
bookshop: bookstore7
boulder: colorado6
bowl: basketball6 super6 playoffs6 bowls7
branch: section6
bread: meat6 milk6 cream7 cheese7 chocolate6 butter7 recipe6 cake7 flour7 pizza7 baking6 potato7 sandwich6 dough6 baked7 slices6 dessert6 cereal6 toast7 sandwiches6 roasted6 cakes6 sausage6 pastry6 yogurt6
breakfast: guests6 lunch8 meals7 luncheon6 toast6 snack6 dinners7 buffet7
bride: princess6 groom7
bridge: railroad6 canal7 bridges7 crosses6
bright: looks6 eyes6 color6 beautiful6 brilliant6 colorful6 shine6 vivid6 brighter6
broth: mixture6 sauce7 stir6 garlic7 tablespoons6 onion6 tomato6 onions6 boil7 vinegar6 boiling6 simmer6
brown: johnson6 jack6 miller6 wilson6 anderson6 clark6 thompson6 moore6 baker6 evans6 murphy6
buildings: homes7 houses8 facilities6 destroyed7 offices6 surrounding6 damaged6 churches6 constructed7 residential7 blocks6 structures7 adjacent6 bridges6 neighborhoods6 towers6 housed6 erected6 rebuilt6 demolished7 premises6 renovated6 residences7 adjoining6 dwellings6 razed6
bulb: bulbs7
burned: destroyed7 damaged7 abandoned6 crushed6 demolished6 burnt8 looted6 wrecked6 charred6 ablaze6 torched7 razed6 gutted7
burning: burn7 burnt7
bus: traffic6 truck7 passenger7 commuter7 minibus7
buses: vehicles7 trucks7 routes6 motorists6 ambulances6 motorcycles6 commuters7 vans7 bicycles6 taxis7 wagons6
cabin: cockpit6 cabins7
cafe: restaurants6 nightclub6 lounge6 cafes6 bakery6 diner6
camp: camps7 refugee6
camping: recreation6 recreational6 hiking7 picnic7
candlelight: vigil7
candles: lighted6
canyon: wilderness6
car: vehicles7 vehicle8 driver8 accident6 engine6 racing6 truck8 auto6 drivers6 trucks6 luxury6 wheel6 automobile6 pickup6 motorcycle7 mercedes6 parked7 jeep6 dealership6 minivan6
carpenter: scott6
carriage: locomotive6 wagon7 wagons6 carriages7
cathedral: saint6 christ6 abbey6 trinity6 basilica7
cattle: farmers6 animals6 beef6 farms6 poultry7 livestock8 dairy6 pigs7 chickens6 herd7 slaughtered6 goats7 grazing6 ranchers6 herds7
cave: sanctuary6 caves7
cedar: grove7 walnut7 cypress7
cell: cells8 brain6 cellular7
cemetery: memorial7 buried7 monument7 graves6 burial7 arlington6 interred7 cemeteries6 mausoleum6 graveyard6
chapel: parish6 baptist6 monastery6 abbey6 trinity6 episcopal6 methodist6 basilica6 convent6
cherry: berry6 strawberry6
chilly: cooler7 warmer7 humid7 damp6
church: christian7 catholic8 roman6 pope6 holy6 faith6 saint6 bishop6 parish7 churches8 orthodox7 priest7 vatican6 christ6 christians6 priests6 protestant6 diocese6 bishops6 catholics6 baptist7 monastery6 worship6 pastor6 congregation7 seminary6 clergy6 missionary6 episcopal7 methodist7 anglican7 evangelical6 presbyterian6 lutheran7 parishes6 convent6 congregations6 parishioners6
cinema: films7 movies6 drama6 theaters6 theatrical6 cinemas6 filmmaking6
city: mayor6 urban6 neighborhood6 northeast6 southwest6 municipal6 metropolitan6 suburb6 suburbs6
clam: crab6 lobster6 oyster6
clams: shrimp6 crab6
classroom: learning6 teaching6 elementary6 math6 instruction6 curriculum6 classrooms8 kindergarten7 dormitory6 cafeteria6 preschool6 dorm7
cliffs: rocky6 granite6 limestone7 sandstone7
clinic: hospitals6 clinics7 psychiatric6
clouds: thick6 dense6 showers6 thunderstorms6 swirling6
coast: gulf6 islands7 southeast6 northwest6 atlantic7 northeast6 southwest6 coastal7 caribbean7 peninsula6 cape7 northeastern6 southeastern6 coastline7 coasts7
coffee: wine7 milk6 beer7 drink6 drinks7 cocoa7 starbucks6 cereal6
colored: color7 painted6 colors7 paint6 shaped6 worn6 decorated6 colorful6 brightly6 adorned6 ribbons6
coloured: colour7 metallic6 brightly6 striped6
colours: colors8 uniforms6 distinctive6 colour7 markings6
concert: festival7 debut6 performed7 featured6 studio6 musical6 recording6 performances7 featuring6 performing6 hosted6 orchestra7 celebration6 musicians6 parade6 venue6 tribute7 concerts8 touring6 symphony6 premiere7 soundtrack6 venues6 festivals6 singers6 premiered6 choir6 ensemble6 reunion6 showcase6 gala6 rehearsal6
cooked: cook6 meat6 chicken7 eggs6 cheese6 butter6 vegetables7 ingredients7 dish7 pork6 beans7 dishes7 dried7 garlic6 chopped6 potatoes8 salad6 bacon6 eaten7 fried7 shrimp6 onion6 sliced6 pasta7 onions7 baked7 slices6 smoked6 grilled7 steak6 spoon6 mushrooms6 boiled6 delicious6 canned6 roast7 roasted8 sausage6 noodles7 carrots6 spicy6 spinach6 preferably6
cooking: cook6 eating6 ingredients6 dishes7 recipes6 barbecue6 cooks6 gardening6
corn: cotton7 crops7 pork6 beans7 vegetable6 potato6 growers6 bean6 grains7 soybeans8 maize7 soybean8
corridor: connecting6 corridors7
cottage: manor6 cottages7
countryside: rural6 mountainous6
cozy: cramped6 spacious6
creek: springs6 tributary6 fork7 watershed6 cove6 beaver6
curtains: lace6
dance: songs6 performed6 artists6 musical7 perform6 jazz6 performing6 classical6 musicians6 folk7 dancing8 concerts6 ballet7 performers6 singers6 ensemble6 dancers7 dancer6 dances7 troupe6 ballroom6 choreography6
dark: eyes7 thin6 thick6 strange6 dense6 darker7
day: session6 regular6 twice6 moment6 ending6 christmas6 returning6 begins6 closing6 holiday6 starts6 ends6 gathering6 tomorrow6 birthday6 celebration6 occasion6
daytime: nightly6
desert: arid6
dinner: guests7 lunch8 thanksgiving6 cocktail6 gala6 banquet7 luncheon7 dinners8 buffet6
dirt: rough6 garbage6 trash6 pile6 gravel7 muddy6 piles6 strewn6 asphalt6 driveway6
dock: docks7
doctor: doctors7 medicine6 patient7 physician7 surgeon6 psychiatrist6 dentist6
door: doors8 locked6
doorway: nave6
downpour: rains7 monsoon6 torrential8
downtown: offices6 neighborhood7 campus6 manhattan7 shopping6 parking6 mall7 suburban7 plaza7 outskirts6 courthouse6 boulevard6 waterfront6 midtown8 bustling6
drive: speed6 push7 driven6 drives7
driving: speed6 stopped6 vehicle7 driver7 passing6 driven7 drivers7 riding6 drives6 motorcycle6 drunk6 speeding7
drizzle: sprinkle6
drove: pulled6 pushed6 threw6 raced6 rode6 sped6
dull: boring6
dunes: beaches6 shoreline6
dusk: curfew6 fasting6
dust: debris6 debris6
dusty: muddy7 barren6
earth: surface6 planet8 solar6 universe6 mars7 orbit6 spacecraft6 gravity6 planets6 orbiting6 martian6
embers: blazing6
evening: ceremony6
evenings: weekends8 sundays7 weekday7 saturdays7 fridays6 weekdays7
factory: manufacturing7 mill6 factories7 manufacturer6 textile6
fallen: rising6 stood6 slipped6 risen7 plunged6 soared6 tumbled6 slumped6 plummeted6
farm: farmers7 agriculture6 agricultural7 mill6 farms7 ranch6 farming7 farmer6 livestock6 dairy7 plantation6
farmhouse: manor6 cottages6
ferry: ferries7 barge7 capsized6
fields: agricultural6
fire: fired7 attacked6 explosion7 blast6 guns6 patrol6 gunmen6 firing7 artillery6 exploded6 fires7 explosions6 mortar6 gunfire6
fireworks: parade6 celebrations6 festivities6 parades6
fishing: hunting6 fishermen7 fisheries6 recreational6 whaling6 fisherman6 fishery6
flame: torch7
flames: burst6 engulfed6
flight: airlines6 passengers7 flights7 airline6 flying7 pilot7 landing7 pilots7 flew6 shuttle6 airways6 flown6 controllers6 takeoff6
flower: flowers7 floral6
fluorescent: bulbs6
fog: visibility6
foliage: berries6
forest: acres6 wildlife6 habitat6 rainforest6
forests: habitat7 farmland6 habitats7 moist6 vegetation7 subtropical6 plantations6 wetlands7 forested6 lowland6 temperate6 ecosystems6 woodlands6 scrub6 rainforest7
freezing: freeze7
frosty: thaw6
froze: freeze6
frozen: dried6
fruit: sweet6 vegetables7 juice6 flavor6 varieties6 fruits8 vegetable6 nuts6 banana6 grapes6 flavors6 grape6 coconut7 citrus7 bananas6 edible7 berries7
funeral: ceremony7 tribute6 prayers6 ceremonies6 procession7 mourners7 funerals7
galaxy: galaxies6
garage: shop7 parking6 elevator6
gardens: parks6 terrace6 botanical6
glacier: antarctica7 glaciers7
glass: piece6 pieces6 plastic6 glasses6 decorative6 ceramic6 stainless6
glow: flashes6 faint6
gold: medal7 bronze7 medals7 copper6 diamond6 platinum6 medalist6 medallist6
grain: supply6 export6 consumption6 flour6
grasses: insects6 vegetation7 weeds7 shrubs8
grave: buried6
gray: hair6
gust: gusts7
hall: stadium6 memorial6 fame6 arena6 venue6 halls6 auditorium6
hallway: courtyard6 sidewalk6 balcony7 driveway6
harbor: pearl6
harbour: thames6 docks7 wharf6
harvest: crops7 crop7 harvested6 harvesting6
haze: choking6 smog7
hearth: fireplace7
heat: temperature6 temperatures6 liquid6 cooling6 humidity6
highway: route8 roads6 interstate7 highways7 intersection7 connects6 terminus6 lanes6 freeway7 interchange6 expressway6 parkway6 motorway6 turnpike7 roadway7
hill: ridge7
hills: heights6 beverly6 overlooking6 oaks6 foothills7
hillside: overlooking6 riverside6 wooded7 hilly6 hilltop7
home: couple6 lived6 managed6 returning6 stayed6 hometown6
honey: sweet6 pepper6 chocolate6 juice6 candy6 lemon6 ginger6 vanilla6 peanut6 chili6 vinegar6 syrup7 cinnamon6
horizon: deepwater6
hospital: treatment6 patients6 doctors6 treated6 hospitals7 patient6 nursing7 hospitalized6 ambulance6 psychiatric6
hot: soft6 cool7 hottest6
house: republicans6 lawmakers6 congressional6 capitol6
hurricane: tropical6 katrina7 hurricanes6 rita6 forecasters6 landfall7 charley6
hut: huts7 shack6
ice: hockey6 melting6
icy: slippery6 treacherous7
indoors: outdoors7
inside: kept6 placed6 foot6 onto7 edge6 corner6 filled6 apart6 surrounded6 thrown6 hidden6 locked6 everywhere6 sealed6 underneath6
island: islands8 peninsula7 cape6 colony6 archipelago6
jungle: jungles7
kitchen: furniture6 bathroom7 closet6 cafeteria6 kitchens6
lagoon: estuary6
lake: springs6 reservoir6
lakes: basin6 freshwater6 wetlands6 ponds6 marshes6
lamps: lighting6
lantern: dragon6
laundry: cleaning6 toilet6
lava: volcanic6 eruption6 volcanoes6
leaf: bark6
leaves: begins6 ends6 turns6
led: leadership6 supported6 headed6 backed6 combined6 leads6 attempts6 dominated6 resulted6 prompted6
letter: comment6 message7 address6 calling6 suggested6 note6 request6 comments6 referred6 referring7 remarks6 asking6 delivered6 document7 statements6 declaration6 messages6 submitted6 complaint6 addressed6 describing6 stating6 suggestion6 recommendation6 accompanying6 memo7 memorandum6 mailed6 requesting6 handwritten6
letters: mail6 words6 message6 names6 note6 documents6 notes6 text6 messages7 mails7 mailed6 correspondence6 handwritten7
library: gallery6 collections6 housed6 archives7 libraries7 archive7
light: visible6 lighter6
lightning: avalanche6
lights: sight6 lighting7 overhead6 flashing7 illuminated6
linen: leather6 wool7 underwear6 fabrics6 trousers6 woven6 lace6 sweater6
lit: illuminated6 lighted8
loft: soho7
magnolia: cypress7
maple: leafs7
market: concerns6 sector7 product6 earnings6 consumer7 selling6 currency6 businesses6 corporate6 decline6 consumers6 banking6 gains6 buying7 profits6 expectations6 manufacturing6 retail7 weak6 dealers7 emerging6 traders7 trend7 outlook6 investor6 sentiment6 buyers6 rebound6 boosted6 weaker6 commodity7 commodities6 marketplace6
meadows: glen6
meal: eating6 meals7 menu6 thanksgiving7 eaten6 delicious6 dessert6 snack6
metro: metropolitan7 transit6
milky: galaxies6
mine: coal7 mining6 mines7 miners6
moon: planet6 mars7 orbit6 lunar6
morning: shortly7 closing6 overnight7 yesterday7 afterward6
mornings: sundays7 airs6 weekday7 saturdays7 fridays6 weekdays7
moss: plummer6
mountain: ridge7 rocky6 terrain6 alpine7 wilderness6
mountains: plains6 terrain6 mountainous6 plateau7 slopes7 rugged6 highlands6 valleys7 foothills8 andes6
mud: flooded6 rubble6 washed6 pile6 submerged6 soaked6 piles6
night: heard6 scene6 spot6 appearance6 watching6 moments6 tonight7 afterward6 finale6
nights: vacation6 weekends8
nighttime: nightly6
nurse: teacher6 worker6 pregnant6 physician6 nursing6 nurses7 surgeon6 psychiatrist6 therapist6 dentist6
oak: grove7 laurel6 walnut7 chestnut6
oats: bushel6
ocean: atlantic7 waters8 coastal7 caribbean6 mediterranean6 arctic6 inland6 seas7 shores6 coral6 coastline6 tidal6 oceans7 coasts6
orchards: vineyards6 groves6
oven: baking7 grill6 bake8 refrigerator6 rack7 microwave6 roast6 skillet7
page: mail6 read6 editor6 article7 website6 photos6 text6 photo6 column6 articles6 pages7 editorial6 copy6 blog6 reads6
palace: castle6 residence6 mansion7
pale: darker6
paper: newspapers6 materials6 piece6 document6 papers7 plastic6 copy6 print6 printed7 sheet6 printing6
park: stadium6 parks7 adjacent6 recreation6 riverside6
passage: legislation6
pasture: farmland6 goats6 grazing7
path: towards6 direction6 paths7
pavement: sidewalk7 strewn6 asphalt7 sidewalks7 slippery6
pavilion: exhibition6 gallery6 expo6 auditorium6
peach: berry6 lemon6 pumpkin7
peak: height6 elevation6
peaks: ranges6 valleys6
pear: coconut6 citrus6 pumpkin6
pier: marina6 waterfront6 wharf6 piers6
pines: oaks6
pink: hair6 shirt6 jacket6 velvet6 shiny7 striped6
pitch: innings6 throw6 inning7 pitcher6 pitched6 batting6 pitching6 hitter6 pitches8 outs6 mound6 bullpen6 hitters6 fastball6 outfield6 infield6
plane: carrying6 crash7 flying7 pilot7 planes7 helicopter7 landing7 aboard7 cargo6 pilots6 flew7 crashed8 bound6 landed6 shuttle6 flown7 collision6 crashes6 wreckage6 hijacked6 airplanes6 collided6 airliner7 takeoff6 jetliner7
platform: platforms7
playground: outdoor6 picnic6
pond: reservoir6 trout6 cove6 ponds7
pool: pools7
poppy: opium7 cultivation7
porch: terrace6 aisle6 balcony7
port: shipping6 ports7
pot: boiling6
pouring: poured8 pumped6 flowed6 spilling6
prison: arrest6 prisoners6 convicted7 guilty6 jail9 sentence7 sentenced7 custody6 detention7 freed6 jailed6 prisoner6 sentences6 inmates7 imprisoned6 prisons7 imprisonment7 parole6 probation6 inmate6 jails6 confinement6 convicts6 incarcerated6
pub: nightclub6 tavern7 pubs7
pupils: teachers7 classes6 grades7 graduates6 enrolled6 undergraduate6 kindergarten7 schooling6 schoolchildren6
purple: shades7 ribbons6
rails: wheels6
railway: rail8 railroad8 junction6 connecting6 railways7 freight6 terminus6 railroads6 tram7
rain: weather7 flooding6 rains8 rainfall6 showers6 soaked6 torrential7
rained: pounded6
rainy: monsoon6
reed: johnson6 scott6 davis6 wilson6 thompson6 russell6 baker6 collins6 bennett6 shaw6 coleman6 willis6 matthews6
restaurant: store6 shop7 shopping6 restaurants8 hotels6 shops6 mcdonald6 dining7 chef6 supermarket6 grocery6 pizza6 upscale6 bakery7 gourmet6 diner7 diners6
river: canal6 basin6 tributary6 nile6 yangtze6 watershed6 rhine6 danube7 confluence6 estuary6
rivers: inland6 dams6 yangtze6 canals6 reservoirs6 tributaries7 waterways6 marshes6
road: route7 roads7 stretch6 junction6 lanes6 paved6 freeway6 winding6 roadway6
rock: songs6 singer6 jazz6 roll6 albums6 soul6 bands7 blues6 folk6 punk7 indie6 funk6 reggae6
rocks: hurled6
roof: tower6 ceiling6 deck6 floors7 exterior6 facade6 tiles6 tile6 canopy6
roofs: ripped6 tiles6 tile6 huts6
room: floor8 filled7 rooms8 dining7 tables6 locker7 dressing6 lounge6 upstairs7
rose: declined6 rising6 drop6 gained7 grew6 futures6 slipped7 risen7 plunged6 surged8 soared7 tumbled7 slid6 slumped6 dipped7 plummeted6
roses: flowers7
ruin: ruined7
ruins: medieval6 rubble6 archaeological6 temples6 monuments6 ruined6 tombs6 excavated6
sahara: morocco6
sail: sailed7 voyage6 sails7 yachts6
sailing: yacht7 rowing7 cruising6 yachts6
sand: covered6 rough6 shallow6 limestone6 gravel7 sediment6
sauna: baths6
school: student7 attended6 academy7 arts6 youth6 girls6 pennsylvania6 boys6 junior6 teacher7 campus7 teachers6 academic6 grade6 classes6 teaching7 taught6 harvard6 secondary6 graduate7 graduated7 courses6 faculty6 colleges7 elementary8 scholarship6 yale6 grades6 graduating7 graduation6 graduates6 enrolled6 curriculum6 seminary6 undergraduate6 vocational6 prep6
sea: gulf6 waters8 mediterranean7 arctic6 seas7
seaside: resort7 picturesque7 hilltop6 riviera6
seat: assembly6
seats: candidates6 assembly6 votes7 parliamentary6 thirds6 constituencies6 independents6
shade: shades7
shadow: ghost6
shed: gained6 hang6 shedding6
sheets: sheet8 cardboard6 towels6
shells: bombs6 firing6 tanks6 rockets6 artillery6 ammunition6 bullets6 mortar8 grenade6 grenades7 shelling6 mortars8 launchers6 shelled6
ship: navy7 crew7 ships8 naval6 fleet7 aboard7 carrier6 cargo7 boats7 vessel9 shipping6 cruise6 vessels7 craft6 submarine7 merchant6 sailors6 sailed6 sinking6 tanker6 voyage6 submarines6 destroyer6 sunk6 warships6 boarded6 warship6 frigate6 docked6 towed6 freighter7
shone: shine6
shore: shores7 shoreline6
shower: toilet6
shrine: holy6 mosque7 sacred6 pilgrimage6 revered6 shrines7 holiest6
silver: medal7 bronze8 medals7 medalist7 medallist6
silvery: blond6 shiny7 metallic7
skyscraper: tower6 tallest7
slide: drop7 decline6 reverse6 rebound7 slump6 slip6 plunge7 upward6 downward6 bounce6 sliding7 plunging6 tumble7 slides7 tumbling7
slope: elevation6 slopes8
smoke: smoking6 burn6 smell6 fumes7
snow: weather6
snowfall: temperatures6 rainfall8 heaviest6 precipitation7
soil: surface6 moisture6 soils7
soup: chicken7 cream6 sauce7 recipe6 dish7 cake6 dressing6 salad6 fried6 bean6 tomato7 sandwich6 pasta7 peanut6 chili6 spoon6 canned6 sandwiches6 noodles7 yogurt6 spicy6 cabbage6
spark: sparked6 trigger6 fueled6 sparking6 provoke6 ignited6 ignite7
spring: starts6
stable: maintain6 relatively6 stability6 weak6 stronger6 solid6 healthy6 steady6 maintaining6 prosperous6
stage: complete6 appearance6 phase6 performances6 dramatic6 stages8
stained: painted6 mosaic6 plaster6 adorned6 murals6
staircase: entrance6 arches6
stairs: elevator7 ramp6 elevators6
stall: stalls6
star: actor6 fame6 hero6 legend6 superstar7
stars: films6 cast6 actor6 hollywood6 actors6 starring6 starred6 performers6 celebrities6 superstar6 actresses6
station: channel7 stations8 broadcast6 location6 facility6 operated6 broadcasting6 operates6 terminal6
steam: engine6 electric6 engines6 powered7 diesel6 locomotives6 locomotive7 turbine6 boiler6
steaming: steamed6
stem: cells6 embryonic7
stems: stemmed6
steps: progress6 discuss6 necessary6 consider6 follow6 block6 push6 actions6 reforms6 moves7 proposals6 appropriate6 concrete6 implement6 stepping6
stones: throwing6 tear6 bottles6 hurled6
storm: damage6 tropical7 quake6 winds8 flood6 flooding7 floods6 tsunami6 katrina6 storms8 hurricanes6 cyclone7 tornado6 landfall6
stormy: turbulent7 tumultuous6
stove: refrigerator6 charcoal6 furnace6 fireplace6
stream: flow7 flows7 flowing6 streaming6
streams: flows6 tributaries6 drains6
streets: protesters6 busy6 demonstrators6 crowds6 neighborhoods6 lined6 marched6 deserted6 barricades6 sidewalks7
subway: transit6 pedestrian6
summer: olympics6 seasons6 holiday6 schedule6 vacation6
summit: ministers6 discuss6 meetings6 forum7 agenda6 gathering6 asean6 apec7 ministerial6 summits7
sunlight: moisture6
sunny: pleasant6
surf: surfing7 surfers7
surgery: treatment6 injury6 patients6 cancer6 knee7 shoulder6 procedure6 therapy6 wound6 ankle6 underwent7 undergo6 treatments6 undergoing7 kidney6 complications6 wrist6 elbow6 transplant6 surgical7 surgeons6 prostate6 groin6 cardiac6 chemotherapy6 abdominal6 surgeries7
swim: diving6
swimming: championships6 tennis6 athletics6 outdoor6 skating6 indoor6 jumping6 diving7 skiing6 volleyball7 gymnastics7 badminton6 softball6 rowing7 swimmers6 weightlifting6
swing: bounce6
table: bottom6 tables8
taxi: motorists6 taxis6 limousine6 minibus7
tea: wine6 beer6 drink6 drinks6
temple: mosque6 buddhist6 sacred6 worship6 temples7 shiva6
tent: tents7 makeshift6
theater: studio6 hollywood6 opera7 broadway7 studios6 productions6 premiere6 theaters7 theatrical6 musicals6 theatres6 repertory7
theatre: academy6 arts6 opera7 orchestra6 broadway7 studios6 productions7 ballet6 theatres7 repertory7 playhouse6
tomb: monument6 statue6 burial6 statues6 tombs7 mausoleum7
tools: equipment6 software6 materials6 computers6 skills6 applications6 devices6 methods7 machines6 technologies6 techniques7 useful6 components6 tool8 hardware6
town: nearby7 towns7 villages6 situated6 suburb6 outskirts6
trail: trails7
train: traffic6 carrying6 transport6 passengers7 accident6 passenger7 ride6
trains: lines6 operated6 rail7 routes7 railways6 freight7 locomotives6 commuter7 amtrak6 commuters6 tram7 ferries6 carriages6
tree: bushes6
trees: plants6 planted6 bushes7 vines6 groves6 shrubs7
trench: trenches6
tube: pipe6
tubes: fitted6 pipes6 rods6 valves6 cylinders6
tunnel: tunnels7 ramp6
turquoise: emerald6
twigs: bark7
twilight: trek6
typhoon: quake6 tsunami6 cyclone7
umbrella: organisation6
underground: tunnels6
valley: northwest6 plains6
vapor: liquid6
viaduct: expressway6
village: nearby6 rural6 municipality6 towns6 villages7 township6 situated6
volcano: volcanic6 eruption7 volcanoes7
walk: ride6 walks7 stroll6
walked: broke6 struck6 stood6 pulled6 threw7 thrown6 approached6 tossed6
walking: talking6 foot6 watching6 traveling6 riding6 walks7 beside6 wandering6
walls: covered6 concrete6 constructed6 surrounded6 blocks6 structures6 towers6 ceiling6 erected6 floors7 carved6 marble6 exterior6 underneath6 courtyard7 fences6 facade7 walled6 arches6 plaster6 ceilings6 murals6
war: conflict7 soviet6 decades6 decade6 combat6 allies6 fought6 invasion7 struggle6 wars7 occupation7 allied6 battles6 warfare6 wartime6
ward: montgomery6 wards6
warehouse: store7 stores6 storage6 depot7 grocery6 warehouses7
warm: cool7 cooler6 warmer7 warmed6
warmth: affection6 generosity6
washing: cleaning7 drying6
water: supply6 clean6 electricity6 flow6 waste6 flood6 drinking6 pollution6 drain6 irrigation6 sewage6 drainage6
wave: massive6 violent6 shock6 surge6 triggered6
waves: storms7 tidal7 currents7 tides6
way: successful6 someone6 stand6 seems7 felt6 tell6 progress6 sense6 everyone7 actually7 ways7 places6 goes7 true6 entire6 perhaps7 simply7 necessary6 beyond7 knew6 calling6 gone7 opportunity7 expect6 anyone6 avoid6 improve6 consider6 happened6 thus6 approach7 tough6 moment7 fast6 ability6 particular6 easy7 choice6 mind7 quite6 mean6 seemed6 else7 nature6 strategy6 save6 wrong7 looked6 towards6 follow7 gives6 maybe7 talking6 understand6 seem6 pretty6 setting6 happen6 advantage6 ones6 intended6 certainly7 slow6 clearly6 meant7 looks6 simple6 answer6 determined6 direction6 trouble6 knows6 edge6 completely6 putting7 neither6 learned6 keeping6 dangerous6 finding6 creating6 learn6 bringing6 easily6 thinking7 hoped6 moves6 turning7 quick6 possibly6 sort7 perfect6 seeing6 whatever7 hoping6 remember6 ideas6 indeed7 otherwise6 exactly6 purpose6 changing6 passing6 supposed7 ultimately6 breaking6 pull6 unlikely6 shape6 impossible6 instance6 touch6 easier7 happens6 explain6 obviously6 wish6 definitely6 manner6 attitude6 realize6 harder6 merely6 realized6 unfortunately7 imagine6 knowing6 guess6 basically6 anyway6 notion6 forth6 somehow6 hopefully6 nowhere6
wedding: christmas6 birthday7 ceremonies6 weddings6 groom6
well: kept6 successful7 limited6 cover6 couple6 seems6 felt6 projects6 everyone6 actually7 features6 ways6 decades6 places6 individual6 previously6 true6 perhaps7 simply7 lack6 quality6 beyond6 gone6 active6 suggested6 generally7 thus6 largely6 approach6 fast6 famous6 carry6 concerned6 critical6 appear6 ability6 appears6 becoming6 particular7 easy6 mainly6 choice6 mind6 quite7 subject6 seemed6 shown6 else6 nature6 larger6 managed6 smaller6 highly6 prepared6 widely6 looked6 directly6 initially6 maybe6 seem6 pretty6 setting6 reasons6 ones7 intended6 numerous6 certainly6 feature6 clearly6 providing6 except6 combined6 meant7 offering6 increasingly6 none6 simple6 benefit6 variety7 determined6 putting6 relatively6 neither6 heavily6 learned6 keeping6 therefore6 focused6 creating6 bringing6 turning6 possibly6 sort6 unlike7 elsewhere6 typically6 extremely6 shared6 apart6 indeed7 proved6 otherwise6 notable6 primarily7 supposed6 frequently6 unique6 solid6 alongside6 thanks6 latter6 unusual6 instance7 contrast6 easier6 combination6 obviously6 normally6 besides7 regarded6 notably6 noting6 excellent6 occasionally6 nevertheless6 unfortunately6 handful6 equally6 similarly6 moreover6 likewise6
wheat: cotton7 crop7 grains7 soybeans7 maize8 soybean7
wind: winds7 gusts6
window: camera6 doors7 entrance6 sight6 frame6
windows: microsoft6 computers6 browser6 desktop6
windy: humid6 damp6
winter: olympics6 winters6
woodland: habitats6 wooded6 woodlands7
woods: golf7 hole6 holes6 watson6 palmer6 mickelson8 daly6 harrington6 sorenstam6 nicklaus7 duval7 golfers6 montgomerie6 faldo6
workshop: seminar7 workshops7 symposium6
yellow: shirt6
`;
