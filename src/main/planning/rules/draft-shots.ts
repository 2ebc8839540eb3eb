import type { Brief } from '../../../shared/model/brief.ts';
import type { Language, Mood, NarrativeRole } from '../../../shared/model/shot-terms.ts';
import { hashText } from '../../../shared/util/seeded-random.ts';
import type { Reading } from '../reading-types.ts';
import { asSentence } from './captions.ts';
import { moodFor } from './continuity.ts';
import type { ReadBeat, ReadBoard } from './draft-board.ts';
import { tellTogether } from './draft-board.ts';
import type { EndCardWish } from './end-card.ts';
import type { WordGuard } from './forbidden-words.ts';
import { productWords } from './framing-words.ts';
import { placeKeyOf } from './plan-shape.ts';
import type { ShapedFilm } from './plan-shape.ts';
import { assignRoles } from './roles.ts';
import type { BeatSheet, RulesPlannerDeps } from './rules-types.ts';
import type { BeatGroup, ShapedShot } from './shape-scenes.ts';
import { coverageSentence, needsHands, readingForCoverage } from './shot-words.ts';

/** Every shot of the film with its words, reading, role, mood and screen direction. Pure. */

export interface WriteInput {
  film: ShapedFilm;
  board: ReadBoard;
  sheet: BeatSheet;
  brief: Brief;
  language: Language;
  guard: WordGuard;
  advert: boolean;
  vertical: boolean;
  cardWish: EndCardWish | null;
  endsOnOwnCard: boolean;
  totalFrames: number;
  /** Id of the thing that the client's product picture shows; null where the text names none. */
  productId: string | null;
}

/** A shot before it has a size and a length. */
export interface Draft {
  shot: ShapedShot;
  scene: number;
  indexInScene: number;
  isLastOfScene: boolean;
  source: ReadBeat;
  reading: Reading;
  text: string;
  role: NarrativeRole;
  mood: Mood;
  side: 'left' | 'right';
  caption: string;
  keyMessage: string | null;
}

/** Drafts all shots in the order of the film. */
export function draftShots(input: WriteInput, deps: RulesPlannerDeps): Draft[] {
  const { film, board, sheet, brief, language, guard } = input;
  const readOf = new Map(board.beats.map((beat) => [beat.beat, beat]));
  const groups = [...new Set(film.scenes.flatMap((scene) => scene.shots.map((shot) => shot.group)))];
  const sources = new Map<BeatGroup, ReadBeat>();
  for (const group of groups) sources.set(group, tellTogether(group.beats.flatMap((beat) => readOf.get(beat) ?? [])));
  const named = productWords(brief.prompt);
  const roles = assignRoles(
    groups.map((group) => group.beats.map((beat) => beat.text).join(' ')),
    groups.map((group) => sources.get(group)?.reading.role ?? null),
    {
      advert: input.advert,
      endsWithCall:
        input.endsOnOwnCard ||
        (input.cardWish !== null &&
          !film.scenes.some((scene) => scene.shots.some((shot) => shot.coverage === 'end-card')) &&
          !sheet.isShotList),
      vertical: input.vertical,
      showsThing: groups.map(
        (group) =>
          named.some((word) => group.beats.some((beat) => beat.text.toLowerCase().includes(word))) ||
          (named.length === 0 &&
            sources.get(group)?.reading.things.some((thing) => thing.kind === 'product' || thing.kind === 'thing') ===
              true),
      ),
      hasProductImage: brief.assets.some((asset) => asset.role === 'product'),
    },
  );
  const firstSide: 'left' | 'right' = hashText(`${brief.seed}:side`) % 2 === 0 ? 'right' : 'left';
  let side = firstSide;
  let previousPlace = '';
  return film.scenes.flatMap((scene, sceneIndex) => {
    const lead = scene.shots.map((shot) => sources.get(shot.group)).find((source) => source !== undefined);
    if (lead === undefined) return [];
    // A journey keeps its direction through the film; a place seen again is seen from its other side.
    const place = placeKeyOf(lead);
    const stated = lead.reading.actions.find((action) => action.travel === 'left' || action.travel === 'right')?.travel;
    const isJourney = lead.reading.actions.some((action) => action.travel !== 'none');
    if (stated === 'left' || stated === 'right') side = stated;
    else if (isJourney) side = firstSide;
    else if (sceneIndex > 0 && place === previousPlace) side = side === 'left' ? 'right' : 'left';
    previousPlace = place;
    return scene.shots.map((shot, indexInScene): Draft => {
      const source = sources.get(shot.group);
      if (source === undefined) throw new Error('a group has a source');
      const own = roles[groups.indexOf(shot.group)] ?? 'moment';
      const role = roleOfCoverage(shot, own);
      const withThing = groups.filter((group) => (sources.get(group)?.reading.things.length ?? 0) > 0);
      const hero = withThing.findLast((group) => roles[groups.indexOf(group)] === 'product') ?? withThing.at(-1);
      const heroReading = hero === undefined ? undefined : sources.get(hero)?.reading;
      const subject = shot.coverage === 'end-card' ? (heroReading ?? board.overall) : source.reading;
      const basis =
        subject.things.length + subject.people.length > 0
          ? subject
          : { ...source.reading, people: board.overall.people, things: board.overall.things };
      const words =
        shot.coverage === 'told'
          ? asSentence(source.text)
          : guard.clean(coverageSentence(shot.coverage, shot.turn, basis, source.world, language));
      const isEmptySlogan =
        role === 'call-to-action' &&
        input.advert &&
        shot.coverage === 'told' &&
        source.ownReading.people.length + source.ownReading.things.length === 0;
      const reading = isEmptySlogan
        ? { ...source.reading, actions: [], role: role, people: source.reading.people.slice(0, 1) }
        : needsHands(shot.coverage, basis)
          ? deps.readText(words, { language, memory: deps.createCastMemory(), seed: brief.seed })
          : readingForCoverage(shot.coverage, shot.turn, shot.coverage === 'told' ? source.reading : basis);
      const packshot = packshotOf(shot, role, source, hero === undefined ? null : heroReading, input);
      if (packshot !== null)
        return {
          shot,
          scene: sceneIndex,
          indexInScene,
          isLastOfScene: indexInScene === scene.shots.length - 1,
          source: { ...source, world: { ...source.world, place: { set: 'product-table', label: '', variant: 0 } } },
          reading: packshot,
          text: words === '' ? source.text : words,
          role,
          mood: moodFor(source.reading, role, board.overall, brief),
          side,
          caption: '',
          keyMessage: null,
        };
      return {
        shot,
        scene: sceneIndex,
        indexInScene,
        isLastOfScene: indexInScene === scene.shots.length - 1,
        source,
        reading,
        text: words === '' ? source.text : words,
        role,
        mood: moodFor(source.reading, role, board.overall, brief),
        side,
        caption: '',
        keyMessage: null,
      };
    });
  });
}

/** The last words of an advertisement show the product at rest; a slogan is no scene of its own. */
function packshotOf(
  shot: ShapedShot,
  role: NarrativeRole,
  source: ReadBeat,
  hero: Reading | null | undefined,
  input: WriteInput,
): Reading | null {
  if (!input.advert || role !== 'call-to-action') return null;
  const own = source.ownReading;
  const isSlogan = shot.coverage === 'told' && own.people.length + own.things.length === 0 && own.place === null;
  if (!isSlogan && shot.coverage !== 'end-card') return null;
  if (own.size !== null && shot.coverage === 'told') return null;
  const things = hero?.things ?? [];
  const thing =
    things.find((one) => one.id === input.productId) ?? things.find((one) => one.kind === 'product') ?? null;
  if (thing === null && !input.brief.assets.some((asset) => asset.role === 'product')) return null;
  const shown = thing === null ? [] : [{ ...thing, support: 'table' as const, count: 1 }];
  return {
    ...source.reading,
    people: [],
    actions: [],
    things: shown,
    role: 'call-to-action',
    size: null,
    angle: null,
    move: null,
  };
}

function roleOfCoverage(shot: ShapedShot, own: NarrativeRole): NarrativeRole {
  switch (shot.coverage) {
    case 'establishing':
      return shot.turn === 0 && own !== 'hook' ? 'context' : 'moment';
    case 'result':
      return 'resolution';
    case 'end-card':
      return 'call-to-action';
    case 'told':
      return own;
    case 'detail':
      return own === 'product' || own === 'proof' ? own : 'moment';
    case 'reaction':
      return own === 'problem' || own === 'turn' ? own : 'moment';
  }
}
