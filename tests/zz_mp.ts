import { KINDS, couple, play } from './sensors/synchrony/play.ts';
const k=KINDS[1]!; const c=process.cpuUsage(); const t=performance.now(); for(let s=0;s<8;s++) play(couple(k,s,true),k.seconds); const u=process.cpuUsage(c); console.log('cpu ms per play',(u.user+u.system)/8000, 'wall', (performance.now()-t)/8);
