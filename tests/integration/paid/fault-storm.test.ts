import { expect, it } from 'vitest';
import { runStorm, stormFindings } from '../../support/paid/fault-storm.ts';

/** The long form is bench/paid-faults.ts. */
it('sixty seeded faults over twelve shots: all done or named, nothing paid twice, nothing unbooked', async () => {
  const storm = await runStorm({ seed: 2, shots: 12, faults: 60, isQuick: true });
  expect(stormFindings(storm)).toEqual([]);
  expect(storm.faults).toBeGreaterThanOrEqual(60);
  expect(storm.kinds).toBeGreaterThan(10);
  expect(storm.jobs['succeeded']).toBeGreaterThan(0);
  expect(stormFindings({ ...storm, nameless: 1, overspendMicroUsd: 1, longestDelayMs: 5_001 })).toHaveLength(3);
});
