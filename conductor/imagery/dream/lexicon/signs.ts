/** Emoji, as people put them into a memory. One line a meaning: emoji | | what it brings. */
export const SIGNS = `
🌻 | | stems 1.6, heads 1.4, gold 1.5, g.grass 1, s.leaves 1, golden .5
🌸 🌷 🌺 🌹 💐 🌼 | | stems .7, heads .8, petals .6, rose 1.2, g.grass .6
🌊 🏖️ 🏝️ 🐚 | | waves 1.2, wet 1, g.water 1.4, teal .9, blue .4
❄️ ☃️ ⛄ 🌨️ | | flakes 1.2, g.snow 1.6, snowlight 1.2, white .8
🌧️ ☔ 💧 ☂️ 🌦️ | | rain 1.3, wet .7, grey .7, silver .4
⛈️ 🌪️ ⚡ | | storm 1.5, clouds 1, rain .5, wind .8
🌙 🌕 🌛 🌜 🌝 | | moondisc 1.1, moon 1.4
⭐ 🌟 ✨ 🌌 | | stars 1.3, night 1.2
☀️ 🌞 🌅 🌄 🌇 | | sun 1, golden 1, orange .5
🔥 🎆 🎇 🧨 | | campfire 1.1, fire 1.4, sparks .8
🌲 🌳 🎄 🌴 | | tree 1, forest .6, trunks .5, green .9, s.bark .8, g.moss .5
🍂 🍁 🍃 | | fallen 1.1, orange 1, s.leaves 1, g.leaves .9
🏔️ ⛰️ 🗻 | | ridge 1.4, g.rock .8, s.rock .8
🏠 🏡 🏘️ | | house 1.2, panes .5
🏙️ 🌃 🌆 | | city 1.3, panes .7, night .6
🚌 🚗 🚕 🚙 | | frame 1.2, road 1, travel .7, glass .5
🚂 🚆 🚄 🚞 | | rails .9, travel 1, poles .7, frame .7
⛵ 🚢 🛶 🚤 | | boat 1.3, wet .9, g.water 1
🐶 🐕 🐩 | | dog 1.3
🐱 🐈 🐎 🐄 | | dog .8
❤️ 💕 💗 😍 🥰 😊 😀 😄 | | golden .4, warm .5, rose .4, bright .3
😢 😭 💔 😔 | | rain .4, grey .6, blue .4, haze .3
😨 😱 👻 💀 | | night .7, black .6, haze .3
🎵 🎶 🎹 🎻 | | lamp .5, motes .4
🕯️ | | candles 1.2, lamp .9
🍎 🍑 🍊 | | tree .7, red .4, orange .4
🌈 | | rose .5, blue .5, gold .4, up .4
🌫️ ☁️ | | haze 1.4, clouds .8, grey .5
🎡 🎠 🎢 | | wheel 1.2, bokeh .4
⛪ 🛕 | | church 1, s.stone .8
🏥 | | corridor 1, tube 1
`;
