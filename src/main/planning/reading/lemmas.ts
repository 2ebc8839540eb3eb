/** Which ending was taken off: tells verbs from nouns where a word can be both. */
export type WordForm = 'base' | 's' | 'ing' | 'ed';

export interface Lemma {
  base: string;
  form: WordForm;
}

/** past forms → base; `past` and `participle` alike. */
const IRREGULAR_VERBS: Readonly<Record<string, string>> = Object.fromEntries(
  `ran:run sat:sit stood:stand held:hold drank:drink drunk:drink ate:eat eaten:eat rode:ride ridden:ride drove:drive
   driven:drive wrote:write written:write spoke:speak spoken:speak told:tell said:say gave:give given:give took:take
   taken:take caught:catch threw:throw thrown:throw flew:fly flown:fly fell:fall fallen:fall came:come went:go gone:go
   left:leave met:meet saw:see seen:see knelt:kneel slept:sleep woke:wake woken:wake lay:lie lain:lie lying:lie sang:sing
   sung:sing swam:swim swum:swim began:begin bought:buy sold:sell brought:bring thought:think found:find felt:feel
   built:build made:make paid:pay put:put hit:hit cut:cut read:read shook:shake shaken:shake leapt:leap leaned:lean
   leant:lean won:win wore:wear worn:wear grew:grow grown:grow drew:draw drawn:draw swept:sweep wept:weep fought:fight
   rang:ring rose:rise hung:hang bit:bite bitten:bite dug:dig fed:feed fled:flee hid:hide lit:light dove:dive spun:spin
   stole:steal stuck:stick swung:swing taught:teach tore:tear tying:tie dying:die`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

const IRREGULAR_NOUNS: Readonly<Record<string, string>> = Object.fromEntries(
  `men:man women:woman mice:mouse geese:goose knives:knife wolves:wolf leaves:leaf loaves:loaf wives:wife shelves:shelf
   thieves:thief fishermen:fisherman businessmen:businessman businesswomen:businesswoman policemen:policeman
   craftsmen:craftsman sheep:sheep deer:deer buses:bus children:child scarves:scarf elves:elf salesmen:salesman
   deliverymen:deliveryman boatmen:boatman cameramen:cameraman gentlemen:gentleman ladies:lady`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
);

/** Base forms an English word may come from, the word itself first. Candidates are only offers: the lexicon decides. */
export function lemmasOf(word: string): Lemma[] {
  const found: Lemma[] = [{ base: word, form: 'base' }];
  const add = (base: string, form: WordForm): void => {
    if (base.length > 1 && !found.some((lemma) => lemma.base === base && lemma.form === form))
      found.push({ base, form });
  };
  const plain = word.replace(/['’]s?$/, '');
  if (plain !== word) add(plain, 'base');
  const noun = IRREGULAR_NOUNS[plain];
  if (noun !== undefined) add(noun, 's');
  const verb = IRREGULAR_VERBS[plain];
  if (verb !== undefined) add(verb, plain.endsWith('ing') ? 'ing' : 'ed');
  if (plain.length > 3 && plain.endsWith('s') && !plain.endsWith('ss')) {
    if (plain.endsWith('ies')) add(`${plain.slice(0, -3)}y`, 's');
    if (/(ches|shes|sses|xes|zes|oes)$/.test(plain)) add(plain.slice(0, -2), 's');
    add(plain.slice(0, -1), 's');
  }
  if (plain.length > 4 && plain.endsWith('ing')) addStems(plain.slice(0, -3), 'ing', add);
  if (plain.length > 3 && plain.endsWith('ed')) {
    if (plain.endsWith('ied')) add(`${plain.slice(0, -3)}y`, 'ed');
    addStems(plain.slice(0, -2), 'ed', add);
  }
  return found;
}

function addStems(stem: string, form: WordForm, add: (base: string, form: WordForm) => void): void {
  add(stem, form);
  add(`${stem}e`, form);
  if (/([bcdfghjklmnpqrstvwxyz])\1$/.test(stem)) add(stem.slice(0, -1), form);
}
