import type { GenerationDeps } from './generation-deps.ts';

/** What one segment cost when the board was approved, micro-dollars; null for yeses from before prices. */
export function approvedSegmentMicroUsd(deps: Pick<GenerationDeps, 'repos'>, projectId: string): number | null {
  return deps.repos.approvals.findLatest(projectId)?.allowance.segmentMicroUsd ?? null;
}
