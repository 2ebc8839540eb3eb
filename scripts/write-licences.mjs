// Writes the list of packages that are shipped, with their licences: node scripts/write-licences.mjs [--check]
// What the sources import and what runs beside them, and all that these need; tools of development are not shipped.
import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const target = join(root, 'src/renderer/features/settings/licences.json');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Packages that the sources import by name, tests left out. */
function importedNames() {
  const names = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }));
  for (const file of globSync('src/**/*.{ts,tsx,css}', { cwd: root })) {
    if (/\.test\.tsx?$/.test(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, name] of text.matchAll(
      /(?:from|import|@import)\s*\(?\s*['"]((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^'"]*)?['"]/g,
    ))
      if (!name.startsWith('.') && existsSync(join(root, 'node_modules', name))) names.add(name);
    for (const [name] of text.matchAll(/@fontsource-variable\/[\w-]+/g)) names.add(name);
  }
  // Drawings that are built into `resources`.
  for (const name of ['@iconify-json/fluent-emoji-flat', '@iconify-json/fluent-emoji-high-contrast', 'emojibase-data'])
    names.add(name);
  return names;
}

/** Where a package that another one needs lies: beside it or above. */
function folderOf(name, from) {
  for (let at = from; ; at = at.slice(0, at.lastIndexOf('/node_modules/'))) {
    const folder = `${at}/node_modules/${name}`;
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (!at.includes('/node_modules/')) return null;
  }
}

function licenceText(folder) {
  const names = readdirSync(folder).filter((file) => /^(licen[cs]e|copying)(\b|[._-]|$)/i.test(file));
  return names.map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim()).join('\n\n');
}

const found = new Map();
const queue = [...importedNames()].map((name) => [name, root]);
while (queue.length > 0) {
  const [name, from] = queue.pop();
  const folder = folderOf(name, from);
  // Packages for another system are not here; their parents stand for them.
  if (folder === null || name.startsWith('@types/')) continue;
  const {
    version,
    license,
    licenses,
    dependencies = {},
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const id = `${name}@${version}`;
  if (found.has(id)) continue;
  const licence =
    typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? '');
  found.set(id, { name, version, licence, text: licenceText(folder) });
  // Electron's package only fetches the program; what is inside that is named by the program itself.
  if (name === 'electron') continue;
  for (const dependency of Object.keys(dependencies)) queue.push([dependency, folder]);
}
const packages = [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
const texts = [...new Set(packages.map(({ text }) => text))];
const written = `${JSON.stringify(
  { packages: packages.map(({ text, ...rest }) => ({ ...rest, text: texts.indexOf(text) })), texts },
  null,
  1,
)}\n`;

if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== written) {
    process.stderr.write('licences.json is not what the packages say: node scripts/write-licences.mjs\n');
    process.exit(1);
  }
} else {
  writeFileSync(target, written);
  process.stdout.write(`${packages.length} packages, ${texts.length} texts, ${written.length} bytes\n`);
}
