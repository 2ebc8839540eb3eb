// Writes src/main/planning/data/pictogram-index.ts from two pinned packages:
// emojibase-data (labels and tags, English and Thai) joined by code point with the icon names of Fluent Emoji Flat.
// Run: node scripts/build-pictogram-index.mjs   (repeatable: same packages, same file)
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const readJson = (path) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const english = readJson('node_modules/emojibase-data/en/data.json');
const thai = new Map(readJson('node_modules/emojibase-data/th/data.json').map((row) => [row.hexcode, row]));
const names = readJson('node_modules/@iconify-json/fluent-emoji-flat/chars.json');
const icons = readJson('node_modules/@iconify-json/fluent-emoji-flat/icons.json').icons;
const { groups, subgroups } = readJson('node_modules/emojibase-data/meta/groups.json');
const versionOf = (name) => readJson(`node_modules/${name}/package.json`).version;

// Things that can stand in a picture. People are drawn as figures; faces, signs, symbols and flags never appear.
const ALLOWED = new Set(
  `animal-mammal animal-bird animal-amphibian animal-reptile animal-marine animal-bug plant-flower plant-other
   food-fruit food-vegetable food-prepared food-asian food-sweet drink dishware place-map place-building place-religious
   transport-ground transport-water transport-air hotel event award-medal sport game arts-crafts clothing sound
   musical-instrument phone computer light-video book-paper money mail writing office lock tool science medical
   household other-object`.split(/\s+/),
);
// Single members of groups that are otherwise scenes, symbols or clock faces.
const ALSO = new Set(
  `26F2 26FA 1F3A0 1F3A1 1F3A2 1F3AA 1F488 1F6DD 231A 231B 23F0 23F1 1F570 2602 2614 26F1 1F308 26C4 1F3A4 1F3A7 1F4FB
   1F399`.split(/\s+/),
);
const NEVER = new Set(
  `2728 1F386 1F387 1F391 2660 2665 2666 2663 1F3B4 1F4B9 1F6A5 1F6A6 1F507 1F508 1F509 1F50A 1F515 1F4F4 1F4F3 1F4F6
   1F6D1 1F504 1F4F5 1F6AD 1F51E 1F30B 1F310 1F5FE 1F4A2 1F4DB 1F530 26F3 1F43E 1F383`.split(/\s+/),
);
// Fluent draws a rounded square behind signs and scenes; such glyphs would look like stickers.
const TILE = /a4 4 0 0 1 4-4h20a4 4 0 0 1 4 4v20/;

const rows = [];
for (const emoji of english) {
  const key = emoji.hexcode.toLowerCase();
  const iconName = names[key] ?? names[key.replaceAll('-fe0f', '')];
  const group = groups[String(emoji.group)];
  const subgroup = subgroups[String(emoji.subgroup)];
  if (iconName === undefined || group === undefined || subgroup === undefined) continue;
  if (!(ALLOWED.has(subgroup) || ALSO.has(emoji.hexcode)) || NEVER.has(emoji.hexcode)) continue;
  if (/\bface$/.test(emoji.label) || TILE.test(icons[iconName].body)) continue;
  const th = thai.get(emoji.hexcode);
  rows.push([key, iconName, subgroup, emoji.label, emoji.tags ?? [], th?.label ?? '', th?.tags ?? []]);
}
rows.sort((a, b) => (a[0] < b[0] ? -1 : 1));

// A TypeScript module, so that type checking, bundler and worker take it alike; one line per subgroup keeps it short.
const lines = new Map();
for (const [key, iconName, subgroup, labelEn, tagsEn, labelTh, tagsTh] of rows) {
  const fields = [key.replaceAll('-fe0f', ''), iconName, labelEn, tagsEn.join(','), labelTh, tagsTh.join(',')];
  if (fields.some((field) => /[;|\\']/.test(field))) throw new Error(`A separator inside ${fields.join(' ')}`);
  lines.set(subgroup, [...(lines.get(subgroup) ?? []), fields.join('|')]);
}
const quote = (name) => (/^[a-z]+$/.test(name) ? name : `'${name}'`);
const target = new URL('src/main/planning/data/pictogram-index.ts', root);
writeFileSync(
  target,
  `/**
 * Made by scripts/build-pictogram-index.mjs; do not edit.
 * Data: emojibase-data ${versionOf('emojibase-data')} (MIT, copyright Miles Johnson; labels and tags from Unicode CLDR, Unicode License v3) and
 * @iconify-json/fluent-emoji-flat ${versionOf('@iconify-json/fluent-emoji-flat')} (MIT, copyright Microsoft Corporation).
 * By subgroup; pictograms parted by \`;\`, fields by \`|\`: hexcode, icon name, English label, tags, Thai label, tags.
 */
// prettier-ignore
export const PICTOGRAM_ROWS: Readonly<Record<string, string>> = {
${[...lines].map(([name, list]) => `  ${quote(name)}:\n    '${list.join(';')}',`).join('\n')}
};
`,
);
process.stdout.write(`${rows.length} pictograms → ${fileURLToPath(target)}\n`);
