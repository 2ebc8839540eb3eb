import type {
  CameraAngle,
  CameraMove,
  Language,
  Lens,
  Lighting,
  Mood,
  ShotSize,
  TimeOfDay,
  Weather,
} from '../../../shared/model/shot-terms.ts';

/** The trade's words as image and video models know them (English in both languages), and the plain words for people. */

export const SIZE_WORDS: Record<ShotSize, string> = {
  EWS: 'extreme wide shot',
  WS: 'wide shot',
  FS: 'full shot',
  MWS: 'medium wide shot',
  MS: 'medium shot',
  MCU: 'medium close-up',
  CU: 'close-up',
  ECU: 'extreme close-up',
  OTS: 'over-the-shoulder shot',
  POV: 'point-of-view shot',
  INS: 'insert shot',
};

export const ANGLE_WORDS: Record<CameraAngle, string> = {
  'eye-level': 'eye level',
  high: 'high angle',
  low: 'low angle',
  overhead: 'overhead',
  dutch: 'Dutch angle',
  ground: 'ground level',
};

export const LENS_WORDS: Record<Lens, string> = {
  wide: '24 mm wide lens',
  normal: '40 mm lens',
  long: '85 mm lens, shallow depth of field',
  macro: 'macro lens',
};

/** What the camera does, and what the last frame shows of it. */
export const MOVE_WORDS: Record<CameraMove, { camera: string; end: string }> = {
  static: { camera: 'locked off', end: 'same framing' },
  'pan-left': { camera: 'slow pan left', end: 'the camera has panned left' },
  'pan-right': { camera: 'slow pan right', end: 'the camera has panned right' },
  'tilt-up': { camera: 'slow tilt up', end: 'the camera has tilted up' },
  'tilt-down': { camera: 'slow tilt down', end: 'the camera has tilted down' },
  'push-in': { camera: 'slow push in', end: 'framed closer after the push in' },
  'pull-out': { camera: 'slow pull out', end: 'framed wider after the pull out' },
  'truck-left': { camera: 'truck left alongside the action', end: 'the camera has moved left, background shifted' },
  'truck-right': { camera: 'truck right alongside the action', end: 'the camera has moved right, background shifted' },
  'pedestal-up': { camera: 'pedestal up', end: 'the camera stands higher' },
  'pedestal-down': { camera: 'pedestal down', end: 'the camera stands lower' },
  'arc-left': { camera: 'slow arc to the left around the subject', end: 'seen a little more from the left' },
  'arc-right': { camera: 'slow arc to the right around the subject', end: 'seen a little more from the right' },
  'crane-up': { camera: 'crane up', end: 'seen from higher, more of the place in view' },
  'crane-down': { camera: 'crane down', end: 'seen from lower, arriving at the subject' },
  handheld: { camera: 'handheld, slight sway', end: 'nearly the same framing, slightly off' },
  'zoom-in': { camera: 'slow zoom in', end: 'framed closer after the zoom' },
  'zoom-out': { camera: 'slow zoom out', end: 'framed wider after the zoom' },
  'whip-pan': { camera: 'whip pan', end: 'the camera has swung to the side and stopped' },
  follow: { camera: 'follows the subject', end: 'same size in frame, further along the way' },
};

export const LIGHT_WORDS: Record<Lighting, string> = {
  soft: 'soft diffused light',
  hard: 'hard sunlight with clear shadows',
  backlit: 'backlight with a warm rim',
  'low-key': 'low-key light, deep shadows',
  'high-key': 'bright high-key light',
  practical: 'light from lamps in the picture',
  neon: 'neon and street light',
};

const TIME_WORDS: Record<TimeOfDay, Record<Language, string>> = {
  dawn: { en: 'at dawn', th: 'ตอนรุ่งสาง' },
  day: { en: 'by day', th: 'ตอนกลางวัน' },
  'golden-hour': { en: 'at golden hour', th: 'ในแสงเย็นสีทอง' },
  dusk: { en: 'at dusk', th: 'ยามพลบค่ำ' },
  night: { en: 'at night', th: 'ตอนกลางคืน' },
};

const WEATHER_WORDS: Record<Weather, Record<Language, string>> = {
  clear: { en: '', th: '' },
  cloudy: { en: 'under cloud', th: 'ฟ้าครึ้ม' },
  rain: { en: 'in the rain', th: 'ฝนตก' },
  storm: { en: 'in a storm', th: 'พายุ' },
  snow: { en: 'in snow', th: 'หิมะตก' },
  fog: { en: 'in fog', th: 'หมอกลง' },
  wind: { en: 'in the wind', th: 'ลมแรง' },
};

const MOOD_WORDS: Record<Mood, Record<Language, string>> = {
  neutral: { en: '', th: '' },
  joyful: { en: 'joyful', th: 'สดใส มีความสุข' },
  calm: { en: 'calm', th: 'สงบ' },
  tense: { en: 'tense', th: 'ตึงเครียด' },
  sad: { en: 'sad', th: 'เศร้า' },
  hopeful: { en: 'hopeful', th: 'มีความหวัง' },
  energetic: { en: 'energetic', th: 'มีพลัง' },
  mysterious: { en: 'mysterious', th: 'ลึกลับ' },
  romantic: { en: 'romantic', th: 'อบอุ่นหัวใจ' },
  proud: { en: 'proud', th: 'ภูมิใจ' },
  playful: { en: 'playful', th: 'ขี้เล่น' },
};

/** "at dawn", "ตอนรุ่งสาง" */
export const timeWords = (time: TimeOfDay, language: Language): string => TIME_WORDS[time][language];
/** "in the rain", "ฝนตก"; empty in clear weather. */
export const weatherWords = (weather: Weather, language: Language): string => WEATHER_WORDS[weather][language];
/** "hopeful", "มีความหวัง"; empty for a neutral mood. */
export const moodWords = (mood: Mood, language: Language): string => MOOD_WORDS[mood][language];
