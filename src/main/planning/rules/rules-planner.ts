import type { Brief } from '../../../shared/model/brief.ts';
import { ratioOfBrief } from '../../../shared/model/brief.ts';
import { framesFromSeconds } from '../../../shared/model/frame-time.ts';
import type { Plan, PlanNote } from '../../../shared/model/plan.ts';
import type { Planner } from '../planner-port.ts';
import { readBeatSheet } from './beat-sheet.ts';
import { titleFrom } from './captions.ts';
import { judgeConfidence } from './confidence.ts';
import { readBoard } from './draft-board.ts';
import { promotedThing } from './promoted-thing.ts';
import { endCardOf, wishEndCard } from './end-card.ts';
import { createWordGuard } from './forbidden-words.ts';
import type { WordGuard } from './forbidden-words.ts';
import { shotCountRange } from './pacing.ts';
import { shapeProse, shapeShotList } from './plan-shape.ts';
import { isAdvert, roleFromWords } from './roles.ts';
import type { RulesPlannerDeps } from './rules-types.ts';
import { writeScenes } from './write-scenes.ts';

/** Id of the offline planner. */
const RULES_PLANNER_ID = 'local/rules';

/**
 * The offline planner: rules of film craft over what the reading room understands. Pure but for its functions: the same
 * brief gives the same plan; another seed gives other coverage of the same beats.
 */
export function createRulesPlanner(deps: RulesPlannerDeps): Planner {
  return {
    id: RULES_PLANNER_ID,
    // An async function, so that an abort is a rejection and never a throw.
    plan: async (brief, signal) => {
      signal.throwIfAborted();
      return planByRules(brief, deps);
    },
  };
}

/** Plans a brief at once; see `createRulesPlanner`. */
export function planByRules(brief: Brief, deps: RulesPlannerDeps): Plan {
  const guard = createWordGuard(brief.brand.forbidden ?? [], brief.campaign.doNotMention ?? []);
  const language = brief.language ?? deps.detectLanguage(brief.prompt);
  const totalFrames = framesFromSeconds(brief.duration, brief.fps);
  const sheet = readBeatSheet(brief.prompt, shotCountRange(brief.duration).min);
  const board = readBoard(sheet, brief, language, guard, deps);
  const { campaign } = brief;
  const hasCampaign = (campaign.cta ?? campaign.objective) !== undefined || (campaign.keyMessages ?? []).length > 0;
  const advert = isAdvert(
    brief.prompt,
    hasCampaign || sheet.callToAction !== null || brief.assets.some((asset) => asset.role === 'product'),
  );
  const lastBeat = sheet.beats.at(-1);
  const endsOnOwnCard = lastBeat !== undefined && lastBeat.listed && roleFromWords(lastBeat.text) === 'call-to-action';
  const cardWish = wishEndCard(brief, sheet.callToAction, endsOnOwnCard ? lastBeat.onScreen : null, guard);
  const vertical = ['9:16', '4:5'].includes(ratioOfBrief(brief));
  const film = sheet.isShotList
    ? shapeShotList(board.beats, sheet, brief, totalFrames)
    : shapeProse(board.beats, brief, { closesOnCard: cardWish !== null, advert, vertical });
  const written = writeScenes(
    {
      film,
      board,
      sheet,
      brief,
      language,
      guard,
      advert,
      vertical,
      cardWish,
      endsOnOwnCard,
      totalFrames,
      productId: promotedThing(board, brief),
    },
    deps,
  );
  const allShots = written.scenes.flatMap((scene) => scene.shots);
  const judged = judgeConfidence({
    readings: board.beats.map((beat) => beat.ownReading),
    overall: board.overall,
    toldShots: written.toldShots,
    allShots: allShots.length,
    isShotList: sheet.isShotList,
    isAdvert: advert,
    callToAction: campaign.cta ?? sheet.callToAction,
    brief,
  });
  const openingTitle = guard.clean(sheet.openingTitle ?? '').slice(0, 120);
  const title = guard.clean(
    brief.name ?? sheet.openingTitle ?? titleFrom(sheet.beats[0]?.pictureText ?? brief.prompt, language),
  );
  const notes: PlanNote[] = [...film.notes, ...written.notes];
  if (brief.language === undefined && mixesScripts(brief.prompt))
    notes.push({ code: 'language-guessed', params: { language } });
  if (judged.confidence < 0.5) notes.push({ code: 'prompt-thin', params: { confidence: judged.confidence } });
  notes.push(...removalNotes(guard));
  return {
    title: title === '' ? (language === 'th' ? 'ภาพยนตร์' : 'Film') : title.slice(0, 200),
    language,
    ratio: ratioOfBrief(brief),
    fps: brief.fps,
    durationFrames: totalFrames,
    scenes: written.scenes,
    openingTitle,
    endCard:
      cardWish === null ? null : endCardOf(cardWish, brief, allShots.at(-1)?.cutFrames ?? totalFrames, totalFrames),
    notes,
    confidence: judged.confidence,
    questions: judged.questions,
    planner: RULES_PLANNER_ID,
  };
}

/** Letters of both languages in one brief make the guess worth saying. */
function mixesScripts(prompt: string): boolean {
  const thai = [...prompt.matchAll(/[\u0E00-\u0E7F]/g)].length;
  const latin = [...prompt.matchAll(/[A-Za-z]/g)].length;
  return thai > 0 && latin > 0 && Math.min(thai, latin) / Math.max(thai, latin) > 0.3;
}

function removalNotes(guard: WordGuard): PlanNote[] {
  const removed = guard.removed();
  return [
    ...[...removed.forbidden].map(([word, times]): PlanNote => ({
      code: 'forbidden-removed',
      params: { word, times },
    })),
    ...[...removed.doNotMention].map(([word, times]): PlanNote => ({
      code: 'do-not-mention-removed',
      params: { word, times },
    })),
  ];
}
