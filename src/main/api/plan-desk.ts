import { AppError } from '../../shared/contract/errors.ts';
import type { InputIssue } from '../../shared/contract/input-issues.ts';
import { briefOfRecord, briefRecordOf } from '../../shared/model/document.ts';
import type { BriefRecord } from '../../shared/model/document.ts';
import { inheritBrief } from '../../shared/model/inheritance.ts';
import { storedBriefSchema } from '../../shared/model/brief.ts';
import type { Brief } from '../../shared/model/brief.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { canonicalJson } from '../../shared/util/canonical-json.ts';
import { parseBriefInput } from '../planning/brief-input.ts';
import type { BriefNormalisation } from '../planning/brief-input.ts';
import { inheritanceOf } from '../projects/effective-brief.ts';
import type { ApiDeps } from './api-deps.ts';

/** A brief as it is being written, read by the planner without storing anything. */
export interface ReadBrief {
  /** With everything that client and campaign say; with a fault in it, as far as the library could keep it. */
  brief: Brief;
  /** Null while a field has a fault. */
  plan: Plan | null;
  issues: InputIssue[];
  normalised: BriefNormalisation[];
}

const KEPT = 8;

/** The faults of an input that was refused; anything else is thrown on. */
export function issuesOf(error: unknown): InputIssue[] {
  if (error instanceof AppError && error.code === 'invalid-input' && Array.isArray(error.details.issues))
    return error.details.issues as InputIssue[];
  throw error;
}

/** Plans briefs for whoever is writing one. The same brief is planned once, however many questions it answers. */
export function createPlanDesk(deps: Pick<ApiDeps, 'library' | 'planners' | 'defaults'>) {
  const { repos } = deps.library;
  const plans = new Map<string, Promise<Plan>>();

  const planOf = (brief: Brief): Promise<Plan> => {
    const planner = deps.planners.get(deps.defaults.planner);
    if (planner === undefined) throw new AppError('internal', 'no planner');
    const key = canonicalJson(brief);
    const known = plans.get(key);
    const plan = known ?? planner.plan(brief, AbortSignal.timeout(30_000));
    plans.delete(key);
    plans.set(key, plan);
    plan.catch(() => plans.delete(key));
    for (const oldest of plans.keys()) {
      if (plans.size <= KEPT) break;
      plans.delete(oldest);
    }
    return plan;
  };

  /** Fields of the window over those of the library; null stands for "not given" there. */
  const written = (project: ReturnType<typeof repos.projects.get>, fields: Record<string, unknown>): unknown => {
    const { id: _id, ...record } = { ...briefRecordOf(project.id, project.brief), ...fields };
    const brief = briefOfRecord({ ...record, id: project.id } as BriefRecord, project.brief);
    return { ...brief, name: project.name };
  };

  return {
    /** Throws AppError `not-found` for the project. `ratio` holds the plan to a board that is there. */
    async read(
      projectId: string,
      fields: Record<string, unknown> = {},
      hold: Partial<Pick<Brief, 'aspectRatio'>> = {},
    ): Promise<ReadBrief> {
      const project = repos.projects.get(projectId);
      const inheritance = inheritanceOf(repos, project);
      const given = written(project, fields);
      try {
        const { brief: own, normalised } = parseBriefInput(given);
        const brief = { ...inheritBrief(own, inheritance), ...hold };
        return { brief, plan: await planOf(brief), issues: [], normalised };
      } catch (error) {
        const kept = storedBriefSchema.safeParse(given);
        const brief = inheritBrief(kept.success ? kept.data : project.brief, inheritance);
        return { brief, plan: null, issues: issuesOf(error), normalised: [] };
      }
    },
  };
}
