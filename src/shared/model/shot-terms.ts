import { z } from 'zod';

/** Words of the field (film-craft.md §1). The same word in code, screen and manual. */

export const SHOT_SIZES = ['EWS', 'WS', 'FS', 'MWS', 'MS', 'MCU', 'CU', 'ECU', 'OTS', 'POV', 'INS'] as const;
export const shotSizeSchema = z.enum(SHOT_SIZES);
export type ShotSize = z.infer<typeof shotSizeSchema>;

export const CAMERA_ANGLES = ['eye-level', 'high', 'low', 'overhead', 'dutch', 'ground'] as const;
export const cameraAngleSchema = z.enum(CAMERA_ANGLES);
export type CameraAngle = z.infer<typeof cameraAngleSchema>;

export const CAMERA_MOVES = [
  'static',
  'pan-left',
  'pan-right',
  'tilt-up',
  'tilt-down',
  'push-in',
  'pull-out',
  'truck-left',
  'truck-right',
  'pedestal-up',
  'pedestal-down',
  'arc-left',
  'arc-right',
  'crane-up',
  'crane-down',
  'handheld',
  'zoom-in',
  'zoom-out',
  'whip-pan',
  'follow',
] as const;
export const cameraMoveSchema = z.enum(CAMERA_MOVES);
export type CameraMove = z.infer<typeof cameraMoveSchema>;

export const LENSES = ['wide', 'normal', 'long', 'macro'] as const;
export const lensSchema = z.enum(LENSES);
export type Lens = z.infer<typeof lensSchema>;

export const TRANSITIONS = ['cut', 'dissolve', 'fade', 'wipe'] as const;
export const transitionSchema = z.enum(TRANSITIONS);
export type Transition = z.infer<typeof transitionSchema>;

export const TIMES_OF_DAY = ['dawn', 'day', 'golden-hour', 'dusk', 'night'] as const;
export const timeOfDaySchema = z.enum(TIMES_OF_DAY);
export type TimeOfDay = z.infer<typeof timeOfDaySchema>;

export const WEATHERS = ['clear', 'cloudy', 'rain', 'storm', 'snow', 'fog', 'wind'] as const;
export const weatherSchema = z.enum(WEATHERS);
export type Weather = z.infer<typeof weatherSchema>;

export const LIGHTINGS = ['soft', 'hard', 'backlit', 'low-key', 'high-key', 'practical', 'neon'] as const;
export const lightingSchema = z.enum(LIGHTINGS);
export type Lighting = z.infer<typeof lightingSchema>;

export const MOODS = [
  'neutral',
  'joyful',
  'calm',
  'tense',
  'sad',
  'hopeful',
  'energetic',
  'mysterious',
  'romantic',
  'proud',
  'playful',
] as const;
export const moodSchema = z.enum(MOODS);
export type Mood = z.infer<typeof moodSchema>;

export const NARRATIVE_ROLES = [
  'hook',
  'context',
  'problem',
  'product',
  'proof',
  'turn',
  'resolution',
  'call-to-action',
  'moment',
] as const;
export const narrativeRoleSchema = z.enum(NARRATIVE_ROLES);
export type NarrativeRole = z.infer<typeof narrativeRoleSchema>;

export const ASPECT_RATIOS = ['9:16', '16:9', '1:1', '4:5'] as const;
export const aspectRatioSchema = z.enum(ASPECT_RATIOS);
export type AspectRatio = z.infer<typeof aspectRatioSchema>;

export const PLATFORMS = ['tiktok', 'meta', 'youtube', 'custom'] as const;
export const platformSchema = z.enum(PLATFORMS);
export type Platform = z.infer<typeof platformSchema>;

export const LANGUAGES = ['en', 'th'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const QUALITIES = ['480p', '720p', '1080p', '2160p'] as const;
export const qualitySchema = z.enum(QUALITIES);
export type Quality = z.infer<typeof qualitySchema>;

export const EXPORT_FORMATS = ['mp4', 'mov', 'webm', 'gif'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

export const SLOTS = ['start', 'end', 'segment', 'voice'] as const;
export const slotSchema = z.enum(SLOTS);
export type Slot = z.infer<typeof slotSchema>;
