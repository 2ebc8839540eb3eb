import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Fps } from '../../shared/model/frame-time.ts';

/** What a provider is asked for. Paths are absolute; outputs are written to `outputPath` by the provider. */
export interface ImageRequest {
  kind: 'image';
  prompt: string;
  /** The drawing as data: used by the local sketcher, ignored by image models. */
  picture: SceneDescription;
  moment: 'start' | 'end';
  widthPx: number;
  heightPx: number;
  seed: number;
  /** Files behind `asset:<id>` references of the picture. */
  assetPaths: Readonly<Record<string, string>>;
  outputPath: string;
}

export interface VideoRequest {
  kind: 'video';
  prompt: string;
  picture: SceneDescription;
  startImagePath: string;
  endImagePath: string;
  /** True where the keyframe is the sketcher's own drawing, so that its layers may be moved instead of the still. */
  drawnByUs: boolean;
  durationFrames: number;
  /** The end keyframe is reached here; the rest is handle (decision 24). */
  cutFrames: number;
  fps: Fps;
  widthPx: number;
  heightPx: number;
  /** Small corner slate that says "animatic". */
  slate: { text: string } | null;
  seed: number;
  assetPaths: Readonly<Record<string, string>>;
  outputPath: string;
}

export type ProviderRequest = ImageRequest | VideoRequest;

export interface ProviderContext {
  signal: AbortSignal;
  /** 0…1 */
  onProgress(fraction: number): void;
}

export interface ProviderOutput {
  path: string;
  mime: string;
}

export type Submitted = { kind: 'task'; taskId: string } | { kind: 'done'; outputs: readonly ProviderOutput[] };

export type Polled =
  | { kind: 'pending'; progress?: number; retryAfterMs: number }
  | { kind: 'done'; outputs: readonly ProviderOutput[] }
  | { kind: 'failed'; code: string; message: string };

export interface ProviderModel {
  /** `vendor/model` in one string (decision 30), e.g. `local/sketch`. */
  id: string;
  kind: 'image' | 'video';
  label: string;
  /** Nothing leaves the machine and nothing costs. */
  local: boolean;
  /** Price per unit in micro-dollars; 0 for local work. */
  unitMicroUsd: number;
}

export interface ProviderAdapter {
  model: ProviderModel;
  /** How a crash between "sent" and "answered" is healed (reliability.md 4.1). Local work is simply done again. */
  recovery: 'idempotent' | 'reconcile' | 'operator';
  /** One attempt. Synchronous providers answer `done` at once. */
  submit(request: ProviderRequest, context: ProviderContext): Promise<Submitted>;
  poll?(taskId: string, context: ProviderContext): Promise<Polled>;
  cancel?(taskId: string): Promise<void>;
}
