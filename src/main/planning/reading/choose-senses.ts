import type { Sense, ThingSense } from '../data/lexicon-types.ts';
import type { Mention } from './find-mentions.ts';
import type { Lexicon } from './lexicon.ts';

/** A mention with the senses that its neighbours leave over. */
export interface ChosenMention extends Mention {
  senses: readonly Sense[];
}

/**
 * Settles homographs by the words around them: "park the car" and "the park", "she watches" and "a watch",
 * "orange shirt" and "an orange". Unknown nouns get a last try by the pictograms' tags.
 */
export function chooseSenses(mentions: readonly Mention[], lexicon: Lexicon): ChosenMention[] {
  const chosen: ChosenMention[] = [];
  for (const [index, mention] of mentions.entries()) {
    const before = chosen.at(-1);
    const next = mentions[index + 1];
    if (mention.senses.length === 0)
      chosen.push(unknownPerson(mention, before, mentions, index) ?? withTag(mention, before, lexicon));
    else chosen.push({ ...mention, senses: settle(mention, before, next) });
  }
  return chosen;
}

/** "Ploy ties her shoes", "the beekeeper lifts a frame": an unknown name or agent that acts is a person. */
function unknownPerson(
  mention: Mention,
  before: ChosenMention | undefined,
  mentions: readonly Mention[],
  index: number,
): ChosenMention | null {
  const next = mentions[index + 1];
  if (mention.script !== 'en' || mention.breaks > 0 || !/^[\p{L}'’-]+$/u.test(mention.text)) return null;
  const word = mention.text.toLowerCase().replace(/['’]s$/, '');
  const acts = next?.senses.some((sense) => sense.kind === 'verb') === true && next.form !== 'ing';
  const isName = /^\p{Lu}\p{Ll}{2,}/u.test(mention.text) && !NO_NAME.test(word);
  const starts = before === undefined || before.breaks === 2;
  const named =
    isName && (acts ? next.form !== 'base' || !starts : /^and$/i.test(next?.text ?? '') && before?.breaks === 2);
  const isAgent =
    /(?:er|or|ist|smith|wright|man|woman|boy|girl)$/.test(word) && word.length > 4 && !NO_AGENT.test(word);
  const agent =
    isAgent &&
    before?.senses.some((sense) => isDeterminer(sense) || isAdjective(sense) || sense.kind === 'quantity') === true &&
    verbFollows(mentions, index);
  if (!named && !agent) return null;
  const gender = /(?:woman|girl)$/.test(word) ? 'woman' : /(?:man|boy)$/.test(word) ? 'man' : undefined;
  const looks = gender === undefined ? {} : { gender: gender as 'woman' | 'man' };
  return { ...mention, senses: [{ kind: 'person', id: word.replace(/[^a-z0-9-]/g, ''), looks, count: 1, set: null }] };
}

/** Is there a verb between here and the next break? */
function verbFollows(mentions: readonly Mention[], index: number): boolean {
  for (const later of mentions.slice(index + 1, index + 9)) {
    if (later.breaks > 0) return false;
    if (later.form !== 'ing' && later.senses.some((sense) => sense.kind === 'verb')) return true;
  }
  return false;
}

/** Words with a capital that are no names: days, months, tongues, trade words. */
const NO_NAME =
  /^(?:the|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|thai|english|thailand|bangkok|camera|title|text|super|logo|shot|scene|steam|light|music|water|everything|nothing|something|nature|life|love|time|trust|dust|smoke|silence|night|morning|nobody|this|that|each|every|color|colour|sunlight|moonlight|waves?|rain|snow|wind|clouds?|mist|fog|tomorrow|today|slowly|suddenly|finally|meanwhile|later|then|inside|outside|gently|quickly)$/i;
const NO_AGENT =
  /^(?:water|river|winter|summer|paper|dinner|flower|computer|corner|center|counter|tower|power|shower|weather|winner|after|under|over|never|ever|other|another|together|order|number|letter|later|color|door|floor|mirror|odor|motor|monitor|matter|layer|laser|filter|poster|sticker|trailer|cooler|heater|blender|mixer|toaster|drawer|boiler|burner|charger|speaker|printer|scanner|roller|timer|trigger|timber|butter|pepper|ginger|feather|leather|thunder|shoulder|finger|danger|anger|hunger|dust|list|mist|twist|wrist|fist|moment|camera|sister|brother|silver|amber|amber|copper|rubber|cover|answer|offer|interior|exterior|harbor|vapor|flavor|sailor|anchor|elevator|escalator|tractor|reactor|cucumber|hamburger|burger|shutter|slider|marker|barrier|border|shoulder|ladder|hammer|folder|newer|older|bigger|smaller|longer|faster|closer|wider|deeper|higher|lower|brighter|darker|warmer|softer|human|banner|whisper|quarter|semester|container|freezer|cater|tiger|spider|otter|beaver|hamster|plaster|charter|platter)$/;

function withTag(mention: Mention, before: ChosenMention | undefined, lexicon: Lexicon): ChosenMention {
  if (mention.script === 'en' && mention.breaks === 0 && isNounPlace(before)) {
    const word = mention.text.toLowerCase();
    const sense = lexicon.englishTags.get(word) ?? lexicon.englishTags.get(word.replace(/s$/, ''));
    if (sense !== undefined) return { ...mention, senses: [sense] };
  }
  return mention;
}

function settle(mention: Mention, before: ChosenMention | undefined, next: Mention | undefined): readonly Sense[] {
  let senses = mention.senses;
  const has = (kind: Sense['kind']): boolean => senses.some((sense) => sense.kind === kind);
  const drop = (...kinds: Sense['kind'][]): void => {
    const left = senses.filter((sense) => !kinds.includes(sense.kind));
    if (left.length > 0) senses = left;
  };
  const isNounAlso = has('thing') || has('person') || has('place') || has('looks') || has('mood');
  if (has('verb') && isNounAlso && mention.script === 'en') {
    if (isVerbHere(mention, before, next)) drop('thing', 'person', 'place', 'looks');
    else drop('verb');
  }
  // A verb wins in Thai: nouns of the same letters have longer forms ("รถเข็น", "คนขับ").
  if (has('verb') && mention.script === 'th') drop('thing', 'person', 'place');
  if (senses.some((sense) => sense.kind === 'word' && sense.wordClass === 'colour') && has('thing')) {
    if (next !== undefined && (next.senses.some(isNounSense) || next.text === 'background')) drop('thing');
    else drop('word');
  }
  if (has('trade') && (has('thing') || has('verb')) && mention.script === 'en') {
    const inside = before?.senses.some((sense) => sense.kind === 'word' && sense.wordClass === 'preposition') === true;
    if (inside || mention.form === 'ing') drop('trade');
    else drop('thing', 'verb');
  }
  // "a steaming cup", "the parked car": the ending makes an adjective of the verb.
  // "eyes closed", "arms raised": how a part of the body is.
  if (has('verb') && mention.form === 'ed' && BODY_PART.test(before?.text ?? ''))
    return senses.filter((sense) => sense.kind !== 'verb');
  if (has('verb') && mention.script === 'en' && isNounHere(mention, before, next))
    return senses.filter((sense) => sense.kind !== 'verb');
  if (has('verb') && mention.form !== 's' && mention.script === 'en') {
    const describes =
      before?.senses.some(
        (sense) => isDeterminer(sense) || isAdjective(sense) || (mention.form === 'ed' && isPreposition(sense)),
      ) === true;
    if (describes && next !== undefined && next.senses.some(isNounSense)) {
      const rest = senses.filter((sense) => sense.kind !== 'verb');
      return rest.length > 0 ? rest : [{ kind: 'word', wordClass: 'adjective' }];
    }
  }
  // "birds fly overhead", "eyes wide": bare trade words count where a shot is described, not inside a sentence.
  const isDegree =
    /^wide$/i.test(mention.text) &&
    /^(?:awake|open|eyes?|eyed|smiles?|grins?|range|world|apart|variety)/i.test(next?.text ?? '');
  if (has('trade') && BARE_TRADE.test(mention.text) && (isDegree || !isShotSlot(before)))
    return senses.filter((sense) => sense.kind !== 'trade');
  if (has('looks')) drop('thing');
  if (has('trade')) drop('word');
  if (has('word') && (has('person') || has('place') || has('thing'))) drop('word');
  if (has('pronoun') && has('word') && next !== undefined) {
    const owns =
      next.senses.some((sense) => isNounSense(sense) || isAdjective(sense)) ||
      (next.senses.length === 0 && next.breaks === 0);
    drop(owns ? 'pronoun' : 'word');
  }
  return senses;
}

const MASS_NOUN = /^(?:steam|dust|smoke|paint|water|oil|traffic|music|love|hope|sweat|blood)$/i;
const BODY_PART = /^(?:eyes?|arms?|head|hands?|face|mouth|hair|legs?|fists?|heads|lips|shoulders?)$/i;

/** "in three steps", "a walk", "Dust floats": a verb's form where only a noun can stand. */
function isNounHere(mention: Mention, before: ChosenMention | undefined, next: Mention | undefined): boolean {
  if (mention.form === 'ing' || mention.form === 'ed') return false;
  if (
    before?.breaks === 0 &&
    (/^(?:a|an|the)$/i.test(before.text) || before.senses.some((sense) => sense.kind === 'quantity'))
  )
    return next === undefined || !next.senses.some((sense) => sense.kind === 'person' || sense.kind === 'pronoun');
  const starts = before === undefined || before.breaks === 2;
  if (starts && MASS_NOUN.test(mention.text) && next?.text.endsWith('s') === true) return true;
  return starts && mention.form === 'base' && next?.form === 's' && next.senses.some((sense) => sense.kind === 'verb');
}

const BARE_TRADE =
  /^(overhead|wide|medium|static|whip|tilt|zoom|crane|arc|insert|fade|macro|dutch|pan|dolly|tracks|establishing)$/i;

function isShotSlot(before: ChosenMention | undefined): boolean {
  return (
    before === undefined ||
    before.breaks > 0 ||
    /^(camera|shot|then|and|slow|a|quick|fast|slowly|in)$/i.test(before.text) ||
    before.senses.some((sense) => sense.kind === 'trade' || isAdjective(sense))
  );
}

function isVerbHere(mention: Mention, before: ChosenMention | undefined, next: Mention | undefined): boolean {
  const afterNounSlot = isNounPlace(before);
  if (mention.form === 'ing') return !afterNounSlot || before?.senses.some(isPreposition) === true;
  if (mention.form === 'ed') return !afterNounSlot;
  if (afterNounSlot) return false;
  if (before === undefined || before.breaks > 0) return next?.senses.some(isDeterminer) === true;
  return (
    before.senses.some(
      (sense) =>
        sense.kind === 'pronoun' ||
        sense.kind === 'person' ||
        (sense.kind === 'thing' && sense.thing !== 'thing') ||
        (sense.kind === 'word' && (sense.wordClass === 'to' || sense.wordClass === 'plain')),
    ) || before.senses.length === 0
  );
}

function isNounPlace(before: ChosenMention | undefined): boolean {
  return (
    before?.senses.some(
      (sense) =>
        isDeterminer(sense) ||
        isAdjective(sense) ||
        isPreposition(sense) ||
        sense.kind === 'quantity' ||
        sense.kind === 'looks',
    ) ?? false
  );
}

function isDeterminer(sense: Sense): boolean {
  return sense.kind === 'word' && sense.wordClass === 'determiner';
}

function isPreposition(sense: Sense): boolean {
  return sense.kind === 'word' && sense.wordClass === 'preposition';
}

function isAdjective(sense: Sense): boolean {
  return (
    (sense.kind === 'word' && (sense.wordClass === 'adjective' || sense.wordClass === 'colour')) ||
    sense.kind === 'looks'
  );
}

function isNounSense(sense: Sense): sense is ThingSense | Extract<Sense, { kind: 'person' | 'place' }> {
  return sense.kind === 'thing' || sense.kind === 'person' || sense.kind === 'place' || sense.kind === 'looks';
}
