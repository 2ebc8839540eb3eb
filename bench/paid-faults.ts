// A thousand seeded faults over two hundred shots, on a clock that jumps over waits: every shot is done or in a state that
// has a name, nothing is paid beyond the approved attempts, nothing is paid that the ledger does not know.
// node bench/paid-faults.ts [--shots 200] [--faults 1000] [--seed 1]
import { parseArgs } from 'node:util';
import { runStorm, stormFindings } from '../tests/support/paid/fault-storm.ts';

const { values } = parseArgs({
  options: {
    shots: { type: 'string', default: '200' },
    faults: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const storm = await runStorm({
  seed: Number(values.seed),
  shots: Number(values.shots),
  faults: Number(values.faults),
});
const findings = stormFindings(storm);
const dollars = (microUsd: number): string => `$${(microUsd / 1_000_000).toFixed(2)}`;
const words = (counts: Record<string, number>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
process.stdout.write(
  [
    `${storm.faults} faults of ${storm.kinds} kinds over ${storm.shots} shots, seed ${values.seed}`,
    `shots: ${words(storm.jobs)}; not done: ${words(storm.codes)}; without a name: ${storm.nameless}`,
    `a person was asked for a key or credit ${storm.prompts} times`,
    `attempts ${storm.attempts}, charges ${storm.charges}, answered by a person ${storm.asked}, beyond the approved ones ${storm.doubleCharges}`,
    `overspend ${dollars(storm.overspendMicroUsd)}`,
    `longest wait ${Math.round(storm.longestWaitMs / 1_000)} s, gone on at most ${storm.longestDelayMs} ms after it was over`,
    `injected clock: ${(storm.tookMs / 3_600_000).toFixed(1)} h`,
    ...findings,
    findings.length === 0 ? 'PASS' : 'FAIL',
    '',
  ].join('\n'),
);
process.exit(findings.length === 0 ? 0 : 1);
