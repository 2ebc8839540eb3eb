import { z } from 'zod';
import { fpsSchema } from './frame-time.ts';
import { languageSchema, platformSchema, transitionSchema } from './shot-terms.ts';

/**
 * The finished film as data, free of FFmpeg's words: what `shared/timeline` resolves a board to and `main/exports` renders.
 * All times are integer frames at `fps`. Clips lie end to end and the film is as long as their cuts together. A transition
 * of n frames blends the first n frames of the next clip with the frames of this clip *after* its cut (its handle:
 * decision 24 gives every segment 8.000 s), so it never shortens the film. Where the handle is shorter than n, the
 * transition is shortened to the handle; nothing is frozen. Joining whole files with a dissolve (`stitch`) is the same
 * plan with `cutFrames` reduced by n.
 */
export const filmClipSchema = z.strictObject({
  id: z.string().min(1).max(100),
  /** Absolute path of the segment file. */
  sourcePath: z.string().min(1),
  /** sha256 of its content: the key of every cached part. */
  sourceHash: z.string().regex(/^[0-9a-f]{64}$/),
  sourceInFrames: z.int().min(0),
  cutFrames: z.int().min(1),
  /** Into the next clip; ignored on the last. */
  transition: transitionSchema,
  transitionFrames: z.int().min(0).max(96),
});
export type FilmClip = z.infer<typeof filmClipSchema>;

export const filmTitleSchema = z.strictObject({
  text: z.string().min(1).max(300),
  startFrame: z.int().min(0),
  durationFrames: z.int().min(1),
  style: z.enum(['title', 'lower-third']),
});
export type FilmTitle = z.infer<typeof filmTitleSchema>;

export const filmCaptionSchema = z.strictObject({
  text: z.string().min(1).max(500),
  startFrame: z.int().min(0),
  durationFrames: z.int().min(1),
});
export type FilmCaption = z.infer<typeof filmCaptionSchema>;

export const filmPlanSchema = z.strictObject({
  fps: fpsSchema,
  /** Size of the mezzanine; exports scale from it. */
  widthPx: z.int().min(16).max(4096),
  heightPx: z.int().min(16).max(4096),
  platform: platformSchema,
  language: languageSchema,
  clips: z.array(filmClipSchema).min(1).max(500),
  titles: z.array(filmTitleSchema).max(50),
  captions: z.array(filmCaptionSchema).max(500),
  endCard: z
    .strictObject({
      text: z.string().max(200),
      logoPath: z.string().nullable(),
      /** What the planner wishes; another of the palette where the logo would not be seen on it. */
      colour: z.string().regex(/^#[0-9a-fA-F]{6}$/),
      /** The brand's colours, first the main one. */
      palette: z
        .array(z.string().regex(/^#[0-9a-fA-F]{6}$/))
        .max(12)
        .optional(),
      durationFrames: z.int().min(1),
    })
    .nullable(),
  audio: z.strictObject({
    musicPath: z.string().nullable(),
    /** 0…1 */
    musicVolume: z.number().min(0).max(1),
    voiceOverPath: z.string().nullable(),
    loudnessLufs: z.number().min(-40).max(-5),
  }),
  /** Written into the file: title of the work, and that local segments are an animatic. */
  metadata: z.strictObject({ title: z.string().max(300), animatic: z.boolean() }),
});
export type FilmPlan = z.infer<typeof filmPlanSchema>;

/** Frames of the whole film: clips lie end to end. */
export function filmFrames(plan: Pick<FilmPlan, 'clips'>): number {
  return plan.clips.reduce((sum, clip) => sum + clip.cutFrames, 0);
}
