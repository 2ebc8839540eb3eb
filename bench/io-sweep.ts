// System calls that fail while pictures and a clip are bought: write, flush, rename, open, once and from then on. Each run
// must end in a state that has a name, and a clean start afterwards must finish it: nothing paid twice, nothing stray.
// Needs strace. node bench/io-sweep.ts [--points 200] [--seed 1] [--call pwrite64]
import { parseArgs } from 'node:util';
import { DRIVE_GONE, openIoSweep, sampleFaults, whyNoTracer } from '../tests/support/paid/io-sweep.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    call: { type: 'string' },
  },
});
const reason = whyNoTracer();
if (reason !== undefined) {
  process.stdout.write(`not run: ${reason}\n`);
  process.exit(0);
}
const sweep = await openIoSweep({ hasClip: true });
const all = sweep.faults.filter(({ call }) => values.call === undefined || call === values.call);
let struck = 0;
let failures = 0;
const ends = new Map<string, number>();
for (const fault of sampleFaults(all, Number(values.points), Number(values.seed))) {
  const point = await sweep.strike(fault);
  struck += point.struck > 0 ? 1 : 0;
  failures += point.findings.length > 0 ? 1 : 0;
  ends.set(point.end, (ends.get(point.end) ?? 0) + 1);
  const name = `${fault.call === DRIVE_GONE ? 'everything' : fault.call} ${fault.error} ${fault.nth}${fault.lasts === 'on' ? '+' : ''}`;
  process.stdout.write(`${name}: ${point.struck} struck, ${point.end}\n`);
  for (const finding of point.findings) process.stdout.write(`  ${finding}\n`);
}
sweep.close();
const words = [...ends].toSorted((a, b) => b[1] - a[1]).map(([end, count]) => `${count} × ${end}`);
process.stdout.write(
  `\n${all.length} points known, seed ${values.seed}; ended: ${words.join('; ')}\n` +
    `${struck} points struck, failures ${failures}\n${failures === 0 && struck > 0 ? 'PASS' : 'FAIL'}\n`,
);
process.exit(failures === 0 && struck > 0 ? 0 : 1);
