/** Numbers, money, sizes and times as people read them, in English and Thai. Pure: the clock is a parameter. */
export type UiLanguage = 'en' | 'th';
export type ThaiYear = 'buddhist' | 'gregorian';

export interface FormatOptions {
  language: UiLanguage;
  /** Years of dates in Thai; the Buddhist year unless told otherwise. English is always Gregorian. */
  thaiYear?: ThaiYear;
  timeZone?: string;
}

export interface Formatters {
  language: UiLanguage;
  number(value: number, maxDecimals?: number): string;
  percent(share: number): string;
  /** US dollars: `$0.00` for nothing, three decimals under ten cents. */
  money(usd: number): string;
  /** 1,024-based sizes in the units people know: "3.4 MB". */
  bytes(byteCount: number): string;
  /** Spoken length: "1 min 4 s", "45 s", "2 h 5 min". */
  duration(milliseconds: number): string;
  date(epochMs: number): string;
  dateTime(epochMs: number): string;
  time(epochMs: number): string;
  relativeTime(epochMs: number, nowMs: number): string;
  compare(one: string, other: string): number;
}

const UNITS = {
  en: { h: 'h', min: 'min', s: 's', bytes: ['B', 'KB', 'MB', 'GB', 'TB'], now: 'just now' },
  th: { h: 'ชม.', min: 'นาที', s: 'วินาที', bytes: ['ไบต์', 'KB', 'MB', 'GB', 'TB'], now: 'เมื่อสักครู่' },
} as const;

const RELATIVE_STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** Builds the formatters of one language. `Intl` objects are made once, since making them is the slow part. */
export function createFormatters(options: FormatOptions): Formatters {
  const { language } = options;
  const units = UNITS[language];
  const base = language === 'th' ? 'th-TH' : 'en-US';
  const calendar = language === 'th' && options.thaiYear !== 'gregorian' ? 'buddhist' : 'gregory';
  const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
  const dateLocale = `${base}-u-ca-${calendar}`;
  const date = new Intl.DateTimeFormat(dateLocale, { day: 'numeric', month: 'short', year: 'numeric', ...zone });
  const time = new Intl.DateTimeFormat(dateLocale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone });
  const relative = new Intl.RelativeTimeFormat(base, { numeric: 'auto' });
  const collator = new Intl.Collator(language === 'th' ? 'th' : 'en', { numeric: true, sensitivity: 'base' });
  const percent = new Intl.NumberFormat(base, { style: 'percent', maximumFractionDigits: 0 });
  const number = (value: number, maxDecimals = 0) => value.toLocaleString(base, { maximumFractionDigits: maxDecimals });
  const day = (epochMs: number) => withoutEra(date, epochMs);

  return {
    language,
    number,
    percent: (share) => percent.format(share),
    money: (usd) => {
      const decimals = usd !== 0 && Math.abs(usd) < 0.1 ? 3 : 2;
      const text = Math.abs(usd).toLocaleString('en-US', {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      });
      return `${usd < 0 ? '−' : ''}$${text}`;
    },
    bytes: (byteCount) => {
      const step = byteCount < 1 ? 0 : Math.min(4, Math.floor(Math.log2(byteCount) / 10));
      const value = byteCount / 1024 ** step;
      return `${number(value, step > 0 && value < 100 ? 1 : 0)} ${units.bytes[step] ?? ''}`;
    },
    duration: (milliseconds) => durationText(milliseconds, units),
    date: day,
    time: (epochMs) => time.format(epochMs),
    dateTime: (epochMs) => `${day(epochMs)} ${time.format(epochMs)}`,
    relativeTime: (epochMs, nowMs) => {
      const away = epochMs - nowMs;
      if (Math.abs(away) < 60_000) return units.now;
      if (Math.abs(away) > 14 * 86_400_000) return day(epochMs);
      const [unit, size] = RELATIVE_STEPS.find(([, ms]) => Math.abs(away) >= ms) ?? ['minute', 60_000];
      return relative.format(Math.trunc(away / size), unit);
    },
    compare: (one, other) => collator.compare(one, other),
  };
}

/** "21 พ.ย. 2569" rather than "21 พ.ย. พ.ศ. 2569": the year alone is what a Thai reader expects in a list. */
function withoutEra(format: Intl.DateTimeFormat, epochMs: number): string {
  const parts = format.formatToParts(epochMs).filter((part) => part.type !== 'era');
  return parts
    .map((part) => part.value)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

function durationText(milliseconds: number, units: { h: string; min: string; s: string }): string {
  const tenths = Math.round(Math.max(0, milliseconds) / 100);
  if (tenths < 100 && tenths % 10 !== 0) return `${tenths / 10} ${units.s}`;
  const seconds = Math.round(tenths / 10);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = seconds % 60;
  if (hours > 0) return minutes > 0 ? `${hours} ${units.h} ${minutes} ${units.min}` : `${hours} ${units.h}`;
  if (minutes > 0) return rest > 0 ? `${minutes} ${units.min} ${rest} ${units.s}` : `${minutes} ${units.min}`;
  return `${rest} ${units.s}`;
}
