import type { MessageKey, Translate } from '../../../shared/i18n/translate.ts';
import { containsQuery } from '../../lib/rank.ts';

/** The parts of the settings, and what is found in each of them. Pure: the search asks it, the screen draws it. */

export const SECTIONS = [
  'appearance',
  'language',
  'playback',
  'limits',
  'providers',
  'library',
  'backups',
  'privacy',
  'diagnostics',
  'log',
  'keyboard',
  'about',
] as const;
export type Section = (typeof SECTIONS)[number];

export interface SettingEntry {
  id: string;
  section: Section;
  titleKey: MessageKey;
  hintKey: MessageKey;
  /** What else people call it, in both languages. */
  words: string;
}

const entry = (
  id: string,
  section: Section,
  titleKey: MessageKey,
  hintKey: MessageKey,
  words: string,
): SettingEntry => ({ id, section, titleKey, hintKey, words });

export const ENTRIES: readonly SettingEntry[] = [
  entry('theme', 'appearance', 'settings.theme', 'settings.theme-hint', 'dark light contrast colour สี มืด สว่าง'),
  entry('density', 'appearance', 'settings.density', 'settings.density-hint', 'compact spacing ระยะห่าง'),
  entry('scale', 'appearance', 'settings.scale', 'settings.scale-hint', 'zoom font text scale ซูม ตัวอักษร'),
  entry('motion', 'appearance', 'settings.motion', 'settings.motion-hint', 'animation reduced แอนิเมชัน'),
  entry('surround', 'appearance', 'settings.surround', 'settings.surround-hint', 'viewer background grey พื้นหลัง'),
  entry('language', 'language', 'settings.language', 'settings.language-hint', 'english thai ไทย อังกฤษ'),
  entry('year', 'language', 'settings.year', 'settings.year-hint', 'date calendar buddhist พ.ศ. ค.ศ. วันที่ ปฏิทิน'),
  entry('loop', 'playback', 'settings.loop', 'settings.loop-hint', 'repeat ซ้ำ วน'),
  entry('volume', 'playback', 'settings.volume', 'settings.volume-hint', 'loud sound เสียง ดัง'),
  entry('muted', 'playback', 'settings.muted', 'settings.muted-hint', 'mute silent เงียบ'),
  entry('upload', 'limits', 'settings.upload', 'settings.upload-hint', 'megabytes size asset ขนาด ไฟล์'),
  entry('renders', 'limits', 'settings.renders', 'settings.renders-hint', 'parallel cores cpu heat คอร์ ขนาน'),
  entry(
    'default-image',
    'providers',
    'providers.default-image',
    'providers.default-image-hint',
    'model keyframe sketch โมเดล คีย์เฟรม',
  ),
  entry(
    'default-video',
    'providers',
    'providers.default-video',
    'providers.default-video-hint',
    'model segment animatic โมเดล เซกเมนต์',
  ),
  entry('provider-key', 'providers', 'providers.key', 'providers.key-hint', 'token api replicate account test คีย์'),
  entry('provider-prices', 'providers', 'providers.prices', 'providers.prices-hint', 'rate cost dollars ราคา อัตรา'),
  entry('provider-limits', 'providers', 'providers.limits', 'providers.advanced-hint', 'concurrency rate ขีดจำกัด'),
  entry(
    'provider-policies',
    'providers',
    'providers.advanced',
    'providers.advanced-hint',
    'retry wait polling breaker stall offline policy speed รอ ซ้ำ ออฟไลน์',
  ),
  entry('folder', 'library', 'settings.folder', 'settings.folder-hint', 'path home where ที่เก็บ ตำแหน่ง'),
  entry('sizes', 'library', 'settings.sizes', 'settings.disk', 'disk space cache free พื้นที่ ดิสก์'),
  entry('backup', 'backups', 'settings.backup-now', 'settings.backup-none', 'copy restore safe สำเนา กู้คืน'),
  entry('integrity', 'backups', 'settings.integrity', 'settings.integrity-hint', 'damage verify เสียหาย ตรวจสอบ'),
  entry(
    'privacy',
    'privacy',
    'settings.privacy-local',
    'settings.privacy-telemetry',
    'network upload tracking เครือข่าย ติดตาม',
  ),
  entry('report', 'diagnostics', 'settings.report', 'settings.report-hint', 'support help version ช่วยเหลือ รุ่น'),
  entry('log', 'log', 'settings.section.log', 'settings.log-rows', 'messages errors warnings ข้อความ คำเตือน'),
  entry('keys', 'keyboard', 'settings.section.keyboard', 'settings.keys-hint', 'shortcuts keys แป้น'),
  entry('version', 'about', 'settings.version', 'settings.section.about', 'release build เวอร์ชัน'),
  entry('licences', 'about', 'settings.licences', 'settings.licences-hint', 'license open source ffmpeg โอเพนซอร์ส'),
];

/** Ids of what a search finds. A word of a section's own name finds all of it. */
export function findSettings(query: string, t: Translate): ReadonlySet<string> {
  return new Set(
    ENTRIES.filter(({ titleKey, hintKey, section, words }) =>
      containsQuery(`${t(titleKey)} ${t(hintKey)} ${words} ${t(`settings.section.${section}`)}`, query),
    ).map(({ id }) => id),
  );
}
