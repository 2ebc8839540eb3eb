import type { Beat, BeatSheet } from './rules-types.ts';
import { takeDirectives } from './directives.ts';
import { isAssignment, withoutFraming } from './framing-words.ts';
import { findShotList, headingText, isHeading } from './shot-list.ts';
import { hasThai, splitClauses, splitSentences } from './split-text.ts';

/** Reads the structure of a brief's text: beats as the text gives them, or the person's own shot list. Pure. */

const TITLE_LINE =
  /^\s*(?:\*\*)?(?:opening title|title|film title|ชื่อเรื่อง|ชื่อหนัง|ไตเติ้ล(?:เปิด)?)\s*(?:\*\*)?[:：]\s*["“]?(.{1,120}?)["”]?\s*$/im;
const CALL_LINE =
  /^\s*(?:[-*•]\s*)?(?:\*\*)?(?:cta|call to action|คำเชิญชวน)\s*(?:\*\*)?[:：]\s*["“]?(.{1,200}?)["”]?\s*$/im;
const FADE_OUT = /\b(?:fade(?:s)? (?:out|to black)|fading (?:out|to black))\b|เฟดดำ|เฟดเอาท์|ภาพค่อยๆ มืด|ค่อย ?ๆ ?มืดลง/i;
/** Short imperative sentences that ask the viewer to act. */
const CALL_ENGLISH =
  /^["“]?(?:so\s+)?(?:shop|buy|order|book|visit|download|try|join|sign up|subscribe|call|get yours|get your|learn more|discover|start|reserve|pre-?order|swipe up|tap|donate|apply|find (?:out|us|yours))\b(?=.{0,60}$)(?=.*\b(?:now|today|here|us|yours?|free|more|at|up|app|online|store|link|away|soon|tickets?|table|spot|early)\b|[^ ]+ ?[^ ]*[.!]?["”]?$)/i;
const CALL_THAI =
  /(?:สั่งซื้อ|สั่งเลย|ซื้อเลย|จอง(?:โต๊ะ|ตั๋ว|ที่นั่ง|ห้อง|คิว)?(?:เลย|วันนี้|ตอนนี้|ล่วงหน้า)|ลงทะเบียนเลย|ติดต่อเรา|สมัครเลย|สมัครวันนี้|ดาวน์โหลด(?:เลย|วันนี้|แอป)|ลองเลย|แวะมา|โทรเลย|คลิกเลย|กดสั่ง|ทักแชท|แอดไลน์|สอบถามเพิ่มเติม|ช้อปเลย)/;

const CALL_LABEL = /^(?:cta|call to action|คำเชิญชวน)\s*[:：]\s*/i;
const TRAILING_FADE =
  /[\s,;]*(?:(?:and\s+)?(?:slowly\s+)?fades? (?:to black|out)|(?:ค่อยๆ\s*)?(?:เฟดดำ|เฟดเอาท์))[.\s]*$/i;
const ONLY_TRANSITION =
  /^(?:(?:slow\s+)?(?:fade|dissolve|cut|wipe)(?:s)?\s+(?:to|out|in)(?:\s+(?:black|white))?|the end|(?:ค่อยๆ\s*)?(?:เฟดดำ|เฟดเอาท์|จบ))[.!\s]*$/i;

/** "No people." is a rule for the whole film. */
const ONLY_RULE =
  /^(?:no (?:people|one|humans|dialogue|text|actors)|nobody|without people|ไม่มีคน|ไม่มีใคร|ไม่มีบทพูด)[.!\s]*$/i;

/** Is this sentence a call to action and nothing else? */
function isCallToAction(sentence: string): boolean {
  const text = sentence.trim();
  if (text.length > 90) return false;
  if (CALL_THAI.test(text)) return text.length <= 60;
  return CALL_ENGLISH.test(text);
}

/** Cuts a brief's prompt into beats. `wanted` is how many pictures the film has room for: more room, finer cuts. */
export function readBeatSheet(prompt: string, wanted: number): BeatSheet {
  const title = TITLE_LINE.exec(prompt)?.[1]?.trim() ?? null;
  const call = CALL_LINE.exec(prompt)?.[1]?.trim() ?? null;
  const body = prompt.replace(TITLE_LINE, '').replace(CALL_LINE, '');
  const asksFadeOut = FADE_OUT.test(prompt);
  const list = findShotList(body);
  if (list !== null) {
    const context = list.context.filter((line) => line !== '');
    const spoken = context.flatMap(splitSentences).find(isCallToAction) ?? null;
    return {
      beats: list.beats,
      isShotList: true,
      context: context.filter((line) => line !== spoken).join('\n'),
      openingTitle: title ?? markdownTitle(prompt),
      callToAction: call ?? spoken,
      asksFadeOut,
    };
  }
  const { beats, spokenCall, context } = readProse(body, wanted);
  return {
    beats,
    isShotList: false,
    context,
    openingTitle: title ?? markdownTitle(prompt),
    callToAction: call ?? spokenCall,
    asksFadeOut,
  };
}

function markdownTitle(prompt: string): string | null {
  const first = prompt.trimStart().split('\n', 1)[0] ?? '';
  const match = /^#\s+(.{1,120})$/.exec(first);
  return match?.[1]?.trim() ?? null;
}

interface Piece {
  text: string;
  heading: string | null;
  paragraph: number;
}

function readProse(body: string, wanted: number): { beats: Beat[]; spokenCall: string | null; context: string } {
  const sentences = sentencePieces(body);
  let pieces = sentences.flatMap((piece) => cutPiece(piece, false));
  // One sentence may be a whole story: where there is room, cut at the weaker joints, the longest piece first.
  while (pieces.length < wanted) {
    const cuts = pieces.map((piece) => cutPiece(piece, true));
    const best = cuts.reduce(
      (found, parts, index) =>
        parts.length > 1 && (pieces[index]?.text.length ?? 0) > (pieces[found]?.text.length ?? -1) ? index : found,
      -1,
    );
    const parts = cuts[best];
    if (best < 0 || parts === undefined) break;
    const [head, ...tail] = parts;
    if (head === undefined) break;
    const glue = hasThai(tail[0]?.text ?? '') ? ' ' : ', ';
    const rest = { ...head, text: tail.map((part) => part.text).join(glue) };
    pieces = [...pieces.slice(0, best), head, rest, ...pieces.slice(best + 1)];
  }
  let spokenCall: string | null = null;
  const beats: Beat[] = [];
  const context: string[] = [];
  for (const piece of pieces) {
    const labelled = CALL_LABEL.test(piece.text);
    const spoken = piece.text.replace(CALL_LABEL, '');
    if (isCallToAction(spoken) || (labelled && spoken.length <= 90)) {
      spokenCall = spoken.replace(/^["“]|["”]$/g, '').trim();
      if (beats.length > 0) continue;
    }
    if (ONLY_RULE.test(piece.text) && pieces.length > 1) {
      context.push(piece.text);
      continue;
    }
    if (isAssignment(piece.text) && pieces.length > 1) {
      context.push(withoutFraming(piece.text));
      continue;
    }
    if (ONLY_TRANSITION.test(piece.text)) {
      // A direction to the cutter is no picture; its words stay with the beat before.
      const last = beats.at(-1);
      if (last !== undefined) last.text = `${last.text} ${piece.text}`;
      continue;
    }
    const found = takeDirectives(piece.text);
    beats.push({
      text: piece.text,
      pictureText: withoutFraming(found.rest.replace(TRAILING_FADE, '') || piece.text),
      role: null,
      statedSeconds: null,
      onScreen: found.onScreen,
      voiceOver: found.voiceOver,
      heading: piece.heading,
      paragraph: piece.paragraph,
      listed: false,
    });
  }
  return { beats, spokenCall, context: context.join('\n') };
}

function sentencePieces(body: string): Piece[] {
  const pieces: Piece[] = [];
  let heading: string | null = null;
  let paragraph = 0;
  for (const block of body.split(/\n\s*\n/)) {
    let running: string[] = [];
    const flush = (): void => {
      const text = running.join(' ').trim();
      running = [];
      if (text === '') return;
      for (const sentence of splitSentences(text)) pieces.push({ text: sentence, heading, paragraph });
    };
    for (const raw of block.split('\n')) {
      const line = raw.trim();
      if (isHeading(line)) {
        flush();
        heading = headingText(line);
        paragraph += 1;
      } else if (/^[-*•]\s+/.test(line)) {
        flush();
        pieces.push({ text: line.replace(/^[-*•]\s+/, ''), heading, paragraph });
      } else if (line !== '') running.push(line);
    }
    flush();
    paragraph += 1;
  }
  if (pieces.length === 0 && body.trim() !== '') pieces.push({ text: body.trim(), heading: null, paragraph: 0 });
  return pieces;
}

function cutPiece(piece: Piece, fine: boolean): Piece[] {
  return splitClauses(piece.text, fine).map((text) => ({ ...piece, text }));
}
