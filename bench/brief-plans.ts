// What a brief costs while it is written, and a draft beside a board: node bench/brief-plans.ts [rounds]
// Processor time, so that other work on the machine does not show; the bar is a frame that nobody misses.
import { compareWithPlan } from '../src/shared/model/board-draft.ts';
import { briefSchema } from '../src/shared/model/brief.ts';
import type { SceneRecord, ShotRecord } from '../src/shared/model/document.ts';
import { keysBetween } from '../src/shared/model/order-keys.ts';
import { parseBriefInput } from '../src/main/planning/brief-input.ts';
import { depict } from '../src/main/planning/depict/depict.ts';
import { createCastMemory } from '../src/main/planning/reading/cast.ts';
import { detectLanguage } from '../src/main/planning/reading/detect-language.ts';
import { readText } from '../src/main/planning/reading/read-text.ts';
import { planByRules } from '../src/main/planning/rules/rules-planner.ts';

const rounds = Number(process.argv[2] ?? 7);
const LIMIT_MS = 250;
const planner = { readText, detectLanguage, createCastMemory, depict };
const STORY = 'A runner ties her shoes on a wet street at dawn. She runs through the city as the lights go out. ';
const THAI = 'นักวิ่งผูกเชือกรองเท้าบนถนนเปียกตอนเช้ามืด เธอวิ่งผ่านเมือง ';
const RTL = 'شمس \u202eabc\u202c \u200fA boat leaves the harbour. ';

/** Median of the processor time of a piece of work, in ms. */
function cpuMs(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

const print = (name: string, ms: number): void => {
  process.stdout.write(
    `${name.padEnd(34)} ${ms.toFixed(1).padStart(7)} ms  ${(ms / LIMIT_MS).toFixed(2)} of ${LIMIT_MS} ms\n`,
  );
};

for (const [name, text] of [
  ['200 letters', STORY.repeat(3).slice(0, 200)],
  ['5,000 letters', STORY.repeat(60).slice(0, 5_000)],
  ['50,000 letters', STORY.repeat(600).slice(0, 50_000)],
  ['50,000 letters of Thai', THAI.repeat(1_000).slice(0, 50_000)],
  ['50,000 letters with marks', RTL.repeat(2_000).slice(0, 50_000)],
] as const) {
  print(
    `facts of ${name}`,
    cpuMs(() => planByRules(parseBriefInput({ prompt: text, duration: 60 }).brief, planner)),
  );
}

const plan = planByRules(briefSchema.parse({ prompt: STORY.repeat(20), duration: 180 }), planner);
const planned = plan.scenes.flatMap(({ shots }) => shots);
const [scene] = plan.scenes;
if (scene === undefined) throw new Error('no scene');
const { shots: _shots, ...fields } = scene;
const SHOTS = 300;
const scenes = keysBetween(null, null, SHOTS / 5).map((orderKey, at): SceneRecord => ({
  ...fields,
  id: `s${at}`,
  orderKey,
}));
const keys = keysBetween(null, null, 5);
const shots = Array.from({ length: SHOTS }, (_, at): ShotRecord => {
  const shot = planned[at % planned.length];
  if (shot === undefined) throw new Error('no shot');
  const place = { id: `x${at}`, sceneId: `s${Math.floor(at / 5)}`, orderKey: keys[at % 5] ?? '' };
  return { ...shot, ...place, description: `${shot.description} ${at}`, sourceInFrames: 0, locked: false };
});
const board = {
  project: { id: 'p', openingTitle: '', endCard: null },
  scenes,
  shots,
  approvedShotIds: new Set<string>(),
};
print(
  `draft beside ${SHOTS} shots`,
  cpuMs(() => compareWithPlan(board, plan)),
);
