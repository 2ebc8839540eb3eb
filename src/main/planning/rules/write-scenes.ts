import { ratioOfBrief } from '../../../shared/model/brief.ts';
import { secondsFromFrames } from '../../../shared/model/frame-time.ts';
import type { PlanNote, PlannedScene, PlannedShot } from '../../../shared/model/plan.ts';
import type { SceneDescription } from '../../../shared/model/scene-description.ts';
import type { Lighting } from '../../../shared/model/shot-terms.ts';
import { createSeededRandom, hashText } from '../../../shared/util/seeded-random.ts';
import { titleFrom } from './captions.ts';
import { isIndoors, lightFor } from './continuity.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { Coverage } from './coverage.ts';
import { coverFilm } from './coverage.ts';
import type { WordGuard } from './forbidden-words.ts';
import { arrivesAt } from './implied-places.ts';
import { planJoins } from './joins.ts';
import { readingSeconds } from './pacing.ts';
import { placeKeyOf } from './plan-shape.ts';
import { castLine, writePrompts } from './prompts.ts';
import { emotionalArcOf } from './roles.ts';
import type { DepictRequest, RulesPlannerDeps } from './rules-types.ts';
import type { BeatGroup } from './shape-scenes.ts';
import { shotLengths } from './shot-lengths.ts';
import { draftShots } from './draft-shots.ts';
import type { Draft, WriteInput } from './draft-shots.ts';
import { placeCaptions } from './place-captions.ts';

/** From the film's shape to written scenes: coverage, captions, lengths, joins, prompts and pictures. Pure. */

interface WrittenScenes {
  scenes: PlannedScene[];
  notes: PlanNote[];
  /** Shots that show the text's own words. */
  toldShots: number;
}

/** Writes all scenes of the film. */
export function writeScenes(input: WriteInput, deps: RulesPlannerDeps): WrittenScenes {
  const { film, brief, language, guard, totalFrames } = input;
  const drafts = draftShots(input, deps);
  placeCaptions(drafts, input);
  const random = createSeededRandom(hashText(`${brief.seed}:coverage`));
  const average = totalFrames / drafts.length / brief.fps;
  const covers = coverFilm(
    drafts.map((draft, index): CoverageInput => ({
      coverage: draft.shot.coverage,
      reading: draft.reading,
      role: draft.role,
      mood: draft.mood,
      sceneIndex: draft.scene,
      indexInScene: draft.indexInScene,
      isLastOfScene: draft.isLastOfScene,
      isFirst: index === 0,
      isLast: index === drafts.length - 1,
      advert: input.advert,
      vertical: input.vertical,
      seconds: average,
      indoors: isIndoors(draft.source.world.place.set),
      side: draft.side,
      arrives: draft.source.ownReading.place !== null && draft.reading.people.length > 0 && arrivesAt(draft.reading),
    })),
    random,
  );
  const frames = lengthsOf(drafts, covers, input);
  const joins = planJoins(
    drafts.map((draft, index) => ({
      scene: draft.scene,
      paragraph: draft.source.beat.paragraph,
      placeKey: placeKeyOf(draft.source),
      timeOfDay: draft.source.world.timeOfDay,
      cutFrames: frames[index] ?? 1,
      stated: draft.reading.transition,
    })),
    brief.fps,
    input.sheet.asksFadeOut,
  );
  const lights = lightsOf(drafts);
  const notes: PlanNote[] = [];
  const planned = drafts.map((draft, index): PlannedShot => {
    const cover = covers[index];
    const join = joins[index];
    const cutFrames = frames[index] ?? 1;
    if (cover === undefined || join === undefined) throw new Error('one cover and one join per shot');
    const seconds = secondsFromFrames(cutFrames, brief.fps);
    const caption = guard.clean(draft.caption).slice(0, 500);
    if (caption !== '' && readingSeconds(caption) > seconds + 0.05) {
      notes.push({ code: 'reading-time-short', params: { shot: index + 1, seconds: Math.round(seconds * 100) / 100 } });
    }
    return writeShot(draft, cover, { ...join, cutFrames }, { caption, lighting: lights[index] ?? 'soft' }, input, deps);
  });
  const scenes = film.scenes.map((_, scene): PlannedScene => {
    const own = drafts.filter((draft) => draft.scene === scene);
    const lead = own.find((draft) => draft.shot.coverage === 'told') ?? own[0];
    if (lead === undefined) throw new Error('a scene has shots');
    const told = firstTellings(own, drafts);
    const heading = lead.source.beat.heading;
    const title = guard.clean(
      heading ??
        (lead.shot.coverage === 'told'
          ? titleFrom(lead.text, language)
          : lead.text.replace(/[.\s]+$/, '').slice(0, 80)),
    );
    return {
      title: (title === '' ? `${language === 'th' ? 'ฉาก' : 'Scene'} ${scene + 1}` : title).slice(0, 200),
      text: told.slice(0, 20_000),
      role: lead.role,
      place: guard.clean(lead.source.world.place.label).slice(0, 200),
      timeOfDay: lead.source.world.timeOfDay,
      weather: lead.source.world.weather,
      shots: planned.filter((_shot, index) => drafts[index]?.scene === scene),
    };
  });
  return {
    scenes,
    notes,
    toldShots: drafts.filter((draft) => draft.shot.coverage === 'told' && draft.shot.turn === 0).length,
  };
}

/** The person's words that a scene is the first to tell, as typed. */
function firstTellings(own: readonly Draft[], all: readonly Draft[]): string {
  const groups: BeatGroup[] = [];
  for (const draft of own) {
    const teller = all.find(
      (other) => other.shot.group === draft.shot.group && other.shot.coverage === 'told' && other.shot.turn === 0,
    );
    const tellsHere = teller === undefined ? draft.shot.turn === 0 : own.includes(teller);
    if (tellsHere && !groups.includes(draft.shot.group)) groups.push(draft.shot.group);
  }
  return groups
    .flatMap((group) => group.beats.map((beat) => beat.text))
    .join(own[0]?.source.beat.listed === true ? '\n' : ' ');
}

/** Light belongs to place, time and weather: the first shot there settles it for all. */
function lightsOf(drafts: readonly Draft[]): Lighting[] {
  const settled = new Map<string, Lighting>();
  return drafts.map((draft) => {
    const { world } = draft.source;
    const lead = drafts.find((other) => other.scene === draft.scene) ?? draft;
    const isDark = lead.mood === 'tense' || lead.mood === 'mysterious';
    const key = `${placeKeyOf(draft.source)}|${world.timeOfDay}|${world.weather}|${isDark ? 'dark' : ''}`;
    const light = settled.get(key) ?? lightFor(world, lead.mood);
    settled.set(key, light);
    return light;
  });
}

function lengthsOf(drafts: readonly Draft[], covers: readonly Coverage[], input: WriteInput): number[] {
  const { film, brief, totalFrames, cardWish } = input;
  return shotLengths(
    drafts.map((draft, index) => {
      const stated = film.statedFrames.get(draft.shot.group);
      const parts = drafts.filter((other) => other.shot.group === draft.shot.group);
      const part = parts.indexOf(draft);
      const isLast = index === drafts.length - 1;
      return {
        size: covers[index]?.size ?? 'MS',
        role: draft.role,
        coverage: draft.shot.coverage,
        isAction: draft.reading.actions.some((action) => action.travel !== 'none'),
        caption: draft.caption,
        voiceOver: draft.shot.turn === 0 ? (draft.source.beat.voiceOver ?? '') : '',
        statedFrames:
          stated === undefined
            ? null
            : Math.floor((stated * (part + 1)) / parts.length) - Math.floor((stated * part) / parts.length),
        isFirst: index === 0,
        cardFrames: isLast && cardWish !== null ? Math.round(cardWish.seconds * brief.fps) : 0,
        advert: input.advert,
      };
    }),
    totalFrames,
    brief.fps,
  );
}

function writeShot(
  draft: Draft,
  cover: Coverage,
  cut: { cutFrames: number; transition: PlannedShot['transition']; transitionFrames: number },
  { caption, lighting }: { caption: string; lighting: Lighting },
  input: WriteInput,
  deps: RulesPlannerDeps,
): PlannedShot {
  const { brief, language, guard } = input;
  const { world } = draft.source;
  const clean = (text: string): string => {
    const cleaned = guard.clean(text);
    return cleaned === '' ? (language === 'th' ? 'ภาพ' : 'A shot.') : cleaned;
  };
  const prompts = writePrompts({
    pictureText: draft.text,
    cover,
    world,
    lighting,
    mood: draft.mood,
    role: draft.role,
    language,
    brief,
    cast: draft.reading.people.map((person) => castLine(person, language)),
    keyMessage: draft.keyMessage,
    seconds: cut.cutFrames / brief.fps,
    travels: draft.reading.actions.some((action) => action.travel !== 'none'),
    hasSubject: draft.reading.people.length + draft.reading.things.length > 0,
  });
  const product = brief.assets.find((asset) => asset.role === 'product');
  const request: DepictRequest = {
    reading: draft.reading,
    size: cover.size,
    angle: cover.angle,
    move: cover.move,
    lens: cover.lens,
    lighting,
    mood: draft.mood,
    timeOfDay: world.timeOfDay,
    weather: world.weather,
    place: { set: world.place.set, variant: world.place.variant },
    ratio: ratioOfBrief(brief),
    look: brief.look,
    palette: brief.brand.palette ?? [],
    seed: hashText(`${brief.seed}:${placeKeyOf(draft.source)}`),
    side: draft.side,
    words: draft.text.slice(0, 2_000),
    establishing: draft.shot.coverage === 'establishing',
    ...(caption === '' ? {} : { caption, captionLanguage: language }),
    // By role: the planner works before any asset has an id.
    ...(product === undefined
      ? {}
      : { productAsset: 'asset:product', ...(input.productId === null ? {} : { productId: input.productId }) }),
  };
  return {
    description: clean(draft.text.slice(0, 1_900)),
    imagePrompt: clean(prompts.imagePrompt),
    endImagePrompt: clean(prompts.endImagePrompt),
    motionPrompt: clean(prompts.motionPrompt),
    ...cut,
    size: cover.size,
    angle: cover.angle,
    move: cover.move,
    lens: cover.lens,
    lighting,
    mood: draft.mood,
    role: draft.role,
    emotionalArc: clean(emotionalArcOf(draft.role, language)),
    caption,
    picture: withoutForbidden(deps.depict(request), guard),
  };
}

/** The picture holds nothing that the client forbids, not even as dressing. */
function withoutForbidden(picture: SceneDescription, guard: WordGuard): SceneDescription {
  const subjects = picture.subjects.filter((subject) => !guard.finds(subject.label));
  const props = picture.props.filter((prop) => !guard.finds(prop.label));
  const { focusId, ...camera } = picture.camera;
  const isThere = [...subjects, ...props].some((entry) => entry.id === focusId);
  return { ...picture, subjects, props, camera: focusId !== undefined && isThere ? { ...camera, focusId } : camera };
}
