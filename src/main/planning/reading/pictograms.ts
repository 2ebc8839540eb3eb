import type { ThingSense } from '../data/lexicon-types.ts';
import { PICTOGRAM_ROWS } from '../data/pictogram-index.ts';

/** Names that are the picture's, not a thing's one could ask for; and words that mean something else in a brief. */
const NOT_BY_LABEL = new Set(
  `wedding construction station seat label link gear wing chains cooking place hook seal safe pager trackball score
   placard building brick knot pouring thread bullseye radio bookmark locked unlocked motorway record joker ram mate`.split(
    /\s+/,
  ),
);
const NOT_BY_TAG = new Set(
  `love happy party nice good cool beautiful pretty symbol medium world travel vacation holiday sports sport game food
   drink fruit vegetable animal animals nature weather color colour cute small large summer spring autumn winter celebrate
   birthday work business office medical science music sound video movie money time building light dark fire water face
   hand body clothing object tool fun magic idea power energy fresh healthy delicious luck lucky fast slow speed dance
   night evening morning young human play sing smile cold warm hunger hungry breakfast lunch dinner`.split(/\s+/),
);

/** How tall a picture of this subgroup is drawn, in metres, where no table says it; and where such things are. */
const BY_SUBGROUP: Readonly<Record<string, [ThingSense['thing'], number, ThingSense['support']]>> = {
  'animal-mammal': ['animal', 0.9, 'ground'],
  'animal-bird': ['animal', 0.4, 'ground'],
  'animal-amphibian': ['animal', 0.1, 'ground'],
  'animal-reptile': ['animal', 0.5, 'ground'],
  'animal-marine': ['animal', 0.4, 'ground'],
  'animal-bug': ['animal', 0.05, 'ground'],
  'transport-ground': ['vehicle', 2.2, 'ground'],
  'transport-water': ['vehicle', 2.5, 'ground'],
  'transport-air': ['vehicle', 4, 'air'],
  'place-building': ['thing', 9, 'ground'],
  'place-religious': ['thing', 9, 'ground'],
  'place-other': ['thing', 5, 'ground'],
  'plant-other': ['thing', 0.5, 'ground'],
  household: ['thing', 0.6, 'ground'],
  sport: ['thing', 0.3, 'ground'],
  'musical-instrument': ['thing', 0.6, 'ground'],
};
const OTHERWISE: [ThingSense['thing'], number, ThingSense['support']] = ['thing', 0.2, 'table'];

/** Every pictogram by label, and the tags that belong to one pictogram only. */
export function indexedPictograms(): {
  labels: { en: string; th: string; sense: ThingSense }[];
  tags: Map<string, ThingSense>;
} {
  const labels: { en: string; th: string; sense: ThingSense }[] = [];
  const owners = new Map<string, ThingSense | null>();
  for (const [subgroup, cells] of Object.entries(PICTOGRAM_ROWS)) {
    const [thing, heightMetres, support] = BY_SUBGROUP[subgroup] ?? OTHERWISE;
    for (const row of cells.split(';')) {
      const [hexcode = '', iconName = '', labelEn = '', tagsEn = '', labelTh = ''] = row.split('|');
      const sense: ThingSense = { kind: 'thing', thing, id: iconName, hexcode, heightMetres, support };
      const en = labelEn.toLowerCase().replace(/’/g, "'");
      labels.push({ en: NOT_BY_LABEL.has(en) ? '' : en, th: labelTh, sense });
      for (const tag of tagsEn.toLowerCase().split(',')) {
        if (tag.length < 4 || NOT_BY_TAG.has(tag)) continue;
        owners.set(tag, owners.has(tag) ? null : sense);
      }
    }
  }
  const tags = new Map<string, ThingSense>();
  for (const [tag, sense] of owners) if (sense !== null) tags.set(tag, sense);
  return { labels, tags };
}
