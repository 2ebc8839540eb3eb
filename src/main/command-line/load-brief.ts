import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { AssetRole, Brief } from '../../shared/model/brief.ts';
import { parseBriefInput } from '../planning/brief-input.ts';

/** A file that a brief names, with the path as written and as found. */
export interface BriefFile {
  written: string;
  path: string;
  role: AssetRole;
}

export interface LoadedBrief {
  brief: Brief;
  files: BriefFile[];
}

const BRIEF_MAX_BYTES = 4 * 1024 * 1024;

async function readStdin(stdin: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    bytes += chunk.byteLength;
    if (bytes > BRIEF_MAX_BYTES) throw tooLarge('-', bytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLarge(what: string, bytes: number): AppError {
  const limit = BRIEF_MAX_BYTES / 1_048_576;
  return new AppError('payload-too-large', 'the brief file is too large', {
    what,
    megabytes: Math.ceil(bytes / 1_048_576),
    limitMegabytes: limit,
  });
}

async function readBriefFile(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR')
      throw new AppError('media-missing', `no brief at ${path}`, { what: path }, { cause: error });
    throw error;
  }
  if (bytes.byteLength > BRIEF_MAX_BYTES) throw tooLarge(path, bytes.byteLength);
  return bytes.toString('utf8');
}

/** JSON of a brief file as data. Throws `invalid-input` with the parser's own words about the place. */
export function parseBriefJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    // One line: the parser quotes the text with its line breaks.
    const detail = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ');
    throw new AppError('invalid-input', 'the brief is not JSON', {
      issues: [{ path: '', code: 'not-json', params: { detail } }],
    });
  }
}

const VOICE_FILE = /^file:\s*(.+)$/s;

/** Every file that a brief names, in the order it names them; paths are relative to `folder`. */
export function filesOfBrief(brief: Brief, folder: string): BriefFile[] {
  const file = (written: string, role: AssetRole): BriefFile => ({
    written,
    role,
    path: isAbsolute(written) ? written : resolve(folder, written),
  });
  const voice = VOICE_FILE.exec(brief.audio.voiceOver ?? '')?.[1]?.trim();
  return [
    ...brief.assets.map(({ path, role }) => file(path, role)),
    ...(brief.brand.logo === undefined ? [] : [file(brief.brand.logo, 'logo')]),
    ...(brief.audio.music === undefined ? [] : [file(brief.audio.music, 'music')]),
    ...(voice === undefined ? [] : [file(voice, 'voice')]),
  ];
}

/** Reads, checks and resolves a brief: from a file, or from standard input for `-` (paths are then relative to `cwd`). */
export async function loadBrief(
  source: string,
  options: { cwd: string; stdin: AsyncIterable<Uint8Array> },
): Promise<LoadedBrief> {
  const path = source === '-' ? '-' : resolve(options.cwd, source);
  const text = path === '-' ? await readStdin(options.stdin) : await readBriefFile(path);
  const { brief } = parseBriefInput(parseBriefJson(text));
  return { brief, files: filesOfBrief(brief, path === '-' ? options.cwd : dirname(path)) };
}
