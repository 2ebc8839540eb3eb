import { z } from 'zod';

/** States of one attempt to buy from a provider (reliability.md 4.1). */
export const CALL_STATES = [
  'QUEUED',
  'RESERVED',
  'SUBMITTING',
  'SUBMITTED',
  'RUNNING',
  'REMOTE_DONE',
  'DOWNLOADING',
  'VERIFYING',
  'CANCEL_REQUESTED',
  'WAITING',
  'UNCERTAIN',
  'NEEDS_USER',
  'DONE',
  'DONE_FLAGGED',
  'REJECTED',
  'FAILED',
  'CANCELED',
] as const;
export const callStateSchema = z.enum(CALL_STATES);
export type CallState = z.infer<typeof callStateSchema>;

/** Nothing follows these by itself. */
export const FINAL_CALL_STATES: ReadonlySet<CallState> = new Set([
  'DONE',
  'DONE_FLAGGED',
  'REJECTED',
  'FAILED',
  'CANCELED',
]);

/** What a person may answer where the program must not decide about money. */
export const CALL_CHOICES = ['look-again', 'lost', 'pay-again', 'other-model'] as const;
export const callChoiceSchema = z.enum(CALL_CHOICES);
export type CallChoice = z.infer<typeof callChoiceSchema>;

/** How a lost answer to a create call is healed: sent again under a key, looked up in a list, or asked of a person. */
export type RecoveryClass = 'idempotent' | 'reconcile' | 'operator';

/** Why a usable result is marked (F45, F46, F48). */
export const CALL_FLAGS = ['duration', 'size', 'frame-rate', 'no-audio', 'black', 'frozen', 'partial'] as const;
export const callFlagSchema = z.enum(CALL_FLAGS);
export type CallFlag = z.infer<typeof callFlagSchema>;
