import type { Brief } from '../../shared/model/brief.ts';
import type { Plan } from '../../shared/model/plan.ts';

/** brief → plan. The offline planner is pure and quick; a language model stands behind the same port. */
export interface Planner {
  id: string;
  /** Throws AppError `clarification-needed` never: thin briefs come back with low confidence and questions. */
  plan(brief: Brief, signal: AbortSignal): Promise<Plan>;
}
