import type { Brief } from '../../../shared/model/brief.ts';
import type { PlanQuestion } from '../../../shared/model/plan.ts';
import type { Reading } from '../reading-types.ts';

/** R1.4: how sure the plan is, and what it would rather ask than guess. Pure. */

interface Evidence {
  readings: readonly Reading[];
  overall: Reading;
  /** Shots that the text itself gives, and shots in the plan. */
  toldShots: number;
  allShots: number;
  isShotList: boolean;
  isAdvert: boolean;
  callToAction: string | null;
  brief: Brief;
}

/** 0…1 and questions; under 0.5 there is always at least one question. */
export function judgeConfidence(evidence: Evidence): { confidence: number; questions: PlanQuestion[] } {
  const { readings, overall, brief } = evidence;
  const any = (test: (reading: Reading) => boolean): boolean => test(overall) || readings.some(test);
  const hasActor = any((reading) => reading.people.length > 0 || reading.things.length > 0);
  const hasPlace = any((reading) => reading.place !== null);
  const hasAction = any((reading) => reading.actions.length > 0);
  const hasProduct =
    any((reading) => reading.things.some((thing) => thing.kind === 'product' || thing.kind === 'thing')) ||
    brief.assets.some((asset) => asset.role === 'product');
  const grasp = readings.length === 0 ? 0 : readings.reduce((sum, reading) => sum + reading.grasp, 0) / readings.length;
  const told = evidence.allShots === 0 ? 0 : Math.min(1, evidence.toldShots / evidence.allShots);
  const whole = (hasActor ? 0.4 : 0) + (hasPlace ? 0.25 : 0) + (hasAction ? 0.35 : 0);
  const raw = 0.08 + 0.34 * whole + 0.3 * grasp + 0.24 * told + (evidence.isShotList ? 0.1 : 0);
  const words = brief.prompt.trim().split(/\s+/).length;
  const letters = brief.prompt.trim().length;
  // Very few words leave nearly everything to guess, however well they are understood.
  // Most of the film would be ours, not theirs.
  const ours = told < 0.3 ? 0.75 : told < 0.5 ? 0.9 : 1;
  const thinness = letters < 25 && words < 5 ? 0.62 : letters < 45 && words < 9 ? 0.85 : 1;
  const confidence = Math.round(Math.min(1, Math.max(0, raw * thinness * ours)) * 100) / 100;

  const questions: PlanQuestion[] = [];
  const ask = (code: PlanQuestion['code']): void => void questions.push({ code, params: {} });
  if (!hasActor) ask('who-or-what');
  if (!hasAction && !evidence.isShotList) ask('what-happens');
  if (!hasPlace && confidence < 0.75) ask('where');
  if (evidence.isAdvert && !hasProduct) ask('what-is-the-product');
  if (evidence.isAdvert && evidence.callToAction === null && confidence < 0.8) ask('what-to-do-next');
  if (confidence < 0.5 && questions.length === 0) ask(told < 0.5 ? 'what-happens' : 'who-or-what');
  return { confidence, questions };
}
