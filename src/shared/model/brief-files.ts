import type { AssetRole, Brief } from './brief.ts';

/** A file that a brief names: an asset's id, or a path beside the brief file that it came with. */
export interface NamedFile {
  path: string;
  role: AssetRole;
}

const VOICE_FILE = /^file:\s*(.+)$/s;

/** The file behind a voice-over that is a recording; null where it is words to speak. */
export const voiceFileOf = (voiceOver: string | undefined): string | null =>
  VOICE_FILE.exec(voiceOver ?? '')?.[1]?.trim() ?? null;

/** Every file of a brief with its role, each once. Pure. */
export function filesNamedBy(brief: Pick<Brief, 'assets' | 'brand' | 'audio'>): NamedFile[] {
  const voice = voiceFileOf(brief.audio.voiceOver);
  const named: NamedFile[] = [
    ...brief.assets.map(({ path, role }) => ({ path, role })),
    ...(brief.brand.logo === undefined ? [] : [{ path: brief.brand.logo, role: 'logo' as const }]),
    ...(brief.audio.music === undefined ? [] : [{ path: brief.audio.music, role: 'music' as const }]),
    ...(voice === null ? [] : [{ path: voice, role: 'voice' as const }]),
  ];
  return [...new Map(named.map((file) => [`${file.role}:${file.path}`, file])).values()];
}

type Naming = Pick<Brief, 'assets' | 'brand' | 'audio'>;

/** A brief that names a file no more, wherever it did. Pure. */
export function withoutFile({ assets, brand, audio }: Naming, path: string): Naming {
  const { logo, ...brandRest } = brand;
  const { music, voiceOver, ...audioRest } = audio;
  return {
    assets: assets.filter((asset) => asset.path !== path),
    brand: { ...brandRest, ...(logo === undefined || logo === path ? {} : { logo }) },
    audio: {
      ...audioRest,
      ...(music === undefined || music === path ? {} : { music }),
      ...(voiceOver === undefined || voiceFileOf(voiceOver) === path ? {} : { voiceOver }),
    },
  };
}

/** A brief that names a file for one thing only. Pure. */
export function withFileRole(brief: Naming, path: string, role: AssetRole): Naming {
  const at = brief.assets.findIndex((asset) => asset.path === path);
  const rest = withoutFile(brief, path);
  const assets = rest.assets.toSpliced(at < 0 ? rest.assets.length : at, 0, { path, role });
  return { ...rest, assets };
}
