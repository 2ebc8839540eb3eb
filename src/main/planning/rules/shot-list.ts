import type { Beat } from './rules-types.ts';
import { withoutFraming } from './framing-words.ts';
import { linesFromTables } from './table-rows.ts';
import { takeDirectives, takeSeconds } from './directives.ts';

/** Recognises a person's own shot list, so that it can be kept one for one. Pure. */

interface FoundShotList {
  beats: Beat[];
  /** Everything around the list. */
  context: string[];
}

type MarkKind = 'shot' | 'number' | 'timecode' | 'clock' | 'bullet';
interface Marked {
  kind: MarkKind;
  rest: string;
  /** Second at which the line says that it begins. */
  startsAt?: number;
}

const SHOT_MARK =
  /^\s*(?:[-*•]\s*)?(?:\*\*)?(?:shot|panel|frame|scene|ช็อตที่|ช็อต|ช๊อต|ฉากที่|ฉาก|ภาพที่|คัทที่|คัท)\s*#?\s*(?:\d{1,3}|[๐-๙]{1,3})\s*(?:\*\*)?\s*(?:[:.)\]–—|-]+|(?=[([])|(?=\s)|$)\s*(?:\*\*)?\s*(.*)$/i;
const NUMBER_MARK = /^\s*[([]?(?:\d{1,3}|[๐-๙]{1,3})\s*(?:[.)\]](?!\d)|:(?!\d)|\s[–—-]\s)\s*(.*)$/;
/** "0:05 He falls": only the beginning is told; the length is the way to the next line. */
const CLOCK_MARK = /^\s*[[(]?(\d{1,2}):(\d{2})[\])]?\s*[-–—:]?\s+(\S.*)$/;
const BULLET_MARK = /^\s*[-*•●▪◦–—]\s+(.*)$/;
/** Lines that set the tone and are no pictures. */
const ATTRIBUTE =
  /^\s*(?:[-*•]\s*)?(?:\*\*)?(?:tone|style|look|audience|target(?: audience)?|goal|objective|format|music|sound|brand(?: voice)?|colou?rs?|palette|mood|duration|length|platform|notes?|product|client|cta|call to action|title|logline|โทน|สไตล์|กลุ่มเป้าหมาย|เพลง|ดนตรี|สี|หมายเหตุ|ความยาว|ชื่อเรื่อง|สินค้า|แบรนด์)(?:\*\*)?\s*[:：]/i;
const DIRECTIVE_LINE =
  /^\s*(?:[-*•]\s*)?(?:on[- ]?screen text|screen text|super|text|caption|v\.?o\.?|voice[- ]?over|narrator|audio|sfx|ข้อความ|ขึ้นข้อความ|เสียงบรรยาย|เสียงพากย์|แคปชั่น)\s*[:：]/i;

/** A list that runs on in one paragraph gets its line breaks back. */
function breakInlineLists(text: string): string {
  let broken = text;
  const inline = [
    /(?<=[^\s\-*•])[ \t]+(?=(?:shot|panel|scene|ช็อตที่|ช็อต|ฉากที่|ฉาก)\s*#?\s*(?:\d{1,3}|[๐-๙]{1,3})\s*[:.)–—(-])/gi,
    /(?<=[\S])[ \t]+(?=\(?\d{1,3}(?:\.\d)?\s*(?:-|–|—)\s*\d{1,3}(?:\.\d)?\s*(?:s|secs?|seconds|วินาที|วิ)\)?[\s:.–—-])/gi,
  ];
  for (const pattern of inline) broken = broken.replace(pattern, '\n');
  const numbered = [...broken.matchAll(/(?:^|[\s])(\d{1,2})[.)]\s+(?=\S)/g)].map((match) => Number(match[1]));
  const rising = numbered.length >= 3 && numbered.every((value, index) => value === index + 1);
  return rising ? broken.replace(/(?<=\S)[ \t]+(?=\d{1,2}[.)]\s+\S)/g, '\n') : broken;
}

function markOf(line: string): Marked | null {
  if (ATTRIBUTE.test(line) || DIRECTIVE_LINE.test(line)) return null;
  const shot = SHOT_MARK.exec(line);
  if (shot !== null) return { kind: 'shot', rest: shot[1] ?? '' };
  const bare = line.replace(/^\s*[-*•]\s+/, '');
  if (takeSeconds(bare).startsAt !== null) return { kind: 'timecode', rest: bare };
  const clock = CLOCK_MARK.exec(bare);
  if (clock !== null) {
    return { kind: 'clock', rest: clock[3] ?? '', startsAt: Number(clock[1]) * 60 + Number(clock[2]) };
  }
  const number = NUMBER_MARK.exec(line);
  if (number !== null) return { kind: 'number', rest: number[1] ?? '' };
  const bullet = BULLET_MARK.exec(line);
  if (bullet !== null) return { kind: 'bullet', rest: bullet[1] ?? '' };
  return null;
}

/** One numbered line is a list too where nothing but what sets the tone stands around it. */
function onlyMark(lines: readonly string[], marks: readonly (Marked | null)[]): MarkKind | null {
  const said = lines.flatMap((line, index) =>
    line.trim() === '' || ATTRIBUTE.test(line) || DIRECTIVE_LINE.test(line) ? [] : [marks[index]?.kind ?? null],
  );
  const [kind = null] = said;
  return said.length === 1 && (kind === 'shot' || kind === 'number') ? kind : null;
}

/**
 * The shot list in a text, or null where it has none: two numbered or timed lines, or three bullets, make a list, and one
 * numbered line that stands alone.
 */
export function findShotList(text: string): FoundShotList | null {
  const lines = breakInlineLists(linesFromTables(text)).split('\n');
  const marks = lines.map(markOf);
  const count = (kind: MarkKind): number => marks.filter((mark) => mark?.kind === kind).length;
  const alone = onlyMark(lines, marks);
  const kind: MarkKind | null =
    alone ??
    (count('shot') >= 2
      ? 'shot'
      : count('timecode') >= 2
        ? 'timecode'
        : count('clock') >= 2
          ? 'clock'
          : count('number') >= 2
            ? 'number'
            : count('bullet') >= 3
              ? 'bullet'
              : null);
  if (kind === null) return null;

  const items: {
    lines: string[];
    typed: string[];
    heading: string | null;
    paragraph: number;
    startsAt: number | null;
  }[] = [];
  const context: string[] = [];
  let heading: string | null = null;
  let paragraph = 0;
  let isOpen = false;
  for (const [index, line] of lines.entries()) {
    const mark = marks[index] ?? null;
    if (mark?.kind === kind) {
      items.push({ lines: [mark.rest], typed: [line.trim()], heading, paragraph, startsAt: mark.startsAt ?? null });
      isOpen = true;
    } else if (line.trim() === '') {
      isOpen = false;
    } else if (DIRECTIVE_LINE.test(line) && items.length > 0) {
      const item = items.at(-1);
      item?.lines.push(line.replace(/^\s*[-*•]\s+/, ' | ').trim());
      item?.typed.push(line.trim());
    } else if (isHeading(line) && !ATTRIBUTE.test(line)) {
      heading = headingText(line);
      paragraph += 1;
      isOpen = false;
    } else if (isOpen && !ATTRIBUTE.test(line)) {
      const item = items.at(-1);
      item?.lines.push(mark?.rest ?? line.trim());
      item?.typed.push(line.trim());
    } else context.push(line.trim());
  }
  const beats = items.map((item, index): Beat => {
    const next = items[index + 1]?.startsAt ?? null;
    const untilNext = item.startsAt !== null && next !== null && next > item.startsAt ? next - item.startsAt : null;
    const found = takeDirectives(item.lines.filter((line) => line !== '').join(' | '));
    const said = found.rest.replace(/\s*\|\s*/g, ' ').trim();
    return {
      text: item.typed.join('\n'),
      pictureText: said === '' ? (found.onScreen ?? found.voiceOver ?? item.typed.join(' ')) : withoutFraming(said),
      role: null,
      statedSeconds: found.seconds ?? untilNext,
      onScreen: found.onScreen,
      voiceOver: found.voiceOver,
      heading: item.heading,
      paragraph: item.paragraph,
      listed: true,
    };
  });
  const filled = beats.filter((beat) => beat.pictureText !== '');
  return filled.length >= (alone === null ? 2 : 1) ? { beats: filled, context } : null;
}

/** "# Morning", "INT. KITCHEN - DAY", "Scene: the market", "Act one:" */
export function isHeading(line: string): boolean {
  const text = line.trim();
  return (
    /^#{1,6}\s+\S/.test(text) ||
    /^(?:int|ext)\.?[\s/]/i.test(text) ||
    (/^(?!.*[.!?]\s)[^:：]{2,60}[:：]$/.test(text) && text.split(/\s+/).length <= 8) ||
    /^(?:act|part|องก์|ตอน)\s+(?:\d+|[ivx]+|one|two|three|[๐-๙]+|ที่\s*\S+)\b.{0,50}$/i.test(text)
  );
}

/** The heading without its marks. */
export function headingText(line: string): string {
  return line
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/[:：]$/, '')
    .trim();
}
