import type { Brand, Brief, CampaignBrief } from './brief.ts';

/** Client → campaign → project: what a film is told beside its own brief. Pure; the stored briefs stay as they are. */

/** Where the project stands: brand of its client and brief of its campaign, `null` where it has none. */
export interface Inheritance {
  brand: Brand | null;
  campaign: CampaignBrief | null;
}

/** Who said a field: the project itself, its client or campaign, both (lists of what is not wanted add up), or nobody. */
export type FieldSource = 'own' | 'inherited' | 'both' | 'none';

const isGiven = (value: string | readonly string[] | undefined): boolean => value !== undefined && value.length > 0;

/** Both lists, each word once, the inherited ones first. */
function union(inherited: readonly string[] | undefined, own: readonly string[] | undefined): string[] {
  return [...new Set([...(inherited ?? []), ...(own ?? [])])];
}

const definedOnly = <T extends object>(fields: T): T =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => isGiven(value as string | readonly string[] | undefined)),
  ) as T;

const ASSET_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The id of a logo that lies in the library; a logo may also be a path beside a brief file, which nobody can inherit. */
export function logoAssetId(brand: Pick<Brand, 'logo'>): string | null {
  return brand.logo !== undefined && ASSET_ID.test(brand.logo) ? brand.logo : null;
}

/**
 * A project's brand on top of its client's: what the project says wins field by field; forbidden words add up, because
 * what a client forbids no project can allow.
 */
export function inheritBrand(own: Brand, client: Brand | null): Brand {
  if (client === null) return own;
  const logo = own.logo ?? logoAssetId(client) ?? undefined;
  return definedOnly({
    voice: isGiven(own.voice) ? own.voice : client.voice,
    visualStyle: isGiven(own.visualStyle) ? own.visualStyle : client.visualStyle,
    palette: isGiven(own.palette) ? own.palette : client.palette,
    forbidden: union(client.forbidden, own.forbidden),
    logo,
  } as Brand);
}

/** A project's campaign fields on top of its campaign's brief, by the same rules; what must not be mentioned adds up. */
export function inheritCampaign(own: CampaignBrief, campaign: CampaignBrief | null): CampaignBrief {
  if (campaign === null) return own;
  return definedOnly({
    objective: isGiven(own.objective) ? own.objective : campaign.objective,
    keyMessages: isGiven(own.keyMessages) ? own.keyMessages : campaign.keyMessages,
    cta: isGiven(own.cta) ? own.cta : campaign.cta,
    doNotMention: union(campaign.doNotMention, own.doNotMention),
  } as CampaignBrief);
}

/** Longest lists that a brief takes; inherited words come first and are never the ones that are cut. */
const LIST_MAX = 50;
const cut = (list: string[] | undefined): { list?: string[] } =>
  list === undefined ? {} : { list: list.slice(0, LIST_MAX) };

/** The brief that a planner reads: the stored one with everything it inherits. */
export function inheritBrief(brief: Brief, from: Inheritance): Brief {
  const brand = inheritBrand(brief.brand, from.brand);
  const campaign = inheritCampaign(brief.campaign, from.campaign);
  const { list: forbidden } = cut(brand.forbidden);
  const { list: doNotMention } = cut(campaign.doNotMention);
  return {
    ...brief,
    brand: { ...brand, ...(forbidden === undefined ? {} : { forbidden }) },
    campaign: { ...campaign, ...(doNotMention === undefined ? {} : { doNotMention }) },
  };
}

function sourceOf(
  own: string | readonly string[] | undefined,
  inherited: string | readonly string[] | undefined,
  isAdded: boolean,
): FieldSource {
  if (isGiven(own) && isGiven(inherited) && isAdded) return 'both';
  if (isGiven(own)) return 'own';
  return isGiven(inherited) ? 'inherited' : 'none';
}

/** For each brand field: who says what stands in `inheritBrand`. */
export function brandSources(own: Brand, client: Brand | null): Record<keyof Brand, FieldSource> {
  const from = client ?? {};
  return {
    voice: sourceOf(own.voice, from.voice, false),
    visualStyle: sourceOf(own.visualStyle, from.visualStyle, false),
    palette: sourceOf(own.palette, from.palette, false),
    forbidden: sourceOf(own.forbidden, from.forbidden, true),
    logo: sourceOf(own.logo, logoAssetId(from) ?? undefined, false),
  };
}

/** For each campaign field: who says what stands in `inheritCampaign`. */
export function campaignSources(
  own: CampaignBrief,
  campaign: CampaignBrief | null,
): Record<keyof CampaignBrief, FieldSource> {
  const from = campaign ?? {};
  return {
    objective: sourceOf(own.objective, from.objective, false),
    keyMessages: sourceOf(own.keyMessages, from.keyMessages, false),
    cta: sourceOf(own.cta, from.cta, false),
    doNotMention: sourceOf(own.doNotMention, from.doNotMention, true),
  };
}
