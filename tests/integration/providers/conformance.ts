import { createBench } from './conformance-bench.ts';
import type { Subject } from './conformance-bench.ts';
import { describeCreates } from './conformance-creates.ts';
import { describeDownloads } from './conformance-downloads.ts';
import { describeReads } from './conformance-reads.ts';

/** What every adapter of the remote port keeps to, over real sockets. */
export function describeConformance(subject: Subject): void {
  const bench = createBench(subject);
  describeCreates(subject, bench);
  describeReads(subject, bench);
  describeDownloads(subject, bench);
}
