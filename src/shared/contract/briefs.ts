import { z } from 'zod';
import { BRIEF_CHECKS } from '../model/brief-checks.ts';
import { DRAFT_ASPECTS, DRAFT_KINDS } from '../model/board-draft.ts';
import { briefSchema } from '../model/brief.ts';
import { fpsSchema } from '../model/frame-time.ts';
import { priceUnitSchema } from '../model/money.ts';
import { PRICE_CONFIDENCES } from '../model/price-table.ts';
import { idSchema, microUsdSchema } from '../model/ids.ts';
import { planNoteSchema, planQuestionSchema } from '../model/plan.ts';
import {
  aspectRatioSchema,
  cameraMoveSchema,
  languageSchema,
  shotSizeSchema,
  transitionSchema,
} from '../model/shot-terms.ts';
import { errorsOf, procedure } from './procedure.ts';

/** A brief as it is being written: any fields, checked one by one. */
const looseBriefSchema = z.record(z.string().max(200), z.unknown());
const count = z.int().min(0);

export const inputIssueSchema = z.strictObject({
  /** `campaign.keyMessages.2`; empty for the whole. */
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const checkedBriefSchema = z.strictObject({
  /** The brief as it would be stored; null where a field has a fault. */
  brief: briefSchema.nullable(),
  issues: z.array(inputIssueSchema),
  /** What was taken out because no screen shows it, by field. */
  normalised: z.array(z.strictObject({ path: z.string(), code: z.string(), count })),
});
export type CheckedBrief = z.infer<typeof checkedBriefSchema>;

export const modelChoiceSchema = z.strictObject({
  /** `vendor/model`. */
  id: z.string(),
  kind: z.enum(['image', 'video']),
  label: z.string(),
  /** Null: made on this machine. */
  vendor: z.string().nullable(),
  /** `unfit`: it cannot make pieces of this size or length. */
  state: z.enum(['ready', 'key-missing', 'key-locked', 'unfit']),
  /** Of one keyframe or one segment; null where it cannot make it. */
  price: z
    .strictObject({
      unit: priceUnitSchema,
      variant: z.string(),
      /** Null: nobody has named a price. */
      unitMicroUsd: microUsdSchema.nullable(),
      pieceMicroUsd: microUsdSchema.nullable(),
      priceDate: z.string(),
    })
    .nullable(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** One line of an estimate (decision 28). */
export const purchaseSchema = z.strictObject({
  /** `vendor/model`. */
  provider: z.string(),
  label: z.string(),
  /** What the piece is for. */
  kind: z.enum(['image', 'video']),
  unit: priceUnitSchema,
  /** Part of the price list that applies; '' where the model has one price. */
  variant: z.string(),
  quantity: z.number().min(0),
  /** Null: nobody has named a price; nothing is bought before somebody does. */
  unitMicroUsd: microUsdSchema.nullable(),
  sumMicroUsd: microUsdSchema.nullable(),
  /** Date of the rate, YYYY-MM-DD. */
  priceDate: z.string(),
  /** How sure the rate is: `unsure` where sources disagree, `own` where a person entered it or this machine makes it. */
  confidence: z.enum(PRICE_CONFIDENCES),
  /** Made on this machine: nothing leaves it and nothing is charged. */
  isLocal: z.boolean(),
});

export const estimateSchema = z.strictObject({
  items: z.array(purchaseSchema),
  /** Of what has a price. */
  totalMicroUsd: microUsdSchema,
  /** The pictures alone: what making the storyboard costs. Null while their price is unknown. */
  picturesMicroUsd: microUsdSchema.nullable(),
  /** A line has no price yet. */
  hasUnknown: z.boolean(),
  /** Of the oldest rate in it. */
  priceDate: z.string(),
  budgetMicroUsd: microUsdSchema.nullable(),
});
export type Estimate = z.infer<typeof estimateSchema>;

export const briefFactsSchema = z.strictObject({
  issues: z.array(inputIssueSchema),
  normalised: checkedBriefSchema.shape.normalised,
  /** What a plan of this brief would be; null while a field has a fault. */
  plan: z
    .strictObject({
      scenes: count,
      shots: count,
      seconds: z.number(),
      fps: fpsSchema,
      ratio: aspectRatioSchema,
      language: languageSchema,
      planner: z.string(),
      /** 0…1; below 0.5 the planner asks instead of guessing. */
      confidence: z.number().min(0).max(1),
      notes: z.array(planNoteSchema),
      questions: z.array(planQuestionSchema),
    })
    .nullable(),
  checks: z.record(z.enum(BRIEF_CHECKS), z.boolean()),
  estimate: estimateSchema.nullable(),
});
export type BriefFacts = z.infer<typeof briefFactsSchema>;

export const shotPromptsSchema = z.strictObject({
  scene: z.int().min(1),
  shot: z.int().min(1),
  description: z.string(),
  imagePrompt: z.string(),
  endImagePrompt: z.string(),
  motionPrompt: z.string(),
});

const draftShotSchema = z.strictObject({
  scene: z.int().min(1),
  shot: z.int().min(1),
  description: z.string(),
  caption: z.string(),
  cutFrames: z.int().min(1),
  size: shotSizeSchema,
  move: cameraMoveSchema,
  transition: transitionSchema,
});
export type DraftShotView = z.infer<typeof draftShotSchema>;

export const draftRowSchema = z.strictObject({
  /** Give it to `acceptDraft`. */
  id: z.string(),
  kind: z.enum(DRAFT_KINDS),
  /** Why it stays as it is, whatever the plan says. */
  hold: z.enum(['locked', 'approved']).nullable(),
  aspects: z.array(z.enum(DRAFT_ASPECTS)),
  before: draftShotSchema.nullable(),
  after: draftShotSchema.nullable(),
});
export type DraftRowView = z.infer<typeof draftRowSchema>;

export const boardDraftSchema = z.strictObject({
  draftId: idSchema,
  rows: z.array(draftRowSchema),
  /** Opening title or end card would change; accepted by the id `titles`. */
  hasTitles: z.boolean(),
  fps: fpsSchema,
  secondsBefore: z.number(),
  secondsAfter: z.number(),
  /** The brief asks for another ratio than the board was drawn in; the board keeps its own. */
  ratio: z.strictObject({ board: aspectRatioSchema, brief: aspectRatioSchema }),
  notes: z.array(planNoteSchema),
  estimate: estimateSchema,
});
export type BoardDraftView = z.infer<typeof boardDraftSchema>;

/** The project, and its brief where it is not stored yet as it stands in the window. */
const ofProject = z.strictObject({ projectId: idSchema, brief: looseBriefSchema.optional() });
const known = errorsOf('not-found');

/** Briefs: checking, facts while writing, what a provider would be told, and a new board beside the old one. */
export const briefsContract = {
  check: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'POST', path: '/briefs/check', summary: 'Text of a brief file, or a brief: every fault by field' })
    .input(z.strictObject({ text: z.string().max(700_000).optional(), brief: looseBriefSchema.optional() }))
    .output(checkedBriefSchema),
  models: procedure
    .meta({ role: 'reviewer' })
    .route({
      method: 'GET',
      path: '/models',
      summary: 'Who could make the pictures and the film, of a project or in 16:9: whether it can now, and its price',
    })
    .errors(errorsOf('not-found'))
    .input(z.strictObject({ projectId: idSchema.optional() }).optional())
    .output(
      z.strictObject({
        models: z.array(modelChoiceSchema),
        /** What the library says where a brief says nothing. */
        usual: z.strictObject({ image: z.string(), video: z.string() }),
      }),
    ),
  facts: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({ method: 'POST', path: '/projects/{projectId}/brief/facts', summary: 'Scenes, seconds, questions, cost' })
    .errors(known)
    .input(ofProject)
    .output(briefFactsSchema),
  augmentedPrompt: procedure
    .meta({ role: 'reviewer', rate: 'jobs' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/brief/prompts',
      summary: 'The exact texts that a provider would be sent, brand and campaign included',
    })
    .errors(known)
    .input(ofProject)
    .output(
      z.strictObject({
        shots: z.array(shotPromptsSchema),
        imageProvider: z.string(),
        videoProvider: z.string(),
        /** Both work on this machine: the texts are not sent anywhere. */
        isLocal: z.boolean(),
      }),
    ),
  draft: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/brief/draft',
      summary: 'A new plan beside the board: what it would add, change, keep and remove. Nothing is stored',
    })
    .errors(errorsOf('not-found', 'not-possible-now', 'clarification-needed'))
    .input(ofProject)
    .output(boardDraftSchema),
  acceptDraft: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/brief/draft/accept',
      summary: 'Puts the named rows of a draft into the board, as one step of undo',
    })
    .errors(errorsOf('not-found', 'conflict', 'not-possible-now'))
    .input(
      z.strictObject({
        projectId: idSchema,
        draftId: idSchema,
        rowIds: z.array(z.string().min(1).max(60)).min(1).max(1_000),
      }),
    )
    .output(
      z.strictObject({
        revision: count,
        /** Shots whose pictures no longer fit: changed ones and new ones. */
        shotIds: z.array(idSchema),
      }),
    ),
  setFrameRate: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/brief/fps',
      summary: 'Frames per second; fixed once there is a board',
    })
    .errors(errorsOf('not-found', 'not-possible-now'))
    .input(z.strictObject({ projectId: idSchema, fps: fpsSchema }))
    .output(z.strictObject({ projectId: idSchema, fps: fpsSchema })),
  answer: procedure
    .meta({ role: 'editor' })
    .route({
      method: 'POST',
      path: '/projects/{projectId}/brief/answer',
      summary: "Puts the answer to one of the planner's questions into the brief",
    })
    .errors(errorsOf('not-found', 'conflict', 'not-possible-now'))
    .input(
      z.strictObject({
        projectId: idSchema,
        code: planQuestionSchema.shape.code,
        answer: z.string().trim().min(1).max(2_000),
      }),
    )
    .output(z.strictObject({ revision: count })),
};
