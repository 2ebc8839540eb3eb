/** The quality room's first gate: probes a segment and judges it. */
import { AppError } from '../../shared/contract/errors.ts';
import type { TechGateReport } from '../../shared/model/gate-report.ts';
import type { MediaTools, Trust } from '../media/media-types.ts';
import type { TechGateExpectation } from './quality-types.ts';
import { checkTechnical, unreadableReport } from './technical-gate.ts';

/**
 * Probes one file and runs the ten checks. A broken file is a failed gate, not an error; a missing file or a missing
 * ffprobe is thrown (`media-missing`, `ffmpeg-missing`), since rendering again would not help.
 */
export async function runTechnicalGate(
  tools: Pick<MediaTools, 'probe'>,
  segment: { path: string; trust: Trust },
  wanted: TechGateExpectation,
): Promise<TechGateReport> {
  try {
    return checkTechnical(await tools.probe(segment.path, segment.trust), wanted);
  } catch (error) {
    if (error instanceof AppError && (error.code === 'broken-media' || error.code === 'media-too-large')) {
      return unreadableReport(error.code);
    }
    throw error;
  }
}
