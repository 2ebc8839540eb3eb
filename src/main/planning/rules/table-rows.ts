/** Shot lists that are typed as a markdown table become numbered lines, so that they are kept one for one. Pure. */

type Column = 'number' | 'size' | 'action' | 'camera' | 'length' | 'screen' | 'voice' | 'other';

const COLUMNS: readonly (readonly [Column, RegExp])[] = [
  ['number', /^(?:#|no\.?|nr\.?|shot(?: ?(?:no\.?|number|#))?|scene|ลำดับ|ช็อต(?:ที่)?|ฉาก(?:ที่)?|ที่)$/i],
  ['length', /^(?:length|duration|time|seconds?|secs?|dur\.?|ความยาว|เวลา|วินาที)/i],
  ['size', /^(?:size|shot ?(?:size|type)|framing|frame|type|ขนาด(?:ภาพ)?|มุมภาพ)/i],
  ['camera', /^(?:camera|move(?:ment)?|camera move(?:ment)?|angle|กล้อง|การเคลื่อนกล้อง)/i],
  ['screen', /^(?:text|super|on[- ]?screen|caption|title|ข้อความ|แคปชั่น)/i],
  ['voice', /^(?:v\.?o\.?|voice|audio|narration|dialogue|เสียง)/i],
  ['action', /^(?:action|description|visual|what|content|picture|image|subject|ภาพ|รายละเอียด|เนื้อหา|การกระทำ)/i],
];

const ROW = /^\s*\|(.*)\|\s*$/;
const RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/;

/** The text with every markdown table of two rows or more turned into "1. Size: action, camera (3s)" lines. */
export function linesFromTables(text: string): string {
  const lines = text.split('\n');
  const result: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const head = ROW.exec(lines[index] ?? '');
    if (head === null || !RULE.test(lines[index + 1] ?? '')) {
      result.push(lines[index] ?? '');
      continue;
    }
    const columns = cellsOf(head[1] ?? '').map(columnOf);
    let row = index + 2;
    const rows: string[] = [];
    for (let found = ROW.exec(lines[row] ?? ''); found !== null; found = ROW.exec(lines[row] ?? '')) {
      rows.push(lineOf(cellsOf(found[1] ?? ''), columns, rows.length + 1));
      row += 1;
    }
    if (rows.length < 2) result.push(...lines.slice(index, row));
    else result.push(...rows);
    index = row - 1;
  }
  return result.join('\n');
}

function cellsOf(row: string): string[] {
  return row.split('|').map((cell) => cell.trim());
}

function columnOf(title: string): Column {
  return COLUMNS.find(([, pattern]) => pattern.test(title.replace(/[*_`]/g, '')))?.[0] ?? 'other';
}

function lineOf(cells: readonly string[], columns: readonly Column[], number: number): string {
  const of = (column: Column): string =>
    cells.filter((cell, index) => columns[index] === column && cell !== '' && cell !== '-').join(', ');
  const seconds = /(\d+(?:[.,]\d+)?)/.exec(of('length'))?.[1]?.replace(',', '.');
  const size = of('size');
  const shown = [of('action'), of('other'), of('camera')].filter((part) => part !== '').join(', ');
  const screen = of('screen').replace(/^["“]|["”]$/g, '');
  const voice = of('voice').replace(/^["“]|["”]$/g, '');
  return [
    `${number}.`,
    size === '' ? '' : /shot|close|wide|ภาพ/i.test(size) ? `${size}:` : `${size} shot:`,
    shown,
    screen === '' ? '' : `Text: "${screen}"`,
    voice === '' ? '' : `VO: "${voice}"`,
    seconds === undefined ? '' : `(${seconds}s)`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
