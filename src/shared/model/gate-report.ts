import { z } from 'zod';

/** The ten checks of R6.1. Order is the order on screen. */
export const TECH_CHECKS = [
  'resolution',
  'codec',
  'bitrate',
  'frame-rate',
  'duration',
  'audio-sync',
  'colour-space',
  'container',
  'file-size',
  'metadata',
] as const;
export const techCheckIdSchema = z.enum(TECH_CHECKS);

export const gateCheckSchema = z.strictObject({
  id: techCheckIdSchema,
  outcome: z.enum(['passed', 'failed', 'not-applicable']),
  /** What was measured, in the unit named: `{ shortSidePx: 1080 }`. */
  value: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** What was wanted. */
  expected: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type GateCheck = z.infer<typeof gateCheckSchema>;

export const techGateReportSchema = z.strictObject({
  gate: z.literal('technical'),
  passed: z.boolean(),
  /** Passed and not-applicable checks of ten; at least 8 pass the gate. */
  score: z.int().min(0).max(10),
  checks: z.array(gateCheckSchema).length(10),
});
export type TechGateReport = z.infer<typeof techGateReportSchema>;
