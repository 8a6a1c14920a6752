// A conductor in miniature: ready, beats, then does what it was called with.
const [, , wish = 'live', ...more] = process.argv;
const restarts = Number(process.env.YEOUN_RESTARTS);
const beat = () => process.connected && process.send({ t: 'beat' });

process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (wish !== 'stubborn') process.exit(signal === 'SIGTERM' ? 0 : 5);
  });

if (wish === 'refuse') process.exit(Number(more[0]));
process.send({ t: 'ready' });
setInterval(beat, 50);
if (more[0] === 'aloud') process.stdout.write(`ready ${process.pid}\n`);
if (wish === 'hang-once' && restarts === 0)
  setTimeout(() => {
    for (;;);
  }, 100);
