import { z } from 'zod';
import { fpsSchema } from './frame-time.ts';
import { modelIdSchema } from './model-id.ts';
import { aspectRatioSchema, exportFormatSchema, languageSchema, platformSchema } from './shot-terms.ts';
import type { AspectRatio, Platform } from './shot-terms.ts';

/** Longest prompt we take. Above it the brief is refused with a sentence, never cut. */
export const PROMPT_MAX_CHARS = 50_000;

export const paletteColourSchema = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour like #FF6B6B');

const shortText = z.string().max(2_000);
const wordList = z.array(z.string().trim().min(1).max(200)).max(50);

/** R1.3: what a client says about how it wants to look and sound. */
export const brandSchema = z.strictObject({
  voice: shortText.optional(),
  visualStyle: shortText.optional(),
  palette: z.array(paletteColourSchema).max(12).optional(),
  forbidden: wordList.optional(),
  /** Path relative to the brief file, or an asset id inside the library. */
  logo: z.string().min(1).max(1_024).optional(),
});
export type Brand = z.infer<typeof brandSchema>;

export const campaignBriefSchema = z.strictObject({
  objective: shortText.optional(),
  keyMessages: wordList.optional(),
  cta: z.string().max(200).optional(),
  doNotMention: wordList.optional(),
});
export type CampaignBrief = z.infer<typeof campaignBriefSchema>;

export const ASSET_ROLES = ['reference', 'product', 'logo', 'music', 'voice', 'footage'] as const;
export const assetRoleSchema = z.enum(ASSET_ROLES);
export type AssetRole = z.infer<typeof assetRoleSchema>;

export const briefAssetSchema = z.strictObject({
  path: z.string().min(1).max(4_096),
  role: assetRoleSchema.default('reference'),
});

export const audioControlsSchema = z.strictObject({
  /** Path relative to the brief file. */
  music: z.string().min(1).max(4_096).optional(),
  musicStyle: z.string().max(500).optional(),
  /** 0 silent … 1 as it is. */
  musicVolume: z.number().min(0).max(1).default(0.6),
  /** Words to speak (kept for a speech provider), or `file: vo.wav`. */
  voiceOver: z.string().max(20_000).optional(),
});

export const LOOKS = ['pencil', 'colour'] as const;
export const lookSchema = z.enum(LOOKS);
export type Look = z.infer<typeof lookSchema>;

/** The brief file of interfaces.md. Unknown fields are an error that names them; only `prompt` is required. */
export const briefSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  prompt: z.string().trim().min(1).max(PROMPT_MAX_CHARS),
  duration: z.number().min(5).max(180).default(30),
  platform: platformSchema.default('custom'),
  aspectRatio: aspectRatioSchema.optional(),
  variations: z.int().min(1).max(3).default(1),
  keywords: wordList.default([]),
  stylePresets: z.array(z.string().min(1).max(40)).max(10).default([]),
  brand: brandSchema.default({}),
  campaign: campaignBriefSchema.default({}),
  assets: z.array(briefAssetSchema).max(50).default([]),
  audio: audioControlsSchema.default({ musicVolume: 0.6 }),
  exportFormats: z.array(exportFormatSchema).min(1).max(4).default(['mp4']),
  /** US dollars. */
  budget: z.number().min(0.1).max(100).optional(),
  seed: z.int().min(0).max(4_294_967_295).default(1),
  fps: fpsSchema.default(24),
  look: lookSchema.default('pencil'),
  slate: z.boolean().default(true),
  language: languageSchema.optional(),
  /** Who makes the pictures and the film; absent: as the library says. */
  imageModel: modelIdSchema.optional(),
  videoModel: modelIdSchema.optional(),
});
export type Brief = z.infer<typeof briefSchema>;
export type BriefInput = z.input<typeof briefSchema>;

/** Room for a text that is too long and still being worked on: it is kept, and refused when it is to be used. */
export const DRAFT_PROMPT_MAX_CHARS = 2 * PROMPT_MAX_CHARS;
/** A prompt while it is being written: it may be empty, and ends where its person stopped typing. */
export const draftPromptSchema = z.string().max(DRAFT_PROMPT_MAX_CHARS);
/** A brief as the library keeps it. What plans or films are made of goes through `briefSchema` again. */
export const storedBriefSchema = briefSchema.extend({ prompt: draftPromptSchema });

const RATIO_OF_PLATFORM: Record<Platform, AspectRatio> = {
  tiktok: '9:16',
  meta: '4:5',
  youtube: '16:9',
  custom: '16:9',
};

/** The ratio a brief asks for, or its platform's own. */
export function ratioOfBrief(brief: Pick<Brief, 'aspectRatio' | 'platform'>): AspectRatio {
  return brief.aspectRatio ?? RATIO_OF_PLATFORM[brief.platform];
}
