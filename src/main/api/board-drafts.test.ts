import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffOfAccepted } from '../../shared/model/accept-draft.ts';
import { compareWithPlan, TITLES_ROW } from '../../shared/model/board-draft.ts';
import type { Board } from '../../shared/model/board-draft.ts';
import { briefSchema } from '../../shared/model/brief.ts';
import type { ProjectRecord, SceneRecord, ShotRecord } from '../../shared/model/document.ts';
import { documentIssues } from '../../shared/model/document-rules.ts';
import { compareOrder, keysBetween } from '../../shared/model/order-keys.ts';
import type { Plan } from '../../shared/model/plan.ts';
import { applyDiff, conflictsOf, reverseDiff } from '../../shared/model/records-diff.ts';
import { depict } from '../planning/depict/depict.ts';
import { createCastMemory } from '../planning/reading/cast.ts';
import { detectLanguage } from '../planning/reading/detect-language.ts';
import { readText } from '../planning/reading/read-text.ts';
import { planByRules } from '../planning/rules/rules-planner.ts';

const SENTENCES = [
  'A runner ties her shoes on a wet street at dawn.',
  'She runs through the city as the lights go out.',
  'On a forest trail she leaps over a stream.',
  'She stands on the hilltop and looks at the sunrise.',
  'A dog runs beside her and barks at the birds.',
  'An old man waves from his window.',
  'ผู้หญิงเปิดร้านกาแฟริมแม่น้ำตอนเช้ามืด',
  'Rain falls on the empty bridge.',
];

const plans = new Map<string, Plan>();
function planOf(picks: readonly number[], duration: number): Plan {
  const prompt = picks.map((pick) => SENTENCES[pick]).join(' ');
  const key = `${duration}:${prompt}`;
  const plan =
    plans.get(key) ??
    planByRules(briefSchema.parse({ prompt, duration, name: 'Film' }), {
      readText,
      detectLanguage,
      createCastMemory,
      depict,
    });
  plans.set(key, plan);
  return plan;
}

let made = 0;
const newId = (): string => {
  made += 1;
  return `00000000-0000-7000-8000-${String(made).padStart(12, '0')}`;
};

interface Document {
  project: Record<string, ProjectRecord>;
  scenes: Record<string, SceneRecord>;
  shots: Record<string, ShotRecord>;
}
type Tables = Document & Record<string, Record<string, Record<string, unknown>>>;

function documentOf(plan: Plan): Tables {
  const project: ProjectRecord = {
    id: newId(),
    name: 'Film',
    clientId: null,
    campaignId: null,
    tags: [],
    posterAssetId: null,
    openingTitle: plan.openingTitle,
    endCard: plan.endCard,
  };
  const scenes: Record<string, SceneRecord> = {};
  const shots: Record<string, ShotRecord> = {};
  const sceneKeys = keysBetween(null, null, plan.scenes.length);
  for (const [at, { shots: planned, ...fields }] of plan.scenes.entries()) {
    const scene = { ...fields, id: newId(), orderKey: sceneKeys[at] ?? '' };
    scenes[scene.id] = scene;
    const keys = keysBetween(null, null, planned.length);
    for (const [index, shot] of planned.entries()) {
      const id = newId();
      shots[id] = { ...shot, id, sceneId: scene.id, orderKey: keys[index] ?? '', sourceInFrames: 0, locked: false };
    }
  }
  return { project: { [project.id]: project }, scenes, shots } as Tables;
}

const inOrder = (tables: Document): ShotRecord[] =>
  Object.values(tables.scenes)
    .sort(compareOrder)
    .flatMap(({ id }) =>
      Object.values(tables.shots)
        .filter(({ sceneId }) => sceneId === id)
        .sort(compareOrder),
    );

function boardOf(tables: Document, approvedShotIds: ReadonlySet<string>): Board {
  const [project] = Object.values(tables.project);
  if (project === undefined) throw new Error('no project');
  return { project, scenes: Object.values(tables.scenes).sort(compareOrder), shots: inOrder(tables), approvedShotIds };
}

const picks = fc.uniqueArray(fc.nat(SENTENCES.length - 1), { minLength: 1, maxLength: 6 });
const length = fc.constantFrom(15, 30, 60);

describe('a draft beside a board', () => {
  it('of the same brief changes nothing', () => {
    fc.assert(
      fc.property(picks, length, (chosen, duration) => {
        const plan = planOf(chosen, duration);
        const { rows, hasTitles } = compareWithPlan(boardOf(documentOf(plan), new Set()), plan);
        expect(rows.every(({ kind }) => kind === 'keep')).toBe(true);
        expect(hasTitles).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('accepted in any part keeps the rules of the board, leaves held shots alone, and can be taken back', () => {
    fc.assert(
      fc.property(picks, picks, length, fc.infiniteStream(fc.boolean()), (first, second, duration, coins) => {
        const flip = (): boolean => coins.next().value === true;
        const before = documentOf(planOf(first, duration));
        for (const shot of Object.values(before.shots)) shot.locked = flip() && flip();
        const approved = new Set(Object.keys(before.shots).filter(() => flip() && flip()));
        const board = boardOf(before, approved);
        const plan = planOf(second, duration);
        const draft = compareWithPlan(board, plan);
        const accepted = new Set(draft.rows.filter(flip).map(({ id }) => id));
        if (flip()) accepted.add(TITLES_ROW);
        const [project] = Object.values(before.project);
        if (project === undefined) throw new Error('no project');
        // A film needs a shot: refusing to empty the board is the business of the rules.
        const diff = diffOfAccepted({ board, project, plan, draft, accepted }, newId);
        expect(conflictsOf(before, diff)).toEqual([]);
        const after = applyDiff(before, diff) as Tables;
        const shotsOf = (sceneId: string) =>
          Object.values(after.shots)
            .filter((shot) => shot.sceneId === sceneId)
            .sort(compareOrder);
        const issues = documentIssues(
          diff,
          {
            fps: plan.fps,
            shotBefore: (id) => before.shots[id],
            shotAfter: (id) => after.shots[id],
            hasScene: (id) => after.scenes[id] !== undefined,
            scenes: () => Object.values(after.scenes).sort(compareOrder),
            shotsOfScene: shotsOf,
            take: () => undefined,
          },
          'edit',
        );
        expect(issues).toEqual([]);
        for (const scene of Object.keys(after.scenes)) expect(shotsOf(scene).length).toBeGreaterThan(0);
        for (const row of draft.rows) {
          if (row.before === null || row.hold === null) continue;
          const { sceneId: _a, orderKey: _b, ...was } = row.before;
          const { sceneId: _c, orderKey: _d, ...is } = after.shots[row.id] ?? ({} as ShotRecord);
          expect(is).toEqual(was);
        }
        // The order of the film is the order of the rows.
        const wanted = draft.rows
          .filter(({ id, kind, hold }) =>
            kind !== 'add' ? !(kind === 'remove' && hold === null && accepted.has(id)) : accepted.has(id),
          )
          .map(({ id, after: planned, before: former, kind }) =>
            kind === 'add' || (kind === 'change' && accepted.has(id)) ? planned?.description : former?.description,
          );
        expect(inOrder(after).map(({ description }) => description)).toEqual(wanted);
        expect(applyDiff(after, reverseDiff(diff))).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });
});
