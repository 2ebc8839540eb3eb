import type { SceneDescription } from '../../shared/model/scene-description.ts';
import type { Fps } from '../../shared/model/frame-time.ts';
import type { PriceUnit } from '../../shared/model/money.ts';
import type { RemoteModel } from './remote-port.ts';

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

export interface Submitted {
  kind: 'done';
  outputs: readonly ProviderOutput[];
}

/** What a price is asked for. */
export type QuoteWish =
  | { kind: 'image'; widthPx: number; heightPx: number }
  | { kind: 'video'; seconds: number; widthPx: number; heightPx: number; hasEnd: boolean };

/** What one call buys, at the rate that holds now. */
export interface Quote {
  unit: PriceUnit;
  variant: string;
  quantity: number;
  /** Null: nobody has named a price. */
  unitMicroUsd: number | null;
  /** YYYY-MM-DD */
  priceDate: string;
}

export interface ProviderModel {
  /** `vendor/model` in one string (decision 30), e.g. `local/sketch`. */
  id: string;
  kind: 'image' | 'video';
  label: string;
  /** Nothing leaves the machine and nothing costs. */
  local: boolean;
  /** Absent for local work, which costs nothing. Throws AppError `invalid-input` for what the model cannot make. */
  quote?(wish: QuoteWish): Quote;
}

export interface ProviderAdapter {
  model: ProviderModel;
  /** One attempt; after a crash local work is simply done again. */
  submit(request: ProviderRequest, context: ProviderContext): Promise<Submitted>;
}

/** What a run may choose from: those that make the file here, and models that are bought (remote-port.ts, main/calls). */
export type ProviderChoice =
  (ProviderAdapter & { remote?: undefined }) | { model: ProviderModel; remote: RemoteModel; submit?: undefined };
