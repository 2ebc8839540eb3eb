/** The formats whose first bytes alone prove little. Pure. */

const EBML_DOC_TYPE = 0x4282;

/** The DocType of an EBML header (`webm`, `matroska`), read element by element. */
export function findMatroskaDocType(head: Buffer): string | undefined {
  const header = readVint(head, 4);
  if (header === undefined) return undefined;
  let at = header.next;
  const end = Math.min(head.length, header.next + header.value);
  while (at + 2 < end) {
    const idLength = Math.clz32(head[at] ?? 0) - 23;
    if (idLength < 1 || idLength > 4) return undefined;
    const id = head.readUIntBE(at, Math.min(idLength, head.length - at));
    const size = readVint(head, at + idLength);
    if (size === undefined) return undefined;
    if (id === EBML_DOC_TYPE)
      return head.toString('latin1', size.next, Math.min(end, size.next + size.value)).replace(/\0+$/, '');
    at = size.next + size.value;
  }
  return undefined;
}

/** A length of EBML: the count of leading zero bits says how many bytes it has. */
function readVint(head: Buffer, at: number): { value: number; next: number } | undefined {
  const first = head[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (length < 1 || length > 6 || at + length > head.length) return undefined;
  const value = head.readUIntBE(at, length) - 2 ** (7 * length);
  return { value, next: at + length };
}

/** Two AAC frames in a row: one header of 12 set bits turns up in any data. */
export function isAdts(head: Buffer): boolean {
  const length = adtsLength(head, 0);
  if (length === undefined) return false;
  return head.length < length + 7 ? head.length >= 7 && length > 7 : adtsLength(head, length) !== undefined;
}

function adtsLength(head: Buffer, at: number): number | undefined {
  if (head.length < at + 7) return undefined;
  // Sync word, layer 0 (which an MP3 frame never has), a sampling index that exists.
  if (head[at] !== 0xff || ((head[at + 1] ?? 0) & 0xf6) !== 0xf0) return undefined;
  if ((((head[at + 2] ?? 0) >> 2) & 0x0f) > 12) return undefined;
  const length = (((head[at + 3] ?? 0) & 0x03) << 11) | ((head[at + 4] ?? 0) << 3) | ((head[at + 5] ?? 0) >> 5);
  return length > 7 ? length : undefined;
}

const MP3_KBITS_V1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MP3_KBITS_V2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const MP3_RATES = [44_100, 48_000, 32_000];

/** Two MPEG layer III frames in a row. */
export function isMp3Frame(head: Buffer): boolean {
  const length = mp3Length(head, 0);
  return length !== undefined && mp3Length(head, length) !== undefined;
}

function mp3Length(head: Buffer, at: number): number | undefined {
  if (head.length < at + 4 || head[at] !== 0xff) return undefined;
  const second = head[at + 1] ?? 0;
  const third = head[at + 2] ?? 0;
  const version = (second >> 3) & 0x03;
  const isLayerThree = (second & 0xe6) === 0xe2;
  if ((second & 0xe0) !== 0xe0 || version === 1 || !isLayerThree) return undefined;
  const kbits = (version === 3 ? MP3_KBITS_V1 : MP3_KBITS_V2)[third >> 4];
  const rate = MP3_RATES[(third >> 2) & 0x03];
  if (kbits === undefined || kbits === 0 || rate === undefined) return undefined;
  const divided = version === 3 ? rate : version === 2 ? rate / 2 : rate / 4;
  return Math.floor(((version === 3 ? 144 : 72) * kbits * 1000) / divided) + ((third >> 1) & 0x01);
}
